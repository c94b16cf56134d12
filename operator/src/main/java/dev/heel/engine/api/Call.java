package dev.heel.engine.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;

/**
 * One request to Datadog's API.
 *
 * @param kind what it is about, for metrics: a kind's noun
 * @param path with the id in it
 * @param template the path with {@code {id}} for the id: what limits and metrics go by
 * @param query query parameters
 * @param body null if the request has none
 * @param sender who waits for a turn when the limit is short; null for a call that does not wait,
 *     as those of commands and of an account's own check
 */
public record Call(
    String kind,
    Method method,
    String path,
    String template,
    Map<String, String> query,
    JsonNode body,
    Sender sender) {
  public enum Method {
    GET,
    POST,
    PUT,
    PATCH,
    DELETE;

    public boolean writes() {
      return this != GET;
    }
  }

  public Call(
      String kind,
      Method method,
      String path,
      String template,
      Map<String, String> query,
      JsonNode body) {
    this(kind, method, path, template, query, body, null);
  }

  /** The same on behalf of somebody. */
  public Call by(Sender who) {
    return new Call(kind, method, path, template, query, body, who);
  }
}
