package dev.heel.engine.read;

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
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * What a Java type allows a JSON value to be. The typed classes that make the CRD's schema are the
 * one source of it, so that schema, reading and naming cannot disagree.
 */
interface Shape {
  ObjectMapper MAPPER =
      new ObjectMapper().configure(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES, false);

  /**
   * The parts of a value that fit, without nulls and unknown fields; null if nothing does. What
   * does not fit is told, with its place, as an error.
   */
  JsonNode fitting(JsonNode value, String at, Consumer<Problem> problems);

  /** The same value with the names of typed fields in snake case; names in open parts are kept. */
  JsonNode snake(JsonNode fitting);

  /** The same of a definition: names are in snake case, and numbers keep their ranges. */
  default Shape snake() {
    return this;
  }

  /**
   * The shape of what stands under a name or an index; this one itself where everything is allowed,
   * null where nothing is.
   */
  default Shape below(String name) {
    return null;
  }

  /** Whether everything is allowed. */
  default boolean isOpen() {
    return false;
  }

  /** The shape of a class, a list or a map of shapes, or a scalar. */
  static Shape of(JavaType type) {
    if (JsonNode.class.isAssignableFrom(type.getRawClass())) {
      return Leaf.OPEN;
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
    problems.accept(problem(SpecReader.WRONG_TYPE, value, belongs, at));
    return null;
  }

  static Problem problem(String rule, JsonNode value, String belongs, String at) {
    String is = ValueWords.shown(value);
    return Problem.error(rule, at, "this is " + is + ", not " + belongs, "Write " + belongs + ".");
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
    public Shape snake() {
      return new ListOf(item.snake());
    }

    @Override
    public Shape below(String name) {
      return item;
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
    public Shape snake() {
      return new MapOf(member.snake());
    }

    @Override
    public Shape below(String name) {
      return member;
    }

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
  record Bean(Map<String, Shape> fields, Map<String, Range> ranges) implements Shape {
    private static final SnakeCaseStrategy SNAKE = new SnakeCaseStrategy();

    private static Bean of(JavaType type) {
      Map<String, Shape> fields = new LinkedHashMap<>();
      Map<String, Range> ranges = new HashMap<>();
      for (BeanPropertyDefinition field :
          MAPPER.getDeserializationConfig().introspect(type).findProperties()) {
        fields.put(field.getName(), Shape.of(field.getPrimaryType()));
        Range.of(field.getField()).ifPresent(range -> ranges.put(field.getName(), range));
      }
      return new Bean(fields, ranges);
    }

    /** The same without some fields. */
    Bean without(Set<String> names) {
      Map<String, Shape> kept = new LinkedHashMap<>(fields);
      kept.keySet().removeAll(names);
      return new Bean(kept, ranges);
    }

    @Override
    public Bean snake() {
      Map<String, Shape> renamed = new LinkedHashMap<>();
      fields.forEach(
          (name, shape) ->
              renamed.put(
                  SNAKE.translate(name),
                  ranges.containsKey(name)
                      ? new Ranged(shape.snake(), ranges.get(name))
                      : shape.snake()));
      return new Bean(renamed, Map.of());
    }

    @Override
    public Shape below(String name) {
      return fields.get(name);
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

  /** A number of a definition, where no API server has looked at its range. */
  record Ranged(Shape of, Range range) implements Shape {
    @Override
    public JsonNode fitting(JsonNode value, String at, Consumer<Problem> problems) {
      JsonNode fit = of.fitting(value, at, problems);
      if (fit != null) {
        range.problem(fit, at).ifPresent(problems);
      }
      return fit;
    }

    @Override
    public JsonNode snake(JsonNode fitting) {
      return fitting;
    }
  }
}
