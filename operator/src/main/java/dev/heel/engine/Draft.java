package dev.heel.engine;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.heel.engine.read.LeftOut;
import dev.heel.engine.read.Pointers;
import dev.heel.engine.read.SpecReader;
import dev.heel.resource.ApiResource;
import dev.heel.resource.ApiSpec;
import dev.heel.resource.Problem;
import dev.heel.resource.Problem.Place;
import dev.heel.resource.Reference;
import dev.heel.resource.Reference.Target;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import java.util.List;
import java.util.Map;

/**
 * A resource as it is understood before anything of the cluster is known: what checks look at.
 *
 * @param resource as it came
 * @param definition the content of {@code definition} or {@code definitionFrom}; null if it has
 *     neither, or if the latter is not at hand
 * @param body the definition with the typed fields over it, in the API's spelling; references still
 *     stand in it
 * @param unreadable values of a wrong type, which the body lacks
 */
public record Draft(
    ApiResource resource, JsonNode definition, ObjectNode body, List<Problem> unreadable) {
  private static final SnakeCaseStrategy SNAKE = new SnakeCaseStrategy();

  /** Never throws for what a spec or a definition holds. */
  public static Draft of(ApiResource resource, Class<? extends ApiSpec> type, JsonNode definition) {
    SpecReader.Read<? extends ApiSpec> read = SpecReader.read(resource.getSpec(), type);
    ObjectNode typed = SpecReader.body(read.tree(), type);
    return new Draft(resource, definition, Rendering.merged(definition, typed), read.problems());
  }

  /** How others name the resource. */
  public Target target(String kind) {
    ObjectMeta metadata = resource.getMetadata();
    return new Target(kind, metadata.getNamespace(), metadata.getName());
  }

  /** Whether the definition stands elsewhere than in the resource itself. */
  public static boolean isElsewhere(ApiResource resource) {
    JsonNode spec = resource.getSpec();
    return inline(resource) == null && spec != null && spec.hasNonNull("definitionFrom");
  }

  /** The definition that stands in the resource itself; null if none does. */
  public static JsonNode inline(ApiResource resource) {
    JsonNode spec = resource.getSpec();
    JsonNode definition = spec == null ? null : spec.get("definition");
    return definition == null || definition.isNull() ? null : definition;
  }

  /** The body's value there; a missing node if it has none. */
  public JsonNode at(String pointer) {
    return body.at(pointer);
  }

  /** The body's text there; empty if it has none. */
  public String text(String pointer) {
    JsonNode value = body.at(pointer);
    return value.isTextual() ? value.textValue() : "";
  }

  /** Whether the body has a value there that is not null. */
  public boolean has(String pointer) {
    JsonNode value = body.at(pointer);
    return !value.isMissingNode() && !value.isNull();
  }

  /** Whether the resource has a value of a wrong type there, so that the body lacks it. */
  public boolean isUnreadable(String pointer) {
    String place = place(pointer).pointer();
    return unreadable.stream().anyMatch(problem -> problem.at().pointer().equals(place));
  }

  /** Whether a definition that this resource names is not at hand, so that the body lacks it. */
  public boolean incomplete() {
    return definition == null && isElsewhere(resource);
  }

  /**
   * Where in the resource a value of the body comes from: a typed field, else the definition. A
   * value that is not there is placed at the nearest one above it.
   *
   * @param pointer JSON pointer into the body
   */
  public Place place(String pointer) {
    String typed = "/spec";
    JsonNode node = resource.getSpec();
    for (JsonPointer step = JsonPointer.compile(pointer); !step.matches(); step = step.tail()) {
      String name = node == null ? null : field(node, step, typed);
      if (name == null) {
        return untyped(pointer, typed);
      }
      node = node.isArray() ? node.get(Integer.parseInt(name)) : node.get(name);
      typed = Pointers.member(typed, name);
    }
    return Place.of(typed);
  }

  private String field(JsonNode node, JsonPointer step, String at) {
    String wanted = step.getMatchingProperty();
    if (node.isArray()) {
      int index = new LeftOut(unreadable).original(at, step.getMatchingIndex());
      return node.has(index) ? Integer.toString(index) : null;
    }
    return node.properties().stream()
        .map(Map.Entry::getKey)
        .filter(name -> name.equals(wanted) || SNAKE.translate(name).equals(wanted))
        .findFirst()
        .orElse(null);
  }

  private Place untyped(String pointer, String typed) {
    if (definition == null || definition.at(pointer).isMissingNode()) {
      return Place.of(typed);
    }
    return Place.of(
        inline(resource) == null ? "/spec/definitionFrom" : "/spec/definition" + pointer);
  }

  /** The other resources that it names, each time it names them; none of itself. */
  public List<Reference> references(String kind) {
    String namespace = resource.getMetadata().getNamespace();
    return References.in(body).stream()
        .filter(References.Mention::isObject)
        .filter(each -> !isSelf(each, kind))
        .map(
            each ->
                new Reference(each.kind(), namespace, each.name(), place(each.pointer()).pointer()))
        .toList();
  }

  /** Whether it names the resource itself. */
  public boolean isSelf(References.Mention mention, String kind) {
    return mention.isObject()
        && mention.kind().equals(kind)
        && mention.name().equals(resource.getMetadata().getName());
  }
}
