package dev.heel.kinds.monitor.message;

import java.util.Set;

/**
 * What happened to a monitor, and which conditions of a notification hold then (Datadog
 * documentation, "Conditional variables"): {@code is_recovery} holds for every way back to OK.
 */
public enum Situation {
  ALERT("Alert", Set.of("is_alert")),
  WARNING("Warn", Set.of("is_warning")),
  NO_DATA("No data", Set.of("is_no_data")),
  RECOVERY("Recovery", Set.of("is_recovery", "is_alert_recovery")),
  RENOTIFY("Still alert", Set.of("is_alert", "is_renotify"));

  private final String word;
  private final Set<String> conditions;

  Situation(String word, Set<String> conditions) {
    this.word = word;
    this.conditions = conditions;
  }

  /** For people, such as {@code No data}. */
  public String word() {
    return word;
  }

  boolean holds(String condition) {
    return conditions.contains(condition);
  }
}
