package dev.heel.engine.models;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/** One of several mappings, which a field of theirs tells apart, such as {@code type}. */
final class ByField extends Model {
  private final String field;
  private final Map<String, Model> forms;

  private ByField(String field, Map<String, Model> forms) {
    this.field = field;
    this.forms = forms;
  }

  /**
   * @param parts the field's name, then {@code value=model} for each of its values; a value that
   *     several have comes several times, and the empty one stands for a form without the field
   */
  static ByField of(List<String> parts, Models models) {
    Map<String, List<String>> types = new TreeMap<>();
    for (String part : parts.subList(1, parts.size())) {
      int end = part.lastIndexOf('=');
      types
          .computeIfAbsent(part.substring(0, end).intern(), value -> new ArrayList<>())
          .add(part.substring(end + 1));
    }
    Map<String, Model> forms = new TreeMap<>();
    types.forEach((value, of) -> forms.put(value, new OneOf(of, models)));
    return new ByField(parts.get(0), forms);
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
    JsonNode said = value.path(field);
    Model form = forms.get(said.asText());
    if (form != null) {
      form.judge(value, at, found);
    } else if (said.isMissingNode() || said.isNull()) {
      found.accept(new Misfit(Misfit.Sort.MISSING, at.pointer(), value, List.of(field)));
    } else {
      List<String> known = forms.keySet().stream().filter(each -> !each.isEmpty()).toList();
      found.accept(new Misfit(Misfit.Sort.VALUE, at.member(field).pointer(), said, known));
    }
  }

  @Override
  int distance(JsonNode value) {
    Model form = forms.get(value.path(field).asText());
    return form == null ? 1 : form.distance(value);
  }
}
