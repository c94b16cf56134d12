package dev.heel.engine.models;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.function.Consumer;

/** A list of one model, which may have to have something in it. */
final class ListModel extends Model {
  private final Model item;
  private final boolean filled;

  /**
   * @param filled whether it holds at least one
   */
  ListModel(Model item, boolean filled) {
    this.item = item;
    this.filled = filled;
  }

  @Override
  boolean takes(JsonNode value) {
    return value.isArray();
  }

  @Override
  String words() {
    return "a list";
  }

  @Override
  void inspect(JsonNode value, At at, Consumer<Misfit> found) {
    if (filled && value.isEmpty()) {
      found.accept(new Misfit(Misfit.Sort.EMPTY, at.pointer(), value, List.of()));
    }
    for (int i = 0; i < value.size(); i++) {
      item.judge(value.get(i), at.item(i), found);
    }
  }
}
