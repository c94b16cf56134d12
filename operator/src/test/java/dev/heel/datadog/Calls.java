package dev.heel.datadog;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.heel.engine.api.Call;
import dev.heel.engine.api.Call.Method;
import java.util.Map;

/** Calls that tests send. */
public final class Calls {
  private Calls() {}

  public static Call of(Method method) {
    return switch (method) {
      case GET -> call(method, "/api/v1/monitor/1", "/api/v1/monitor/{id}", null);
      case POST -> call(method, "/api/v1/monitor", "/api/v1/monitor", body());
      case PUT -> call(method, "/api/v1/monitor/1", "/api/v1/monitor/{id}", body());
      case PATCH -> call(method, "/api/v2/downtime/1", "/api/v2/downtime/{id}", body());
      case DELETE -> call(method, "/api/v1/monitor/1", "/api/v1/monitor/{id}", null);
    };
  }

  public static Call call(Method method, String path, String template, JsonNode body) {
    return new Call("monitor", method, path, template, Map.of(), body);
  }

  private static JsonNode body() {
    return JsonNodeFactory.instance.objectNode().put("name", "a");
  }
}
