package dev.heel.engine.read;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.heel.resource.ApiSpec;
import dev.heel.resource.Problem;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads a spec's tree as its typed class, value by value: what has a wrong type is left out and
 * told, so that the rest of the resource can still be understood. Unknown fields are left out
 * silently; the CRD's schema speaks of them.
 */
public final class SpecReader {
  /** A value of another JSON type than its field. */
  public static final String WRONG_TYPE = "wrong-type";

  /** A text that reads as the number or boolean that belongs there. */
  public static final String QUOTED = "quoted-value";

  /** A word beyond those that a field has. */
  public static final String UNKNOWN_VALUE = "unknown-value";

  /** A number beyond the range of its field. */
  public static final String OUT_OF_RANGE = "out-of-range";

  private static final ClassValue<Shape> SHAPES =
      new ClassValue<>() {
        @Override
        protected Shape computeValue(Class<?> type) {
          return Shape.of(Shape.MAPPER.constructType(type));
        }
      };

  /** Without what every kind has, in the API's spelling. */
  private static final ClassValue<Shape> DEFINITIONS =
      new ClassValue<>() {
        @Override
        protected Shape computeValue(Class<?> type) {
          return SHAPES.get(type) instanceof Shape.Bean all
                  && SHAPES.get(ApiSpec.class) instanceof Shape.Bean common
              ? all.without(common.fields().keySet()).snake()
              : SHAPES.get(type);
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
   * What in a definition is not as the typed class has it; unknown names and open parts are passed
   * over.
   *
   * @param definition in the API's spelling
   * @param at where it stands, as a JSON pointer
   */
  public static List<Problem> misfits(
      JsonNode definition, Class<? extends ApiSpec> type, String at) {
    List<Problem> problems = new ArrayList<>();
    DEFINITIONS.get(type).fitting(definition, at, problems::add);
    return List.copyOf(problems);
  }

  /**
   * Whether the typed class itself says what stands at a place of a body: it has all names on the
   * way, and leaves none of them open.
   *
   * @param pointer JSON pointer into a body, in the API's spelling
   */
  public static boolean governs(Class<? extends ApiSpec> type, String pointer) {
    Shape shape = DEFINITIONS.get(type);
    for (JsonPointer step = JsonPointer.compile(pointer); !step.matches(); step = step.tail()) {
      shape = shape.below(step.getMatchingProperty());
      if (shape == null || shape.isOpen()) {
        return false;
      }
    }
    return true;
  }
}
