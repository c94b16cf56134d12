package dev.heel.kinds.dashboard;

import com.fasterxml.jackson.databind.JsonNode;
import dev.heel.engine.Draft;
import dev.heel.engine.read.Nearest;
import dev.heel.resource.Problem;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Template variables: those that are declared, used, and set by saved views. */
final class VariableChecks {
  static final String VARIABLE = "dashboard-variable";
  static final String UNDECLARED = "dashboard-variable-undeclared";
  static final String UNUSED = "dashboard-variable-unused";
  static final String PRESET = "dashboard-preset";

  private static final String VARIABLES = "/template_variables";
  private static final String PRESETS = "/template_variable_presets";

  private VariableChecks() {}

  static List<Problem> namesAreUnique(Draft draft) {
    Set<String> seen = new HashSet<>();
    List<Problem> problems = new ArrayList<>();
    JsonNode variables = draft.at(VARIABLES);
    for (int i = 0; variables.isArray() && i < variables.size(); i++) {
      String name = variables.get(i).path("name").asText("");
      if (!name.isEmpty() && !seen.add(name)) {
        problems.add(
            DashboardChecks.error(
                draft,
                VARIABLE,
                VARIABLES + "/" + i,
                "the variable " + name + " is declared twice",
                "Take one of them out."));
      }
    }
    return problems;
  }

  /** Datadog: "Minimum length of parameter 'defaults' should be 1". */
  static List<Problem> defaultsHaveText(Draft draft) {
    List<Problem> problems = new ArrayList<>();
    JsonNode variables = draft.at(VARIABLES);
    for (int i = 0; variables.isArray() && i < variables.size(); i++) {
      String at = VARIABLES + "/" + i;
      JsonNode defaults = variables.get(i).path("defaults");
      if (isEmpty(defaults)) {
        problems.add(
            DashboardChecks.error(
                draft,
                VARIABLE,
                at + "/defaults",
                "defaults holds at least one value, and none that is empty",
                "Write [\"*\"] for all, or leave it out."));
      }
      if (variables.get(i).hasNonNull("default") && variables.get(i).hasNonNull("defaults")) {
        problems.add(
            DashboardChecks.error(
                draft,
                VARIABLE,
                at + "/default",
                "both default and defaults are given",
                "Keep defaults."));
      }
    }
    return problems;
  }

  /** Datadog: "Minimum number of elements in parameter 'values' should be 1". */
  static List<Problem> presetsChooseValues(Draft draft) {
    return inPresets(draft).stream()
        .filter(variable -> isEmpty(variable.said().path("values")))
        .map(
            variable ->
                DashboardChecks.error(
                    draft,
                    PRESET,
                    variable.pointer() + "/values",
                    "values holds at least one value, and none that is empty",
                    "Write [\"*\"] for all, or take the variable out of the view."))
        .toList();
  }

  static List<Problem> presetsKnowTheirVariables(Draft draft) {
    Set<String> declared = declared(draft);
    String remedy =
        declared.isEmpty() ? "Declare it in templateVariables." : "Known are " + list(declared);
    return inPresets(draft).stream()
        .filter(variable -> !draft.incomplete() && !variable.name().isEmpty())
        .filter(variable -> !declared.contains(variable.name()))
        .map(
            variable ->
                DashboardChecks.warning(
                    draft,
                    PRESET,
                    variable.pointer() + "/name",
                    "the dashboard has no variable " + variable.name(),
                    remedy))
        .toList();
  }

  private static String list(Set<String> names) {
    return String.join(", ", names) + ".";
  }

  /** Where a saved view names a variable, and what it says of it. */
  private record PresetVariable(String pointer, JsonNode said) {
    String name() {
      return said.path("name").asText("");
    }
  }

  private static List<PresetVariable> inPresets(Draft draft) {
    List<PresetVariable> all = new ArrayList<>();
    JsonNode presets = draft.at(PRESETS);
    for (int i = 0; presets.isArray() && i < presets.size(); i++) {
      JsonNode variables = presets.get(i).path("template_variables");
      for (int j = 0; variables.isArray() && j < variables.size(); j++) {
        String at = "%s/%d/template_variables/%d".formatted(PRESETS, i, j);
        all.add(new PresetVariable(at, variables.get(j)));
      }
    }
    return all;
  }

  static List<Problem> usedAreDeclared(Draft draft) {
    if (draft.incomplete()) {
      return List.of();
    }
    Set<String> declared = declared(draft);
    Set<String> told = new HashSet<>();
    List<Problem> problems = new ArrayList<>();
    for (VariableUses.Use use : VariableUses.inQueries(draft.at("/widgets"), "/widgets")) {
      if (!use.isOneOf(declared) && told.add(use.name())) {
        String near =
            Nearest.to(use.name(), declared).map(n -> "Did you mean $" + n + "? ").orElse("");
        problems.add(
            DashboardChecks.warning(
                    draft,
                    UNDECLARED,
                    use.pointer(),
                    "the dashboard has no variable " + use.name(),
                    near + "Declare it in templateVariables, or Datadog looks for the text itself.")
                .within(use.offset(), use.name().length() + 1));
      }
    }
    return problems;
  }

  static List<Problem> declaredAreUsed(Draft draft) {
    JsonNode widgets = draft.at("/widgets");
    if (draft.incomplete() || !widgets.isArray() || widgets.isEmpty()) {
      return List.of();
    }
    List<Problem> problems = new ArrayList<>();
    JsonNode variables = draft.at(VARIABLES);
    for (int i = 0; variables.isArray() && i < variables.size(); i++) {
      String name = variables.get(i).path("name").asText("");
      if (!name.isEmpty() && !VariableUses.isUsed(widgets, name)) {
        problems.add(
            DashboardChecks.warning(
                draft,
                UNUSED,
                VARIABLES + "/" + i,
                "no widget uses the variable " + name,
                "Write $" + name + " in a query, or take it out."));
      }
    }
    return problems;
  }

  private static Set<String> declared(Draft draft) {
    Set<String> names = new TreeSet<>();
    draft.at(VARIABLES).forEach(variable -> names.add(variable.path("name").asText("")));
    names.remove("");
    return names;
  }

  private static boolean isEmpty(JsonNode values) {
    return values.isArray() && (values.isEmpty() || hasEmpty(values));
  }

  private static boolean hasEmpty(JsonNode values) {
    for (JsonNode value : values) {
      if (value.asText("").isEmpty()) {
        return true;
      }
    }
    return false;
  }
}
