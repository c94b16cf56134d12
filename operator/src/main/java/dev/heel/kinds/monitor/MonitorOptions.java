package dev.heel.kinds.monitor;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import com.fasterxml.jackson.databind.JsonNode;
import dev.heel.resource.Forms;
import io.fabric8.crd.generator.annotation.PreserveUnknownFields;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import java.math.BigDecimal;
import java.util.List;

/** The options of a monitor (Datadog API v1, "Create a monitor", {@code options}). */
public class MonitorOptions {
  @JsonPropertyDescription(
      "The values at which the state changes. critical is the number in the query and may be left"
          + " out.")
  public Thresholds thresholds;

  @JsonPropertyDescription(
      "For anomalies() only, and required there: over how long it must be abnormal or normal.")
  public ThresholdWindows thresholdWindows;

  @JsonPropertyDescription(
      "true: silence is reported as No Data. For metrics and checks; logs, traces, RUM, CI, events"
          + " and audit use onMissingData.")
  public Boolean notifyNoData;

  @JsonPropertyDescription(
      "Minutes of silence until No Data; at least twice the query's window is advised. Only with"
          + " notifyNoData: true.")
  @Min(1)
  public Integer noDataTimeframe;

  @JsonPropertyDescription(
      "What silence means: default, show_no_data, show_and_notify_no_data, or resolve. For logs,"
          + " traces, RUM, CI, error tracking, events and audit, and in place of notifyNoData.")
  public OnMissingData onMissingData;

  @JsonPropertyDescription(
      "How long a group that has fallen silent is still shown: 60m to 72h, such as 2d.")
  @Pattern(Forms.RETENTION)
  @Size(max = 32)
  public String groupRetentionDuration;

  @JsonPropertyDescription(
      "true: evaluated only when its whole window holds data. Set false for sparse metrics. Metric"
          + " monitors only.")
  public Boolean requireFullWindow;

  @JsonPropertyDescription(
      "Seconds by which evaluation lags behind, for data that arrives late, such as cloud metrics:"
          + " 900 for AWS.")
  @Min(0)
  public Integer evaluationDelay;

  @JsonPropertyDescription("Seconds for which a group that has just appeared is left in peace.")
  @Min(0)
  public Integer newGroupDelay;

  @JsonPropertyDescription(
      "Seconds for which a host that has just appeared is left in peace. The older form of"
          + " newGroupDelay; use one of the two.")
  @Min(0)
  public Integer newHostDelay;

  @JsonPropertyDescription(
      "Hours without data after which the monitor recovers by itself; 0: never.")
  @Min(0)
  @Max(24)
  public Integer timeoutH;

  @JsonPropertyDescription(
      "Seconds for which a synthetic test must fail before its monitor alerts.")
  @Min(0)
  @Max(7200)
  public Integer minFailureDuration;

  @JsonPropertyDescription(
      "From how many locations a synthetic test must fail before its monitor alerts.")
  @Min(1)
  public Integer minLocationFailed;

  @JsonPropertyDescription("Minutes after which a lasting alert notifies again; 0: never.")
  @Min(0)
  public Integer renotifyInterval;

  @JsonPropertyDescription("How many times it notifies again. Only with renotifyInterval.")
  @Min(1)
  public Integer renotifyOccurrences;

  @JsonPropertyDescription(
      "In which states it notifies again; alert and no data if left out. Only with renotifyInterval.")
  public List<RenotifyStatus> renotifyStatuses;

  @JsonPropertyDescription(
      "Text that is added when it notifies again, such as a further @handle. Only with"
          + " renotifyInterval.")
  public String escalationMessage;

  @JsonPropertyDescription(
      "Tags of the query's group-by by which notifications are bundled: one for each of their"
          + " values. [\"*\"] bundles all into one.")
  public List<String> notifyBy;

  @JsonPropertyDescription("What Datadog adds to the message by itself: the query, the handles.")
  public NotificationPreset notificationPresetName;

  @JsonPropertyDescription("true: its handles are notified of edits in Datadog.")
  public Boolean notifyAudit;

  @JsonPropertyDescription("false: notification titles do not name the tags that triggered them.")
  public Boolean includeTags;

  @JsonPropertyDescription("true: notifications show some of the logs. Log monitors only.")
  public Boolean enableLogsSample;

  @JsonPropertyDescription(
      "true: notifications list failed samples. CI pipeline and test monitors only.")
  public Boolean enableSamples;

  @JsonPropertyDescription(
      "true: one alert when any group is over. Log monitors only; notifyBy: [\"*\"] is the newer"
          + " form.")
  public Boolean groupbySimpleMonitor;

  @JsonPropertyDescription(
      "What a log monitor counts or computes; Datadog reads it from the query.")
  public Aggregation aggregation;

  @JsonPropertyDescription("When it is evaluated: cumulative windows, or a schedule of its own.")
  public SchedulingOptions schedulingOptions;

