package dev.heel.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.heel.engine.api.Call;
import dev.heel.engine.api.IdForm;
import dev.heel.engine.api.Routes;
import dev.heel.engine.api.Routes.ListShape;
import dev.heel.engine.api.Routes.Paging;
import dev.heel.engine.compare.Comparison;
import dev.heel.engine.identity.Identity;
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
  public ObjectType<ApiResource> object() {
    return ObjectType.of(ApiResource.class, ApiSpec.class, "thing")
        .routes(routes())
        .identity(new Identity.Tags("/tags"))
        .comparison(new Comparison(Set.of("/id"), Map.of("/d", Set.of(BooleanNode.FALSE))))
        .immutable("/kind")
        .build();
  }

  @Override
  public Routes routes() {
    JsonNode absent = NullNode.instance;
    Routes.Builder routes =
        Routes.at("/things")
            .id("/id", new IdForm("[a-z0-9]{1,20}", "letters and digits"))
            .list(ListShape.of("", Paging.byNumber("page", "size", 100), Duration.ofSeconds(60)))
            .page("/things/{id}")
            .title("/a");
    Map<String, JsonNode> reset =
        Map.of("/a", absent, "/b", absent, "/c", absent, "/d", BooleanNode.FALSE);
    return (partial ? routes.partial(Call.Method.PUT, reset) : routes).build();
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
