package dev.heel.kinds.monitor.checks;

import com.fasterxml.jackson.databind.JsonNode;
import dev.heel.kinds.monitor.query.Monitor;
import dev.heel.kinds.monitor.query.MonitorType;
import dev.heel.resource.Problem;
import java.util.List;

/** That there is something to watch. */
final class QueryChecks {
  static final String INCOMPLETE = "monitor-incomplete";
  static final String COMPARISON = "monitor-comparison";
  static final String SYNTHETICS = "monitor-synthetics";

  private QueryChecks() {}

  static List<Problem> typeIsSaid(Monitor monitor) {
    return monitor.draft().text("/type").isEmpty() && !monitor.draft().isUnreadable("/type")
        ? List.of(
            monitor.error(
                INCOMPLETE,
                "/type",
                "the monitor has no type",
                "Say what the query is about, such as type: metric alert."))
        : List.of();
  }

  static List<Problem> queryIsSaid(Monitor monitor) {
    return monitor.hasQuery() || monitor.draft().isUnreadable(Monitor.QUERY)
        ? List.of()
        : List.of(
            monitor.error(
                INCOMPLETE,
                Monitor.QUERY,
                "the monitor has no query",
                "Say what to watch, in query or in the definition."));
  }

  static List<Problem> queryCompares(Monitor monitor) {
    String text = monitor.query().text().strip();
    if (!monitor.type().hasComparison()
        || text.isEmpty()
        || text.endsWith("threshold")
        || monitor.query().comparison().isPresent()) {
      return List.of();
    }
    String message = "the query does not end in a comparison, so nothing says when it alerts";
    String remedy = "End it with an operator and a number, such as > 800.";
    String refusal = "Datadog would refuse it: \"invalid operator specified\". ";
    return List.of(
        monitor.refusesBrokenQueries()
            ? monitor.error(COMPARISON, Monitor.QUERY, message, refusal + remedy)
            : monitor.warning(COMPARISON, Monitor.QUERY, message, remedy));
  }

  /** Datadog's documentation: a threshold below 1 needs a zero before its point. */
  static List<Problem> numberHasItsZero(Monitor monitor) {
    return monitor
        .query()
        .comparison()
        .filter(found -> found.number().matches("[-+]?\\..*|.*\\."))
        .map(
            found ->
                monitor
                    .warning(
                        COMPARISON,
                        Monitor.QUERY,
                        "the number " + found.number() + " lacks a digit beside its point",
                        "Write " + Monitor.plain(found.value()) + ".")
                    .within(found.offset(), found.number().length()))
        .stream()
        .toList();
  }

  static List<Problem> syntheticsAreAdopted(Monitor monitor) {
    JsonNode spec = monitor.draft().resource().getSpec();
    boolean adopted = spec != null && spec.path("adopt").isObject();
    return monitor.type() == MonitorType.SYNTHETICS && !adopted
        ? List.of(
            monitor.warning(
                SYNTHETICS,
                "/type",
                "a synthetics alert is made by its test, not by the monitors' API",
                "Change it at the test, or name the existing monitor in adopt."))
        : List.of();
  }
}
