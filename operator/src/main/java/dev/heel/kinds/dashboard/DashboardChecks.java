package dev.heel.kinds.dashboard;

import com.fasterxml.jackson.databind.JsonNode;
import dev.heel.engine.Check;
import dev.heel.engine.Draft;
import dev.heel.resource.Problem;
import dev.heel.resource.Problem.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** What a dashboard must be beyond its schema. */
final class DashboardChecks {
  static final String WIDGETS = "dashboard-widgets";
  static final String LAYOUT = "dashboard-layout";
  static final String TAGS = "dashboard-tags";
  static final String TABS = "dashboard-tabs";

  private static final List<String> PLACE = List.of("x", "y", "width", "height");
  private static final int MOST_TAGS = 5;

  static final List<Check> ALL =
      List.of(
          DashboardChecks::widgetsAreSaid,
          DashboardChecks::widgetsAreUnderstood,
          DashboardChecks::reflowIsForOrdered,
          DashboardChecks::placesAreSaid,
          DashboardChecks::placesAreWhole,
          DashboardChecks::tagsNameTeams,
          DashboardChecks::tabsShowWidgets,
          WidgetQueryChecks::queriesAreRead,
          VariableChecks::namesAreUnique,
          VariableChecks::defaultsHaveText,
          VariableChecks::presetsChooseValues,
          VariableChecks::presetsKnowTheirVariables,
          VariableChecks::usedAreDeclared,
          VariableChecks::declaredAreUsed);

  private DashboardChecks() {}

  /** An update replaces all: what is not said would be gone. */
  private static List<Problem> widgetsAreSaid(Draft draft) {
    if (draft.incomplete() || draft.at("/widgets").isArray() || draft.isUnreadable("/widgets")) {
      return List.of();
    }
    return List.of(
        error(
            draft,
            WIDGETS,
            "/widgets",
            "no widgets are said, and an update would empty the dashboard",
            "Say what to show: widgets, or a definition that has them."));
  }

  private static List<Problem> widgetsAreUnderstood(Draft draft) {
    return widgets(draft)
        .filter(i -> draft.at(widget(i) + "/definition/type").asText("").isEmpty())
        .mapToObj(
            i ->
                error(
                    draft,
                    WIDGETS,
                    widget(i),
                    "this widget does not say its definition's type",
                    "A widget is {definition: {type: timeseries, requests: …}}, as Datadog shows it"
                        + " under JSON."))
        .toList();
  }

  private static List<Problem> reflowIsForOrdered(Draft draft) {
    return draft.has("/reflow_type") && isFree(draft)
        ? List.of(
            error(
                draft,
                LAYOUT,
                "/reflow_type",
                "reflow_type counts for ordered dashboards only, and this one is free",
                "Take it out, or set layoutType: ordered."))
        : List.of();
  }

  private static List<Problem> placesAreSaid(Draft draft) {
    boolean fixed = draft.text("/reflow_type").equals("fixed");
    if (!fixed && !isFree(draft)) {
      return List.of();
    }
    String why = fixed ? "a fixed" : "a free";
    return widgets(draft)
        .filter(i -> !draft.at(widget(i) + "/layout").isObject())
        .mapToObj(
            i ->
                error(
                    draft,
                    LAYOUT,
                    widget(i),
                    "in " + why + " layout each widget says its place, and this one does not",
                    "Add layout: {x: 0, \"y\": 0, width: 4, height: 2}."))
        .toList();
  }

  private static List<Problem> placesAreWhole(Draft draft) {
    List<Problem> problems = new ArrayList<>();
    widgets(draft)
        .filter(i -> draft.at(widget(i) + "/layout").isObject())
        .forEach(i -> lacking(draft, i).forEach(problems::add));
    return problems;
  }

  private static List<Problem> lacking(Draft draft, int i) {
    String layout = widget(i) + "/layout";
    List<String> missing =
        PLACE.stream()
            .filter(part -> !draft.isUnreadable(layout + "/" + part))
            .filter(part -> !draft.at(layout + "/" + part).isNumber())
            .toList();
    if (missing.isEmpty()) {
      return List.of();
    }
    boolean bare = draft.at(layout).has("true");
    return List.of(
        error(
            draft,
            LAYOUT,
            layout,
            "the layout lacks " + String.join(", ", missing),
            bare
                ? "A bare y was read as true: write \"y\" in quotes."
                : "Give all of {x, \"y\", width, height} as numbers."));
  }

  /** Datadog: "Invalid tag format. Valid tag keys are: team." */
  private static List<Problem> tagsNameTeams(Draft draft) {
    JsonNode tags = draft.at("/tags");
    List<Problem> problems = new ArrayList<>();
    for (int i = 0; tags.isArray() && i < tags.size(); i++) {
      if (!tags.get(i).asText().matches("team:.+")) {
        problems.add(
            error(
                draft,
                TAGS,
                "/tags/" + i,
                "a dashboard's tags name teams only",
                "Datadog would refuse it: \"Invalid tag format. Valid tag keys are: team.\" Write"
                    + " team:NAME, or take it out."));
      }
    }
    if (tags.size() > MOST_TAGS) {
      problems.add(
          error(draft, TAGS, "/tags", "a dashboard has at most five tags", "Take some out."));
    }
    return problems;
  }

  private static List<Problem> tabsShowWidgets(Draft draft) {
    int count = draft.at("/widgets").size();
    List<Problem> problems = new ArrayList<>();
    JsonNode tabs = draft.at("/tabs");
    for (int tab = 0; tabs.isArray() && tab < tabs.size(); tab++) {
      JsonNode ids = tabs.get(tab).path("widget_ids");
      for (int i = 0; ids.isArray() && i < ids.size(); i++) {
        String id = ids.get(i).asText();
        if (id.matches("@[0-9]{1,9}") && isNoPosition(Integer.parseInt(id.substring(1)), count)) {
          problems.add(
              error(
                  draft,
                  TABS,
                  "/tabs/" + tab + "/widget_ids/" + i,
                  "there is no widget " + id + ": the dashboard has " + count,
                  "\"@1\" is the first of widgets."));
        }
      }
    }
    return draft.incomplete() ? List.of() : problems;
  }

  private static boolean isNoPosition(int position, int count) {
    return position < 1 || position > count;
  }

  private static boolean isFree(Draft draft) {
    return draft.text("/layout_type").equals("free");
  }

  private static IntStream widgets(Draft draft) {
    JsonNode widgets = draft.at("/widgets");
    return IntStream.range(0, widgets.isArray() ? widgets.size() : 0);
  }

  private static String widget(int i) {
    return "/widgets/" + i;
  }

  static Problem error(Draft draft, String rule, String pointer, String message, String remedy) {
    return new Problem(Severity.ERROR, rule, draft.place(pointer), null, message, remedy);
  }

  static Problem warning(Draft draft, String rule, String pointer, String message, String remedy) {
    return new Problem(Severity.WARNING, rule, draft.place(pointer), null, message, remedy);
  }
}
