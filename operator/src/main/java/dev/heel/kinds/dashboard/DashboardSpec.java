package dev.heel.kinds.dashboard;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.heel.resource.ApiSpec;
import dev.heel.resource.Forms;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;

/**
 * What a {@link DatadogDashboard} says: the head of a dashboard in Datadog's API (v1, "Create a new
 * dashboard") in camelCase, and its widgets in Datadog's own words.
 */
@ValidationRule(
    value = "has(self.widgets) || has(self.definition) || has(self.definitionFrom)",
    message = "say what to show: widgets, or definition / definitionFrom")
@ValidationRule(
    value = "!has(self.reflowType) || !has(self.layoutType) || self.layoutType == 'ordered'",
    message = "reflowType counts with layoutType: ordered only",
    fieldPath = ".reflowType")
@ValidationRule(
    value =
        "!has(self.widgets) || !(has(self.layoutType) && self.layoutType == 'free'"
            + " || has(self.reflowType) && self.reflowType == 'fixed')"
            + " || self.widgets.all(w, has(w.layout))",
    message =
        "with layoutType: free or reflowType: fixed each widget says its place: layout"
            + " {x, \"y\", width, height}",
    fieldPath = ".widgets")
public class DashboardSpec extends ApiSpec {
  @JsonPropertyDescription("Title of the dashboard. Left out: the resource's own name.")
  @Size(min = 1)
  public String title;

  @JsonPropertyDescription(
      "What it shows and for whom, in Markdown. Heel adds one last line, by which it knows"
          + " its own.")
  public String description;

  @JsonPropertyDescription(
      "ordered (if left out): widgets flow on a grid. free: each stands where its layout says.")
  public LayoutType layoutType;

  @JsonPropertyDescription(
      "For ordered ones: auto places the widgets, fixed takes each one's layout.")
  public ReflowType reflowType;

  @JsonPropertyDescription("Variables that a reader chooses; $name stands for them in queries.")
  @Size(max = 100)
  public List<TemplateVariable> templateVariables;

  @JsonPropertyDescription("Saved views: values of the variables under a name.")
  @Size(max = 100)
  public List<Preset> templateVariablePresets;

  @JsonPropertyDescription(
      "Handles of the users who are notified when somebody edits the dashboard.")
  public List<String> notifyList;

  @JsonPropertyDescription("The time that the dashboard shows when it is opened.")
  public Timeframe defaultTimeframe;

  @JsonPropertyDescription("Teams that it belongs to: five at most, each team:NAME.")
  @Size(max = 5)
  public List<String> tags;

  @JsonPropertyDescription("Tabs that the widgets are shown under.")
  @Size(max = 100)
  public List<Tab> tabs;

  @JsonPropertyDescription(
      "Ids of the roles that may edit the dashboard in Datadog. Datadog prefers restriction policies"
          + " now.")
  public List<String> restrictedRoles;

  @JsonPropertyDescription(
      "What it shows, as Datadog writes it under JSON of a widget or of the dashboard. Keep the y of"
          + " a layout in quotes: kubectl reads a bare one as true.")
  @Size(max = 1000)
  public List<Widget> widgets;

  public enum LayoutType {
    @JsonProperty("ordered")
    ORDERED,
    @JsonProperty("free")
    FREE
  }

  public enum ReflowType {
    @JsonProperty("auto")
    AUTO,
    @JsonProperty("fixed")
    FIXED
  }

  /** A variable that a reader chooses. */
  @ValidationRule(
      value = "!has(self.defaults) || !has(self.default)",
      message = "one of defaults and default")
  public static class TemplateVariable {
    @Required
    @JsonPropertyDescription("Its name; in queries $name, $name.key and $name.value.")
    @Size(min = 1)
    public String name;

    @JsonPropertyDescription("The tag whose values are chosen from. Left out: any text.")
    public String prefix;

    @JsonPropertyDescription("Values that are offered. Left out: all that there are.")
    public List<String> availableValues;

    @JsonPropertyDescription("What is chosen at first: [\"*\"] for all.")
    @Size(min = 1)
    public List<@Size(min = 1) String> defaults;

    @JsonProperty("default")
    @JsonPropertyDescription("The older way of saying one default.")
    public String single;

    @JsonPropertyDescription("What kind of variable it is, such as group.")
    public String type;
  }

  /** A saved view. */
  public static class Preset {
    @Required
    @JsonPropertyDescription("Name of the view.")
    @Size(min = 1)
    public String name;

    @JsonPropertyDescription("What it is for.")
    public String description;

    @JsonPropertyDescription("The values of its variables.")
    @Size(max = 100)
    public List<PresetVariable> templateVariables;
  }

  /** A variable's values in a saved view. */
  public static class PresetVariable {
    @Required
    @JsonPropertyDescription("Name of a template variable of this dashboard.")
    @Size(min = 1)
    public String name;

    @JsonPropertyDescription("The values that the view chooses.")
    @Size(min = 1)
    public List<String> values;

    @JsonPropertyDescription("The older way of saying one value.")
    public String value;
  }

  /** A live span, or a fixed time. */
  public static class Timeframe {
    @Required
    @JsonPropertyDescription(
        "live: the last value units up to now. fixed: from one time to another.")
    public TimeframeType type;

    @JsonPropertyDescription("For live: minute, hour, day, week, month or year.")
    public String unit;

    @JsonPropertyDescription("For live: how many units.")
    public Integer value;

    @JsonPropertyDescription("For fixed: its begin in seconds since 1970.")
    public Long from;

    @JsonPropertyDescription("For fixed: its end in seconds since 1970.")
    public Long to;
  }

  public enum TimeframeType {
    @JsonProperty("live")
    LIVE,
    @JsonProperty("fixed")
    FIXED
  }

  /** A tab. */
  public static class Tab {
    @Required
    @JsonPropertyDescription("Name of the tab.")
    @Size(min = 1)
    public String name;

    @Required
    @JsonPropertyDescription("Its widgets by position: \"@1\" is the first of widgets.")
    @Size(max = 1000)
    public List<@Pattern(Forms.WIDGET) @Size(max = 32) String> widgetIds;
  }
}
