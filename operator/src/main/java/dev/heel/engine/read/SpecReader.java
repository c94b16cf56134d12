package dev.heel.engine.read;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.heel.resource.ApiSpec;
import dev.heel.resource.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Reads a spec's tree as its typed class, value by value: what has a wrong type is left out and
 * told, so that the rest of the resource can still be understood. Unknown fields are left out
 * silently; the CRD's schema speaks of them.
 */
public final class SpecReader {
  private static final ClassValue<Shape> SHAPES =
      new ClassValue<>() {
        @Override
        protected Shape computeValue(Class<?> type) {
          return Shape.of(Shape.MAPPER.constructType(type));
        }
      };

  private SpecReader() {}

  /**
   * @param value the typed spec; its fields are null where the spec has none or a wrong one
   * @param tree the same as a tree: what fits, in the spec's own names
   * @param problems what does not fit, each with its pointer below {@code /spec}
   */
  public record Read<T>(T value, ObjectNode tree, List<Problem> problems) {}

  /**
   * Never throws for what a spec holds.
   *
   * @param spec null counts as empty
   */
  public static <T> Read<T> read(JsonNode spec, Class<T> type) {
    List<Problem> problems = new ArrayList<>();
    JsonNode given = spec == null ? JsonNodeFactory.instance.objectNode() : spec;
    JsonNode fit = SHAPES.get(type).fitting(given, "/spec", problems::add);
    ObjectNode tree =
        fit instanceof ObjectNode object ? object : JsonNodeFactory.instance.objectNode();
    try {
      return new Read<>(Shape.MAPPER.treeToValue(tree, type), tree, List.copyOf(problems));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("what fits " + type.getSimpleName() + " is read as it", e);
    }
  }

  /**
   * The typed fields in the API's spelling: snake case, as Jackson's SnakeCaseStrategy has it. The
   * fields that every kind has ({@link ApiSpec}) are left out; verbatim parts are kept verbatim.
   *
   * @param tree what {@link #read} gave
   */
  public static ObjectNode body(ObjectNode tree, Class<? extends ApiSpec> type) {
    ObjectNode own = tree.deepCopy();
    Shape common = SHAPES.get(ApiSpec.class);
    if (common instanceof Shape.Bean bean) {
      own.remove(bean.fields().keySet());
    }
    return (ObjectNode) SHAPES.get(type).snake(own);
  }

  /**
   * A name in a definition that the typed class does not have.
   *
   * @param pointer where, as a JSON pointer into the definition
   * @param known the names that it has there, in snake case
   */
  public record Unknown(String pointer, String name, Set<String> known) {}

  /** All of them; open parts and what is not shaped as the class says are passed over. */
  public static List<Unknown> unknown(JsonNode definition, Class<? extends ApiSpec> type) {
    List<Unknown> unknown = new ArrayList<>();
    Shape own = SHAPES.get(type);
    if (own instanceof Shape.Bean all && SHAPES.get(ApiSpec.class) instanceof Shape.Bean common) {
      all.without(common.fields().keySet()).unknown(definition, "", unknown::add);
    }
    return List.copyOf(unknown);
  }
}
