package dev.heel.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.heel.resource.ApiResource;
import dev.heel.resource.ApiSpec;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A kind of the simplest sort, so that the engine is judged without any real kind's peculiarities:
 * {@code /id} is the server's, {@code /d} false means that it is not there, {@code /kind} cannot
 * change, and every other field is open. Its marker is in {@code /tags}.
 */
final class PlainKind implements ApiKind<ApiResource> {
  /** The fields that may be there; all of them can be reset. */
  static final List<String> FIELDS = List.of("a", "b", "c", "d", "kind");

  private final boolean partial;

  /**
   * @param partial whether an update leaves alone what it does not name
   */
  PlainKind(boolean partial) {
    this.partial = partial;
  }

  @Override
  public Class<ApiResource> type() {
    return ApiResource.class;
  }

  @Override
  public String noun() {
    return "thing";
  }

  @Override
  public Routes routes() {
    JsonNode absent = NullNode.instance;
    return new Routes(
        "/things",
        "/things/{id}",
        Call.Method.PUT,
        partial,
        "/id",
        new IdForm("[a-z0-9]{1,20}", "letters and digits"),
        new Routes.ListShape(
            "",
            Map.of(),
            new Routes.Paging("page", "size", 100, false, null, false),
            false,
            null,
            null,
            Duration.ofSeconds(60)),
        Map.of("/a", absent, "/b", absent, "/c", absent, "/d", BooleanNode.FALSE),
        "/things/{id}",
        "/a",
        null,
        null,
        null);
  }

  @Override
  public Identity identity() {
    return new Identity.Tags("/tags");
  }

  @Override
  public Comparison comparison() {
    return new Comparison(Set.of("/id"), Map.of("/d", Set.of(BooleanNode.FALSE)));
  }

  @Override
  public Class<? extends ApiSpec> spec() {
    return ApiSpec.class;
  }

  @Override
  public List<Check> checks() {
    return List.of();
  }

  @Override
  public JsonNode desired(ApiResource resource, Scope scope) {
    throw new UnsupportedOperationException("the properties bring their own bodies");
  }

  @Override
  public Liveness liveness(JsonNode found) {
    return Liveness.LIVE;
  }

  @Override
  public Set<String> immutable() {
    return Set.of("/kind");
  }

  @Override
  public boolean same(String pointer, JsonNode a, JsonNode b) {
    return false;
  }

  @Override
  public Report report(JsonNode found) {
    return Report.NONE;
  }

  /** What a server of this kind makes of an update. */
  ObjectNode updated(JsonNode object, JsonNode body) {
    ObjectNode result =
        partial ? ((ObjectNode) object).deepCopy() : JsonNodeFactory.instance.objectNode();
    result.setAll((ObjectNode) body.deepCopy());
    result.set("id", object.get("id"));
    return result;
  }

  /** What a server of this kind makes of a create. */
  ObjectNode created(JsonNode body) {
    ObjectNode result = body.deepCopy();
    return result.put("id", 7);
  }
}
