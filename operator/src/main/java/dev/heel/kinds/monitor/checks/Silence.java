package dev.heel.kinds.monitor.checks;

import dev.heel.kinds.monitor.query.Monitor;
import dev.heel.kinds.monitor.query.MonitorType;

/** Whether a monitor tells of missing data (Datadog API v1, {@code on_missing_data}). */
final class Silence {
  static final String NOT_TOLD = "no notice of missing data";
  static final String REMEDY = "Say onMissingData: show_and_notify_no_data";

  private Silence() {}

  /** Also where it cannot be told: a composite's parts decide, and types that are not known. */
  static boolean isTold(Monitor monitor) {
    return monitor.isTrue("notify_no_data")
        || monitor.text("on_missing_data").equals("show_and_notify_no_data")
        || monitor.type() == MonitorType.COMPOSITE
        || monitor.type() == MonitorType.SYNTHETICS
        || monitor.type() == MonitorType.OTHER;
  }
}