  @JsonPropertyDescription(
      "The queries that formula(…) names, each as the API writes it, in Datadog's own words"
          + " (data_source, group_by, …).")
  @PreserveUnknownFields
  public JsonNode variables;

  @JsonPropertyDescription(
      "true: only its creator and administrators may edit it. Given up by Datadog in favour of"
          + " restricted roles and policies.")
  public Boolean locked;

  /** What silence means. */
  public enum OnMissingData {
    @JsonProperty("default")
    DEFAULT,
    @JsonProperty("show_no_data")
    SHOW_NO_DATA,
    @JsonProperty("show_and_notify_no_data")
    SHOW_AND_NOTIFY_NO_DATA,
    @JsonProperty("resolve")
    RESOLVE
  }

  public enum RenotifyStatus {
    @JsonProperty("alert")
    ALERT,
    @JsonProperty("warn")
    WARN,
    @JsonProperty("no data")
    NO_DATA
  }

  public enum NotificationPreset {
    @JsonProperty("show_all")
    SHOW_ALL,
    @JsonProperty("hide_query")
    HIDE_QUERY,
    @JsonProperty("hide_handles")
    HIDE_HANDLES,
    @JsonProperty("hide_all")
    HIDE_ALL,
    @JsonProperty("hide_query_and_handles")
    HIDE_QUERY_AND_HANDLES,
    @JsonProperty("show_only_snapshot")
    SHOW_ONLY_SNAPSHOT,
    @JsonProperty("hide_handles_and_footer")
    HIDE_HANDLES_AND_FOOTER
  }

  /** Values at which the state changes. */
  public static class Thresholds {
    @JsonPropertyDescription(
        "Alerts from here on. It is the number in the query; for a service check, how many failed"
            + " runs in a row.")
    public BigDecimal critical;

    @JsonPropertyDescription("Warns from here on; on the OK side of critical.")
    public BigDecimal warning;

    @JsonPropertyDescription(
        "An alert ends only when the value is back beyond this; on the OK side of critical.")
    public BigDecimal criticalRecovery;

    @JsonPropertyDescription(
        "A warning ends only when the value is back beyond this; on the OK side of warning.")
    public BigDecimal warningRecovery;

    @JsonPropertyDescription("How many good runs in a row end an alert. Service checks only.")
    public BigDecimal ok;

    @JsonPropertyDescription("How many runs of unknown result in a row count. Service checks only.")
    public BigDecimal unknown;
  }

  /** The two windows of an anomaly monitor. */
  public static class ThresholdWindows {
    @JsonPropertyDescription(
        "How long it must be abnormal to alert, such as last_15m: the alert_window of anomalies().")
    public String triggerWindow;

    @JsonPropertyDescription("How long it must be normal again to recover, such as last_15m.")
    public String recoveryWindow;
  }

  /** What a log monitor computes. */
  public static class Aggregation {
    @JsonPropertyDescription("The measure or facet that is looked at, or count.")
    public String metric;

    @JsonPropertyDescription("How it is put together, such as count, cardinality or avg.")
    public String type;

    @JsonPropertyDescription("The facet by which it is grouped.")
    public String groupBy;
  }

  /** When a monitor is evaluated. */
  public static class SchedulingOptions {
    @JsonPropertyDescription(
        "Where a cumulative window (current_1h, current_1d, current_1mo) starts.")
    public EvaluationWindow evaluationWindow;

    @JsonPropertyDescription("Evaluates on a schedule of its own instead of all the time.")
    public CustomSchedule customSchedule;
  }

  /** The start of a cumulative window: within the hour, or the day's and month's. */
  public static class EvaluationWindow {
    @JsonPropertyDescription("The minute at which the hour starts. Not with the other three.")
    @Min(0)
    @Max(59)
    public Integer hourStarts;

    @JsonPropertyDescription("The time at which the day starts, such as 04:00.")
    @Pattern(Forms.TIME_OF_DAY)
    @Size(max = 32)
    public String dayStarts;

    @JsonPropertyDescription("The day on which the month starts; Datadog takes the first only.")
    @Min(1)
    @Max(1)
    public Integer monthStarts;

    @JsonPropertyDescription("The time zone of dayStarts and monthStarts, such as Europe/Paris.")
    public String timezone;
  }

  /** A schedule. */
  public static class CustomSchedule {
    @JsonPropertyDescription("When it is evaluated; Datadog takes exactly one.")
    @Size(min = 1, max = 1)
    public List<Recurrence> recurrences;
  }

  /** When a schedule's evaluations are. */
  public static class Recurrence {
    @JsonPropertyDescription(
        "How it repeats, as RFC 5545 writes it, such as FREQ=DAILY;INTERVAL=1. The start is in start,"
            + " not here.")
    @Size(min = 1)
    public String rrule;

    @JsonPropertyDescription("The first evaluation, in local time: 2026-01-05T08:00:00.")
    @Pattern(Forms.LOCAL_TIME)
    @Size(max = 40)
    public String start;

    @JsonPropertyDescription("The time zone of start and rrule, such as Europe/Paris.")
    public String timezone;
  }
}
