package dev.heel.engine.models;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.function.Consumer;

/** A mapping from free names to one model. */
final class MapModel extends Model {
  private final Model member;

  MapModel(Model member) {
    this.member = member;
  }

  @Override
  boolean takes(JsonNode value) {
    return value.isObject();
  }

  @Override
  String words() {
    return "a mapping";
  }

  @Override
  void inspect(JsonNode value, At at, Consumer<Misfit> found) {
    value
        .properties()
        .forEach(each -> member.judge(each.getValue(), at.member(each.getKey()), found));
  }
}
