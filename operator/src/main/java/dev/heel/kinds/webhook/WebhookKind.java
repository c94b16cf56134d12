package dev.heel.kinds.webhook;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.heel.engine.ApiKind;
import dev.heel.engine.ObjectType;
import dev.heel.engine.Scope;
import dev.heel.engine.compare.Canonical;
import dev.heel.engine.compare.Change;
import dev.heel.engine.identity.Identity;
import dev.heel.engine.read.Pointers;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/** {@link DatadogWebhook}, and the entry of the webhooks integration that it becomes. */
public final class WebhookKind implements ApiKind<DatadogWebhook> {
  private static final ObjectType<DatadogWebhook> OBJECT =
      ObjectType.of(DatadogWebhook.class, WebhookSpec.class, "webhook")
          .routes(WebhookApi.ROUTES)
          .identity(new Identity.NaturalKey("/name"))
          .comparison(WebhookApi.COMPARISON)
          // The handle by which messages call it is another one then.
          .immutable("/name")
          .checks(WebhookChecks.ALL)
          .build();

  static final String URL = "/url";
  static final String HEADERS = "/custom_headers";
  static final String PAYLOAD = "/payload";

  @Override
  public ObjectType<DatadogWebhook> object() {
    return OBJECT;
  }

  @Override
  public ObjectNode shaped(ObjectNode body, Scope scope) {
    if (!body.path("name").isTextual()) {
      body.put("name", scope.owner().name());
    }
    asText(body, PAYLOAD);
    asText(body, HEADERS);
    return body;
  }

  @Override
  public Set<String> converted() {
    return Set.of(PAYLOAD, HEADERS);
  }

  /** The API takes both as JSON in a text. */
  private static void asText(ObjectNode body, String pointer) {
    JsonNode value = body.at(pointer);
    if (value.isContainerNode()) {
      Pointers.set(body, pointer, TextNode.valueOf(value.toString()));
    }
  }

  /** Where addresses and headers have their tokens; messages and payloads are read by many. */
  @Override
  public boolean secretAllowed(String pointer) {
    return Pointers.covers(URL, pointer) || Pointers.covers(HEADERS, pointer);
  }

  @Override
  public JsonNode withSecrets(JsonNode body, UnaryOperator<String> swap) {
    if (!(body instanceof ObjectNode)) {
      return body;
    }
    ObjectNode copy = body.deepCopy();
    if (copy.at(URL).isTextual()) {
      copy.put("url", swap.apply(copy.at(URL).textValue()));
    }
    JsonText.object(copy.at(HEADERS))
        .ifPresent(headers -> copy.put(HEADERS.substring(1), swapped(headers, swap)));
    return copy;
  }

  private static String swapped(ObjectNode headers, UnaryOperator<String> swap) {
    ObjectNode swapped = headers.objectNode();
    headers
        .properties()
        .forEach(
            header ->
                swapped.set(
                    header.getKey(),
                    header.getValue().isTextual()
                        ? TextNode.valueOf(swap.apply(header.getValue().textValue()))
                        : header.getValue()));
    return swapped.toString();
  }

  /** Neither place of a secret has a part in it. */
  @Override
  public String hash(JsonNode found) {
    if (!(found instanceof ObjectNode object)) {
      return Canonical.hash(found);
    }
    return Canonical.comparableHash(
        object.deepCopy().without(List.of("url", HEADERS.substring(1))), comparison());
  }

  @Override
  public boolean same(String pointer, JsonNode a, JsonNode b) {
    if (pointer.equals(PAYLOAD) || pointer.equals(HEADERS)) {
      Optional<JsonNode> left = JsonText.read(a);
      return left.isPresent()
          && JsonText.read(b).filter(right -> Canonical.equal(left.get(), right)).isPresent();
    }
    return false;
  }

  /** Where no payload is said, Datadog puts its own. */
  @Override
  public boolean isOmission(Change change) {
    return change.pointer().equals(PAYLOAD)
        && change.wanted() == null
        && JsonText.read(change.found())
            .filter(found -> Canonical.equal(found, WebhookApi.PAYLOAD))
            .isPresent();
  }
}
