package dev.heel.engine.models;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** What a JSON value is, as Datadog's client has it. Immutable; the same may be used by many. */
public abstract class Model {
  Model() {}

  /** All of a value that is otherwise, in its order. Total, and each value is visited once. */
  public final List<Misfit> misfits(JsonNode value) {
    List<Misfit> found = new ArrayList<>();
    judge(value, At.TOP, found::add);
    return List.copyOf(found);
  }

  /** Tells what is otherwise; a null says nothing, and is never told. */
  final void judge(JsonNode value, At at, Consumer<Misfit> found) {
    if (value.isNull() || value.isMissingNode()) {
      return;
    }
    if (takes(value)) {
      inspect(value, at, found);
    } else {
      found.accept(new Misfit(Misfit.Sort.TYPE, at.pointer(), value, List.of(words())));
    }
  }

  /** Whether a value is of the JSON type that belongs here. */
  abstract boolean takes(JsonNode value);

  /** What belongs here, for a sentence: {@code a whole number}. */
  abstract String words();

  /** Tells what is otherwise in a value of the right type. */
  abstract void inspect(JsonNode value, At at, Consumer<Misfit> found);

  /**
   * How many things are otherwise in a value itself and in its scalars. What stands deeper is not
   * looked at, so that to choose among forms costs the same at any depth.
   */
  int distance(JsonNode value) {
    return value.isNull() || takes(value) ? 0 : 1;
  }
}
