package dev.heel.kinds.monitor.query;

/**
 * What a type of monitor means for its query and options (Datadog API v1, "Create a monitor", and
 * the guide to monitor options).
 */
public enum MonitorType {
  METRIC,
  /** Logs, traces, RUM, CI, events, audit, error tracking: their silence is onMissingData. */
  EVENTS,
  SERVICE_CHECK,
  PROCESS,
  COMPOSITE,
  SLO,
  SYNTHETICS,
  /** Products whose queries have no published form, and types that Heel does not know. */
  OTHER;

  public static MonitorType of(String type) {
    return switch (type) {
      case "metric alert", "query alert" -> METRIC;
      case "log alert",
          "trace-analytics alert",
          "rum alert",
          "ci-pipelines alert",
          "ci-tests alert",
          "event alert",
          "event-v2 alert",
          "audit alert",
          "error-tracking alert" ->
          EVENTS;
      case "service check" -> SERVICE_CHECK;
      case "process alert" -> PROCESS;
      case "composite" -> COMPOSITE;
      case "slo alert" -> SLO;
      case "synthetics alert" -> SYNTHETICS;
      default -> OTHER;
    };
  }

  /** Whether its query ends in a comparison with the critical threshold. */
  public boolean hasComparison() {
    return this != COMPOSITE && this != SERVICE_CHECK && this != SYNTHETICS;
  }

  /** Whether its groups are those that its own query names. */
  public boolean hasGroups() {
    return this == METRIC || this == EVENTS || this == SERVICE_CHECK || this == PROCESS;
  }
}
