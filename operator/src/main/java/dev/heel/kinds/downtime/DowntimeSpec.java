package dev.heel.kinds.downtime;

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
 * What a {@link DatadogDowntime} says: the attributes of a downtime in Datadog's API (v2, "Schedule
 * a downtime") in camelCase, and the week as people say it.
 */
@ValidationRule(
    value =
        "has(self.definition) || has(self.definitionFrom)"
            + " || has(self.monitorRef) != has(self.monitorTags)",
    message = "say what is muted: one of monitorRef and monitorTags")
public class DowntimeSpec extends ApiSpec {
  @JsonPropertyDescription(
      "The DatadogMonitor of this namespace that is muted, also when it is made anew.")
  public MonitorRef monitorRef;

  @JsonPropertyDescription(
      "Tags that a monitor must all have to be muted; [\"*\"] for all monitors. Without a tag or"
          + " scope that bounds it, an account of another namespace must grant MuteEverything.")
  @Size(min = 1, max = 32)
  public List<@Size(min = 1, max = 256) String> monitorTags;

  @JsonPropertyDescription("The groups that are muted, such as env:staging. Left out: all, *.")
  @Size(min = 1)
  public String scope;

  @JsonPropertyDescription(
      "Why. The @handles in it are notified when the downtime is scheduled, starts, ends or is"
          + " cancelled."
          + " Heel adds one last line, by which it knows its own.")
  public String message;

  @JsonPropertyDescription("When. Left out: from now on, without end.")
  public Schedule schedule;

  @JsonPropertyDescription(
      "The zone that Datadog shows its times in. Left out: that of the schedule.")
  public String displayTimezone;

  @JsonPropertyDescription("States of which recipients are notified when the downtime ends.")
  public List<EndState> notifyEndStates;

  @JsonPropertyDescription("Which ends notify: that it expired, that it was cancelled.")
  public List<EndType> notifyEndTypes;

  @JsonPropertyDescription("true: the first recovery during the downtime notifies no one.")
  public Boolean muteFirstRecoveryNotification;

  public enum EndState {
    @JsonProperty("alert")
    ALERT,
    @JsonProperty("no data")
    NO_DATA,
    @JsonProperty("warn")
    WARN
  }

  public enum EndType {
    @JsonProperty("canceled")
    CANCELED,
    @JsonProperty("expired")
    EXPIRED
  }

  /** Names a monitor. */
  public static class MonitorRef {
    @Required
    @JsonPropertyDescription("Name of the DatadogMonitor.")
    @Pattern(Forms.OBJECT_NAME)
    @Size(min = 1, max = 253)
    public String name;
  }
}
