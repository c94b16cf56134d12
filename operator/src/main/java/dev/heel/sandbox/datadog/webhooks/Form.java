package dev.heel.sandbox.datadog.webhooks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.heel.sandbox.datadog.http.ApiError;
import dev.heel.sandbox.datadog.http.Request;
import dev.heel.sandbox.datadog.text.Json;
import java.util.List;

/**
 * How a body of the webhooks integration is read, and refused. Datadog's words for a bad member are
 * not known: its general sentence stands in.
 */
final class Form {
  private Form() {}

  /** The members of a whole body: those that were sent, else the old ones, else null. */
  static ObjectNode overlaid(ObjectNode old, ObjectNode sent, List<String> names) {
    ObjectNode body = Json.object();
    for (String name : names) {
      JsonNode value = sent.has(name) ? sent.get(name) : old.get(name);
      body.set(name, value == null ? Json.MAPPER.nullNode() : value);
    }
    return body;
  }

  /** The text of a member; empty if it is none. */
  static String text(ObjectNode body, String name) {
    return body.path(name).isTextual() ? body.path(name).asText() : "";
  }

  /**
   * @throws ApiError 400 that names the member, if it is not good
   */
  static void require(boolean good, String name) {
    if (!good) {
      throw ApiError.badRequest(Request.invalid(name));
    }
  }
}
