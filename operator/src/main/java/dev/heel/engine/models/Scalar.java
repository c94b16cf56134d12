package dev.heel.engine.models;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** A text, a number, a boolean, or whatever there is. */
final class Scalar extends Model {
  static final Scalar ANY = new Scalar(value -> true, "anything");
  static final Scalar TEXT = new Scalar(JsonNode::isTextual, "a text");
  static final Scalar INTEGER = new Scalar(JsonNode::canConvertToExactIntegral, "a whole number");
  static final Scalar NUMBER = new Scalar(JsonNode::isNumber, "a number");
  static final Scalar BOOLEAN = new Scalar(JsonNode::isBoolean, "true or false");

  private final Predicate<JsonNode> fits;
  private final String words;

  private Scalar(Predicate<JsonNode> fits, String words) {
    this.fits = fits;
    this.words = words;
  }

  @Override
  boolean takes(JsonNode value) {
    return fits.test(value);
  }

  @Override
  String words() {
    return words;
  }

  @Override
  void inspect(JsonNode value, At at, Consumer<Misfit> found) {}
}
