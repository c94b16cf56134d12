package dev.heel.kinds.dashboard;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * A dashboard's template variables with the values that they have when nobody chose others, as
 * queries outside a dashboard need them (Datadog documentation, "Template Variables").
 *
 * @param variables longest names first, so that one whose name begins another's does not take it
 */
public record Variables(List<Variable> variables) {
  private static final String ALL = "*";

  /**
   * @param prefix the tag that it filters by; empty if its value is a text by itself
   * @param values at least one
   */
  public record Variable(String name, String prefix, List<String> values) {
    /** What {@code $name} stands for in the braces of a query. */
    String scope() {
      if (values.contains(ALL)) {
        return ALL;
      }
      if (prefix.isEmpty()) {
        return values.get(0);
      }
      return values.size() == 1
          ? prefix + ":" + values.get(0)
          : prefix + " IN (" + String.join(",", values) + ")";
    }
  }

  /** Those that a dashboard declares. */
  public static Variables of(JsonNode dashboard) {
    List<Variable> variables = new ArrayList<>();
    for (JsonNode each : dashboard.path("template_variables")) {
      if (each.path("name").isTextual()) {
        variables.add(
            new Variable(
                each.get("name").textValue(), each.path("prefix").asText(""), values(each)));
      }
    }
    variables.sort(Comparator.comparingInt((Variable each) -> each.name().length()).reversed());
    return new Variables(List.copyOf(variables));
  }

  private static List<String> values(JsonNode variable) {
    List<String> values = new ArrayList<>();
    variable.path("defaults").forEach(value -> values.add(value.asText()));
    if (values.isEmpty()) {
      values.add(variable.path("default").asText(ALL));
    }
    return List.copyOf(values);
  }

  /** The query with the values in it. */
  public String in(String query) {
    String filled = query;
    for (Variable each : variables) {
      filled =
          filled
              .replace("$" + each.name() + ".value", each.values().get(0))
              .replace("$" + each.name() + ".key", each.prefix())
              .replace("$" + each.name(), each.scope());
    }
    // "All" beside another condition says nothing.
    return filled.replaceAll("\\{\\s*\\*\\s*,\\s*", "{").replaceAll(",\\s*\\*\\s*(?=[,}])", "");
  }
}
