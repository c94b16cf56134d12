package dev.heel.kinds.monitor.query;

import static org.assertj.core.api.Assertions.assertThat;

import com.datadog.api.client.v1.model.Monitor;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import dev.heel.kinds.Samples;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Every typed field is one that Datadog's own model of a monitor has")
class MonitorModelTest {
  private static final SnakeCaseStrategy SNAKE = new SnakeCaseStrategy();
  private static final List<String> HEELS_OWN =
      List.of(
          "accountRef",
          "adopt",
          "definition",
          "definitionFrom",
          "deletionPolicy",
          "drift",
          "ignore",
          "suspend");

  @Test
  void snakeNamesAreKnown() {
    JsonNode crd = Samples.tree(Samples.root().resolve("crds/datadogmonitors.heel.dev-v1.yml"));
    JsonNode spec = crd.at("/spec/versions/0/schema/openAPIV3Schema/properties/spec/properties");
    List<String> unknown = new ArrayList<>();
    for (var field : spec.properties()) {
      if (!HEELS_OWN.contains(field.getKey())) {
        compare(field.getKey(), field.getValue(), Monitor.class, unknown);
      }
    }
    assertThat(unknown).isEmpty();
  }

  private static void compare(String path, JsonNode schema, Class<?> model, List<String> unknown) {
    String name = SNAKE.translate(path.substring(path.lastIndexOf('.') + 1));
    Optional<Method> getter =
        Arrays.stream(model.getMethods())
            .filter(method -> method.isAnnotationPresent(JsonProperty.class))
            .filter(method -> method.getAnnotation(JsonProperty.class).value().equals(name))
            .filter(method -> method.getParameterCount() == 0)
            .findFirst();
    if (getter.isEmpty()) {
      unknown.add(path);
      return;
    }
    JsonNode below = schema.has("items") ? schema.get("items") : schema;
    for (var field : below.path("properties").properties()) {
      compare(
          path + "." + field.getKey(),
          field.getValue(),
          item(getter.get().getGenericReturnType()),
          unknown);
    }
  }

  private static Class<?> item(Type type) {
    return type instanceof ParameterizedType list
        ? (Class<?>) list.getActualTypeArguments()[0]
        : (Class<?>) type;
  }
}
