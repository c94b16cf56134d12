package dev.heel.kinds.monitor;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.heel.resource.ApiSpec;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;

/**
 * What a {@link DatadogMonitor} says: the fields of a monitor in Datadog's API (v1, "Create a
 * monitor"), in camelCase.
 */
@ValidationRule(
    value = "has(self.query) || has(self.definition) || has(self.definitionFrom)",
    message = "say what to watch: query, or definition / definitionFrom")
@ValidationRule(
    value =
        "!has(self.query) || !has(self.options) || !has(self.options.thresholds)"
            + " || !has(self.options.thresholds.critical)"
            + " || !self.query.matches('[<>=!]=? +-?[0-9.]+$')"
            + " || double(self.query.substring(self.query.lastIndexOf(' ') + 1))"
            + " == self.options.thresholds.critical",
    message =
        "options.thresholds.critical must be the number at the end of the query, or be left out",
    fieldPath = ".options.thresholds.critical")
public class MonitorSpec extends ApiSpec {
  @JsonPropertyDescription(
      "Title of the monitor and of its notifications; may hold {{…}} variables. Left out: the"
          + " resource's own name.")
  @Size(min = 1)
  public String name;

  @JsonPropertyDescription(
      "What the query is about. It cannot be changed afterwards: Heel then makes the monitor anew."
          + " metric alert and query alert are the same. A synthetics alert is made by its test and"
          + " can only be adopted.")
  public Type type;

  @JsonPropertyDescription(
      "What is watched and when it alerts, in Datadog's monitor language, such as"
          + " avg(last_5m):avg:system.load.1{env:prod} by {host} > 4. A composite combines other"
          + " monitors: $(DatadogMonitor/a) && !$(DatadogMonitor/b).")
  @Size(min = 1, max = 16384)
  public String query;

  @JsonPropertyDescription(
      "Text of the notifications: Markdown, {{…}} variables and conditions, and the @handles that"
          + " are told.")
  public String message;

  @JsonPropertyDescription(
      "Tags of the monitor itself, as key:value, by which it is found and grouped in Datadog. The"
          + " two heel_… tags are Heel's own and are added to them.")
  public List<String> tags;

  @JsonPropertyDescription("How urgent an alert is: 1 (most) to 5 (least).")
  @Min(1)
  @Max(5)
  public Integer priority;

  @JsonPropertyDescription(
      "Ids of the roles that may edit the monitor in Datadog. Datadog prefers restriction policies"
          + " now; a role that the application key lacks locks Heel out as well.")
  public List<String> restrictedRoles;

  @JsonPropertyDescription("draft: the monitor is evaluated, but notifies nobody.")
  public DraftStatus draftStatus;

  @JsonPropertyDescription("Runbooks that the monitor's page and notifications link to.")
  public List<Asset> assets;

  @JsonPropertyDescription("How it is evaluated, when it alerts, and whom it notifies how often.")
  public MonitorOptions options;

  /** The API's types of monitors. */
  public enum Type {
    @JsonProperty("audit alert")
    AUDIT,
    @JsonProperty("ci-pipelines alert")
    CI_PIPELINES,
    @JsonProperty("ci-tests alert")
    CI_TESTS,
    @JsonProperty("composite")
    COMPOSITE,
    @JsonProperty("cost alert")
    COST,
    @JsonProperty("data-jobs alert")
    DATA_JOBS,
    @JsonProperty("data-quality alert")
    DATA_QUALITY,
    @JsonProperty("database-monitoring alert")
    DATABASE_MONITORING,
    @JsonProperty("error-tracking alert")
    ERROR_TRACKING,
    @JsonProperty("event alert")
    EVENT,
    @JsonProperty("event-v2 alert")
    EVENT_V2,
    @JsonProperty("llm-observability alert")
    LLM_OBSERVABILITY,
    @JsonProperty("log alert")
    LOG,
    @JsonProperty("metric alert")
    METRIC,
    @JsonProperty("network-path alert")
    NETWORK_PATH,
    @JsonProperty("network-performance alert")
    NETWORK_PERFORMANCE,
    @JsonProperty("process alert")
    PROCESS,
    @JsonProperty("query alert")
    QUERY,
    @JsonProperty("rum alert")
    RUM,
    @JsonProperty("service check")
    SERVICE_CHECK,
    @JsonProperty("slo alert")
    SLO,
    @JsonProperty("synthetics alert")
    SYNTHETICS,
    @JsonProperty("trace-analytics alert")
    TRACE_ANALYTICS
  }

  public enum DraftStatus {
    @JsonProperty("draft")
    DRAFT,
    @JsonProperty("published")
    PUBLISHED
  }

  /** A runbook. */
  public static class Asset {
    @Required
    @JsonPropertyDescription("Title of the link.")
    @Size(min = 1)
    public String name;

    @Required
    @JsonPropertyDescription("Address that the link leads to; for a notebook its path in Datadog.")
    @Size(min = 1)
    public String url;

    @Required
    @JsonPropertyDescription("What the link is; Datadog knows runbooks.")
    public AssetCategory category;

    @JsonPropertyDescription("Id of the notebook in Datadog that the runbook is.")
    public String resourceKey;

    @JsonPropertyDescription("What resourceKey is the id of.")
    public AssetResource resourceType;
  }

  public enum AssetCategory {
    @JsonProperty("runbook")
    RUNBOOK
  }

  public enum AssetResource {
    @JsonProperty("notebook")
    NOTEBOOK
  }
}
