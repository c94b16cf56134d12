package dev.heel.engine.models;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** A mapping with names of its own, and perhaps free ones beside them. */
final class ObjectModel extends Model {
  private static final String REST = "*";

  /** Types as the table writes them; one is read when a body has the field. */
  private final Map<String, String> fields;

  private final List<String> names;
  private final List<String> required;
  private final Models models;

  private ObjectModel(Map<String, String> fields, List<String> required, Models models) {
    this.fields = fields;
    this.names = fields.keySet().stream().filter(name -> !name.equals(REST)).toList();
    this.required = required;
    this.models = models;
  }

  /**
   * @param parts {@code name:type}; after the name {@code !} where it must be there, {@code ~}
   *     where only Datadog writes it; the name {@code *} stands for all others
   */
  static ObjectModel of(List<String> parts, Models models) {
    Map<String, String> fields = new LinkedHashMap<>();
    List<String> required =
        parts.stream()
            .map(part -> part.substring(0, part.lastIndexOf(':')))
            .filter(name -> name.endsWith("!"))
            .map(name -> name.substring(0, name.length() - 1).intern())
            .toList();
    for (String part : parts) {
      int end = part.lastIndexOf(':');
      boolean marked = "!~".indexOf(part.charAt(end - 1)) >= 0;
      String name = part.substring(0, marked ? end - 1 : end);
      fields.put(name.intern(), part.substring(end + 1).intern());
    }
    return new ObjectModel(fields, required, models);
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
    for (Map.Entry<String, JsonNode> each : value.properties()) {
      Model model = model(each.getKey());
      At place = at.member(each.getKey());
      if (model == null) {
        found.accept(new Misfit(Misfit.Sort.NAME, place.pointer(), each.getValue(), names));
      } else {
        model.judge(each.getValue(), place, found);
      }
    }
    for (String name : required) {
      if (!value.hasNonNull(name)) {
        found.accept(new Misfit(Misfit.Sort.MISSING, at.pointer(), value, List.of(name)));
      }
    }
  }

  @Override
  int distance(JsonNode value) {
    if (!value.isObject()) {
      return super.distance(value);
    }
    int distance = (int) required.stream().filter(name -> !value.hasNonNull(name)).count();
    for (Map.Entry<String, JsonNode> each : value.properties()) {
      Model model = model(each.getKey());
      if (model == null) {
        distance++;
      } else if (each.getValue().isValueNode()) {
        distance += model.distance(each.getValue());
      } else {
        distance += model.takes(each.getValue()) ? 0 : 1;
      }
    }
    return distance;
  }

  /** Null if it has no such name. */
  private Model model(String name) {
    String type = fields.getOrDefault(name, fields.get(REST));
    return type == null ? null : models.type(type);
  }
}
