package dev.heel.engine.models;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.function.Consumer;

/** One of a few values; most are texts, some are numbers. */
final class EnumModel extends Model {
  private final List<String> values;

  EnumModel(List<String> values) {
    this.values = values;
  }

  @Override
  boolean takes(JsonNode value) {
    return value.isValueNode();
  }

  @Override
  String words() {
    return "one of " + String.join(", ", values);
  }

  @Override
  void inspect(JsonNode value, At at, Consumer<Misfit> found) {
    if (distance(value) > 0) {
      found.accept(new Misfit(Misfit.Sort.VALUE, at.pointer(), value, values));
    }
  }

  @Override
  int distance(JsonNode value) {
    return value.isNull() || values.contains(value.asText()) ? 0 : 1;
  }
}
