package dev.heel.sandbox.datadog.dashboards;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.heel.sandbox.datadog.http.ApiError;
import dev.heel.sandbox.datadog.text.PythonText;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * What Datadog refuses in a dashboard, in its own words, one rule a method. Where no words were
 * seen, its sentence about an invalid member stands in. What belongs to one type of widget is not
 * checked.
 */
final class DashboardRules {
  private static final Set<String> LAYOUTS = Set.of("ordered", "free");
  private static final Set<String> REFLOWS = Set.of("auto", "fixed");
  private static final List<String> LAYOUT = List.of("x", "y", "width", "height");
  private static final int MOST_TAGS = 5;
  private static final int MOST_TABS = 100;
  private static final String VARIABLES = "template_variables";

  private static final List<Function<ObjectNode, Optional<String>>> RULES =
      List.of(
          DashboardRules::titleIsText,
          DashboardRules::layoutIsKnown,
          DashboardRules::reflowFitsLayout,
          DashboardRules::listsAreLists,
          DashboardRules::variables,
          DashboardRules::presets,
          DashboardRules::tags,
          DashboardRules::widgets,
          DashboardRules::tabs);

  private DashboardRules() {}

  /**
   * @throws ApiError 400 with the first rule that is broken
   */
  static void check(ObjectNode sent) {
    RULES.stream()
        .flatMap(rule -> rule.apply(sent).stream())
        .findFirst()
        .ifPresent(
            text -> {
              throw ApiError.badRequest(text);
            });
  }

  private static Optional<String> titleIsText(ObjectNode sent) {
    return broken(!sent.path("title").isTextual(), "'title' should be string");
  }

  private static Optional<String> layoutIsKnown(ObjectNode sent) {
    return broken(!LAYOUTS.contains(sent.path("layout_type").asText()), invalid("layout_type"));
  }

  private static Optional<String> reflowFitsLayout(ObjectNode sent) {
    if (!sent.hasNonNull("reflow_type")) {
      return Optional.empty();
    }
    boolean known = REFLOWS.contains(sent.path("reflow_type").asText());
    boolean ordered = sent.path("layout_type").asText().equals("ordered");
    return broken(!known || !ordered, invalid("reflow_type"));
  }

  private static Optional<String> listsAreLists(ObjectNode sent) {
    if (!sent.path("widgets").isArray()) {
      return Optional.of(invalid("widgets"));
    }
    return Stream.of("notify_list", VARIABLES, "template_variable_presets", "tags", "tabs")
        .filter(name -> sent.hasNonNull(name) && !sent.get(name).isArray())
        .map(DashboardRules::invalid)
        .findFirst();
  }

  private static Optional<String> variables(ObjectNode sent) {
    return first(sent.path(VARIABLES), DashboardRules::variable);
  }

  private static Optional<String> variable(JsonNode variable) {
    boolean named = variable.path("name").isTextual();
    boolean both = variable.hasNonNull("default") && variable.hasNonNull("defaults");
    if (!named || both) {
      return Optional.of(invalid(VARIABLES));
    }
    return emptyText(variable.path("defaults"), "defaults");
  }

  private static Optional<String> presets(ObjectNode sent) {
    return first(
        sent.path("template_variable_presets"),
        preset -> first(preset.path(VARIABLES), DashboardRules::presetValue));
  }

  private static Optional<String> presetValue(JsonNode value) {
    if (value.hasNonNull("value") && value.hasNonNull("values")) {
      return Optional.of("'template_variables' value '" + PythonText.of(value) + "' is invalid");
    }
    if (value.path("values").isArray() && value.path("values").isEmpty()) {
      return Optional.of("Minimum number of elements in parameter 'values' should be 1");
    }
    return emptyText(value.path("values"), "values");
  }

  private static Optional<String> emptyText(JsonNode list, String name) {
    return first(
        list,
        each ->
            broken(
                each.asText().isEmpty(), "Minimum length of parameter '" + name + "' should be 1"));
  }

  private static Optional<String> tags(ObjectNode sent) {
    JsonNode tags = sent.path("tags");
    Optional<String> wrong =
        first(
            tags,
            tag ->
                broken(
                    !tag.asText().matches("team:.+"),
                    "Invalid tag format. Valid tag keys are: team."));
    return wrong.or(() -> broken(tags.size() > MOST_TAGS, invalid("tags")));
  }

  private static Optional<String> widgets(ObjectNode sent) {
    boolean placed =
        sent.path("layout_type").asText().equals("free")
            || sent.path("reflow_type").asText().equals("fixed");
    JsonNode widgets = sent.path("widgets");
    for (int i = 0; i < widgets.size(); i++) {
      Optional<String> problem = widget(widgets.get(i), placed);
      if (problem.isPresent()) {
        return Optional.of(at(i, widgets.get(i)) + " Error: " + problem.get());
      }
    }
    return Optional.empty();
  }

  private static String at(int position, JsonNode widget) {
    JsonNode type = widget.path("definition").path("type");
    String ofType = type.isTextual() ? " of type " + type.asText() : "";
    return "Invalid widget definition at position " + position + ofType + ".";
  }

  private static Optional<String> widget(JsonNode widget, boolean placed) {
    JsonNode definition = widget.path("definition");
    if (!definition.isObject()) {
      return Optional.of("'definition' is a required property.");
    }
    if (!definition.path("type").isTextual()) {
      return Optional.of("'type' is a required property.");
    }
    if (placed && !widget.path("layout").isObject()) {
      return Optional.of("'layout' is a required property.");
    }
    return placement(widget.path("layout")).or(() -> inner(definition));
  }

  private static Optional<String> placement(JsonNode layout) {
    if (!layout.isObject()) {
      return Optional.empty();
    }
    return LAYOUT.stream()
        .filter(name -> !layout.path(name).isNumber() || layout.path(name).asDouble() < 0)
        .map(name -> layout.has(name) ? invalid(name) : "'" + name + "' is a required property.")
        .findFirst();
  }

  private static Optional<String> inner(JsonNode definition) {
    JsonNode widgets = definition.path("widgets");
    for (int i = 0; i < widgets.size(); i++) {
      Optional<String> problem = widget(widgets.get(i), false);
      if (problem.isPresent()) {
        String place = at(i, widgets.get(i)).replace("widget", "inner widget");
        return Optional.of(place + " Error: " + problem.get());
      }
    }
    return Optional.empty();
  }

  private static Optional<String> tabs(ObjectNode sent) {
    JsonNode tabs = sent.path("tabs");
    boolean named =
        StreamSupport.stream(tabs.spliterator(), false)
            .allMatch(tab -> tab.path("name").isTextual() && tab.path("widget_ids").isArray());
    return broken(!named || tabs.size() > MOST_TABS, invalid("tabs"));
  }

  private static Optional<String> first(
      JsonNode list, Function<JsonNode, Optional<String>> problem) {
    return StreamSupport.stream(list.spliterator(), false)
        .flatMap(each -> problem.apply(each).stream())
        .findFirst();
  }

  private static String invalid(String name) {
    return "'" + name + "' is invalid";
  }

  private static Optional<String> broken(boolean isBroken, String text) {
    return isBroken ? Optional.of(text) : Optional.empty();
  }
}
