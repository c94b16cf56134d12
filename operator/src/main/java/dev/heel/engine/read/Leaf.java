package dev.heel.engine.read;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.heel.resource.Problem;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * The shape of a scalar, or of anything.
 *
 * @param words what belongs there: {@code a whole number}
 */
record Leaf(Predicate<JsonNode> fits, String words) implements Shape {
  /** Whatever there is. */
  static final Leaf OPEN = new Leaf(value -> true, "anything");

  private static final String WORDS = "one of ";

  /** Null if the class is no scalar. */
  static Leaf of(Class<?> type) {
    if (type.isEnum()) {
      List<String> names = Arrays.stream(type.getEnumConstants()).map(Leaf::name).toList();
      return new Leaf(
          value -> value.isTextual() && names.contains(value.asText()),
          WORDS + names.stream().sorted().collect(Collectors.joining(", ")));
    }
    return switch (type.getSimpleName()) {
      case "String" -> new Leaf(JsonNode::isTextual, "a text");
      case "Boolean", "boolean" -> new Leaf(JsonNode::isBoolean, "true or false");
      case "Integer", "int" ->
          new Leaf(v -> v.canConvertToExactIntegral() && v.canConvertToInt(), "a whole number");
      case "Long", "long" ->
          new Leaf(v -> v.canConvertToExactIntegral() && v.canConvertToLong(), "a whole number");
      case "BigDecimal", "Double", "double" -> new Leaf(JsonNode::isNumber, "a number");
      default -> null;
    };
  }

  private static String name(Object constant) {
    try {
      String name = ((Enum<?>) constant).name();
      JsonProperty given = constant.getClass().getField(name).getAnnotation(JsonProperty.class);
      return given == null ? name : given.value();
    } catch (NoSuchFieldException e) {
      throw new IllegalStateException("every enum constant is a field of its enum", e);
    }
  }

  @Override
  public boolean isOpen() {
    return equals(OPEN);
  }

  @Override
  public Shape below(String name) {
    return isOpen() ? this : null;
  }

  @Override
  public JsonNode fitting(JsonNode value, String at, Consumer<Problem> problems) {
    if (fits.test(value)) {
      return value;
    }
    boolean word = words.startsWith(WORDS) && value.isTextual();
    String rule =
        word
            ? SpecReader.UNKNOWN_VALUE
            : isQuoted(value) ? SpecReader.QUOTED : SpecReader.WRONG_TYPE;
    problems.accept(Shape.problem(rule, value, words, at));
    return null;
  }

  /** Whether a text reads as what belongs there. */
  private boolean isQuoted(JsonNode value) {
    return value.isTextual() && fits.test(unquoted(value.textValue()));
  }

  private static JsonNode unquoted(String text) {
    try {
      return MAPPER.readTree(text);
    } catch (JsonProcessingException e) {
      return MissingNode.getInstance();
    }
  }

  @Override
  public JsonNode snake(JsonNode fitting) {
    return fitting;
  }
}
