package dev.heel.engine.read;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.introspect.BeanPropertyDefinition;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.heel.resource.Problem;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * What a Java type allows a JSON value to be. The typed classes that make the CRD's schema are the
 * one source of it, so that schema, reading and naming cannot disagree.
 */
interface Shape {
  ObjectMapper MAPPER =
      new ObjectMapper().configure(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES, false);

  /**
   * The parts of a value that fit, without nulls and unknown fields; null if nothing does. What
   * does not fit is told, with its place.
   */
  JsonNode fitting(JsonNode value, String at, Consumer<Problem> problems);

  /** The same value with the names of typed fields in snake case; names in open parts are kept. */
  JsonNode snake(JsonNode fitting);

  /** Tells the names, in snake case, that a value has beyond its shape. */
  default void unknown(JsonNode snake, String at, Consumer<SpecReader.Unknown> found) {}

  /** The shape of a class, a list or a map of shapes, or a scalar. */
  static Shape of(JavaType type) {
    if (JsonNode.class.isAssignableFrom(type.getRawClass())) {
      return new Leaf(value -> true, "");
    }
    if (type.isCollectionLikeType()) {
      return new ListOf(of(type.getContentType()));
    }
    if (type.isMapLikeType()) {
      return new MapOf(of(type.getContentType()));
    }
    Leaf scalar = Leaf.of(type.getRawClass());
    return scalar != null ? scalar : Bean.of(type);
  }

  private static JsonNode misfit(
      JsonNode value, String belongs, String at, Consumer<Problem> problems) {
    String is = ValueWords.shown(value);
    problems.accept(
        Problem.error(
            "wrong-type", at, "this is " + is + ", not " + belongs, "Write " + belongs + "."));
    return null;
  }

  /** A scalar, or, with a test that is always true, anything. */
  record Leaf(Predicate<JsonNode> fits, String words) implements Shape {
    private static Leaf of(Class<?> type) {
      if (type.isEnum()) {
        List<String> names = Arrays.stream(type.getEnumConstants()).map(Leaf::name).toList();
        return new Leaf(
            value -> value.isTextual() && names.contains(value.asText()),
            "one of " + names.stream().sorted().collect(Collectors.joining(", ")));
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
    public JsonNode fitting(JsonNode value, String at, Consumer<Problem> problems) {
      return fits.test(value) ? value : misfit(value, words, at, problems);
    }

    @Override
    public JsonNode snake(JsonNode fitting) {
      return fitting;
    }
  }

  /** A list of one shape. */
  record ListOf(Shape item) implements Shape {
    @Override
    public JsonNode fitting(JsonNode value, String at, Consumer<Problem> problems) {
      if (!value.isArray()) {
        return misfit(value, "a list", at, problems);
      }
      ArrayNode out = JsonNodeFactory.instance.arrayNode();
      for (int i = 0; i < value.size(); i++) {
        JsonNode fit =
            value.get(i).isNull() ? null : item.fitting(value.get(i), at + "/" + i, problems);
        if (fit != null) {
          out.add(fit);
        }
      }
      return out;
    }

    @Override
    public void unknown(JsonNode snake, String at, Consumer<SpecReader.Unknown> found) {
      for (int i = 0; snake.isArray() && i < snake.size(); i++) {
        item.unknown(snake.get(i), at + "/" + i, found);
      }
    }

    @Override
    public JsonNode snake(JsonNode fitting) {
      ArrayNode out = JsonNodeFactory.instance.arrayNode();
      fitting.forEach(each -> out.add(item.snake(each)));
      return out;
    }
  }

  /** A mapping from free names to one shape. */
  record MapOf(Shape member) implements Shape {
    @Override
    public JsonNode fitting(JsonNode value, String at, Consumer<Problem> problems) {
      if (!value.isObject()) {
        return misfit(value, "a mapping", at, problems);
      }
      ObjectNode out = JsonNodeFactory.instance.objectNode();
      value.properties().stream()
          .filter(each -> !each.getValue().isNull())
          .forEach(
              each -> {
                String place = Pointers.member(at, each.getKey());
                JsonNode fit = member.fitting(each.getValue(), place, problems);
                if (fit != null) {
                  out.set(each.getKey(), fit);
                }
              });
      return out;
    }

    @Override
    public JsonNode snake(JsonNode fitting) {
      return fitting;
    }
  }

  /** A class with named fields. A class that contains itself is not supported. */
  record Bean(Map<String, Shape> fields) implements Shape {
    private static final SnakeCaseStrategy SNAKE = new SnakeCaseStrategy();

    private static Bean of(JavaType type) {
      Map<String, Shape> fields = new LinkedHashMap<>();
      for (BeanPropertyDefinition field :
          MAPPER.getDeserializationConfig().introspect(type).findProperties()) {
        fields.put(field.getName(), Shape.of(field.getPrimaryType()));
      }
      return new Bean(fields);
    }

    /** The same without some fields. */
    Bean without(Set<String> names) {
      Map<String, Shape> kept = new LinkedHashMap<>(fields);
      kept.keySet().removeAll(names);
      return new Bean(kept);
    }

    @Override
    public void unknown(JsonNode snake, String at, Consumer<SpecReader.Unknown> found) {
      Map<String, Shape> known = new TreeMap<>();
      fields.forEach((name, shape) -> known.put(SNAKE.translate(name), shape));
      for (var field : snake.properties()) {
        String place = Pointers.member(at, field.getKey());
        Shape shape = known.get(field.getKey());
        if (shape == null) {
          found.accept(new SpecReader.Unknown(place, field.getKey(), known.keySet()));
        } else {
          shape.unknown(field.getValue(), place, found);
        }
      }
    }

    @Override
    public JsonNode fitting(JsonNode value, String at, Consumer<Problem> problems) {
      if (!value.isObject()) {
        return misfit(value, "a mapping", at, problems);
      }
      ObjectNode out = JsonNodeFactory.instance.objectNode();
      fields.forEach(
          (name, shape) -> {
            JsonNode given = value.get(name);
            if (given != null && !given.isNull()) {
              JsonNode fit = shape.fitting(given, Pointers.member(at, name), problems);
              if (fit != null) {
                out.set(name, fit);
              }
            }
          });
      return out;
    }

    @Override
    public JsonNode snake(JsonNode fitting) {
      ObjectNode out = JsonNodeFactory.instance.objectNode();
      fitting
          .properties()
          .forEach(
              each ->
                  out.set(
                      SNAKE.translate(each.getKey()),
                      fields.get(each.getKey()).snake(each.getValue())));
      return out;
    }
  }
}
