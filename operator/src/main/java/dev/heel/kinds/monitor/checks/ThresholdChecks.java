package dev.heel.kinds.monitor.checks;

import dev.heel.kinds.monitor.query.Monitor;
import dev.heel.kinds.monitor.query.MonitorType;
import dev.heel.kinds.monitor.query.ReadQuery.Comparison;
import dev.heel.resource.Problem;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Thresholds against the query and against each other. */
final class ThresholdChecks {
  static final String THRESHOLD = "monitor-threshold";
  static final String ORDER = "monitor-threshold-order";
  static final String RECOVERY = "monitor-recovery-threshold";
  static final String UNUSED = "monitor-threshold-unused";

  private static final String CRITICAL = "thresholds/critical";
  private static final String WARNING = "thresholds/warning";

  private ThresholdChecks() {}

  /** Datadog's own words for it were reported in DataDog/datadog-operator, issue 2106. */
  static List<Problem> criticalIsTheQuerysNumber(Monitor monitor) {
    Optional<BigDecimal> critical = monitor.number(CRITICAL);
    Optional<Comparison> comparison = monitor.query().comparison();
    if (!monitor.type().hasComparison()
        || critical.isEmpty()
        || comparison.isEmpty()
        || critical.get().compareTo(comparison.get().value()) == 0) {
      return List.of();
    }
    String given = Monitor.plain(critical.get());
    String inQuery = Monitor.plain(comparison.get().value());
    return List.of(
        monitor
            .error(
                THRESHOLD,
                Monitor.option(CRITICAL),
                "critical is " + given + ", but the query alerts at " + inQuery,
                "Datadog would refuse it: \"Alert threshold ("
                    + given
                    + ") does not match that used in the query ("
                    + inQuery
                    + ").\" Make the two equal, or leave critical out: Heel takes it from the"
                    + " query.")
            .against(
                monitor.inQuery(comparison.get().offset(), comparison.get().number().length())));
  }

  static List<Problem> warningComesFirst(Monitor monitor) {
    Optional<BigDecimal> warning = monitor.number(WARNING);
    Optional<Comparison> comparison = monitor.query().comparison();
    if (!monitor.type().hasComparison() || warning.isEmpty() || comparison.isEmpty()) {
      return List.of();
    }
    int order = beyond(warning.get(), comparison.get().value(), comparison.get());
    if (order < 0) {
      return List.of();
    }
    String message =
        "warning is %s, and the query alerts already at %s %s"
            .formatted(
                Monitor.plain(warning.get()),
                comparison.get().operator(),
                comparison.get().number());
    String remedy =
        "Set warning %s than %s, so that it is reached first."
            .formatted(comparison.get().isRising() ? "lower" : "higher", comparison.get().number());
    String at = Monitor.option(WARNING);
    Problem problem =
        order > 0
            ? monitor.error(ORDER, at, message, remedy)
            : monitor.warning(ORDER, at, message, remedy);
    return List.of(
        problem.against(
            monitor.inQuery(comparison.get().offset(), comparison.get().number().length())));
  }

  static List<Problem> recoveryIsOnTheOkSide(Monitor monitor) {
    Optional<Comparison> comparison = monitor.query().comparison();
    if (!monitor.type().hasComparison() || comparison.isEmpty()) {
      return List.of();
    }
    return Stream.of(
            recovery(monitor, comparison.get(), "critical", Optional.of(comparison.get().value())),
            recovery(monitor, comparison.get(), "warning", monitor.number(WARNING)))
        .flatMap(Optional::stream)
        .toList();
  }

  private static Optional<Problem> recovery(
      Monitor monitor, Comparison comparison, String state, Optional<BigDecimal> threshold) {
    String option = "thresholds/" + state + "_recovery";
    Optional<BigDecimal> recovery = monitor.number(option);
    if (recovery.isEmpty()
        || threshold.isEmpty()
        || isOutside(recovery.get(), threshold.get(), comparison)) {
      return Optional.empty();
    }
    return Optional.of(
        monitor.error(
            RECOVERY,
            Monitor.option(option),
            "%s_recovery is %s, where the %s state begins (%s %s)"
                .formatted(
                    state,
                    Monitor.plain(recovery.get()),
                    state,
                    comparison.operator(),
                    Monitor.plain(threshold.get())),
            "Set it %s than %s: it says when the state ends."
                .formatted(
                    comparison.isRising() ? "lower" : "higher", Monitor.plain(threshold.get()))));
  }

  /** Datadog's own words for it are quoted in issues of its clients. */
  static List<Problem> eventsRecoverByThemselves(Monitor monitor) {
    if (!monitor.draft().text("/type").equals("event-v2 alert")) {
      return List.of();
    }
    return Stream.of("critical_recovery", "warning_recovery")
        .filter(name -> monitor.has("thresholds/" + name))
        .map(
            name ->
                monitor.error(
                    RECOVERY,
                    Monitor.option("thresholds/" + name),
                    "a monitor of events has no " + name,
                    "Datadog would refuse it: \"Invalid threshold statuses found: "
                        + name
                        + ".\" Take it out."))
        .toList();
  }

  /** A value that is the threshold itself is inside of a comparison such as {@code >=}. */
  private static boolean isOutside(
      BigDecimal recovery, BigDecimal threshold, Comparison comparison) {
    int order = beyond(recovery, threshold, comparison);
    boolean sides = comparison.isRising() || comparison.isFalling();
    return order < 0 || order == 0 && !(sides && comparison.operator().endsWith("="));
  }

  /** Thresholds that Datadog ignores or refuses there. */
  static List<Problem> onlyWhereTheyCount(Monitor monitor) {
    if (monitor.type() == MonitorType.COMPOSITE && !monitor.value("thresholds").isEmpty()) {
      return List.of(
          monitor.warning(
              UNUSED,
              Monitor.option("thresholds"),
              "a composite has no thresholds of its own",
              "Take them out; those of the monitors that it combines count."));
    }
    if (monitor.has("thresholds/warning_recovery") && !monitor.has(WARNING)) {
      return List.of(
          monitor.warning(
              UNUSED,
              Monitor.option("thresholds/warning_recovery"),
              "warning_recovery ends a warning, and there is no warning",
              "Set warning as well, or take it out."));
    }
    return List.of();
  }

  /**
   * Positive if a value lies further into the alert than a threshold, zero if they are equal,
   * negative if it lies on the OK side or the comparison has no sides.
   */
  private static int beyond(BigDecimal value, BigDecimal threshold, Comparison comparison) {
    int order = value.compareTo(threshold);
    if (comparison.isRising()) {
      return order;
    }
    return comparison.isFalling() ? -order : -1;
  }
}
