package dev.heel.kinds.monitor.checks;

import dev.heel.kinds.monitor.query.CompositeExpression;
import dev.heel.kinds.monitor.query.Monitor;
import dev.heel.kinds.monitor.query.MonitorType;
import dev.heel.resource.Problem;
import java.util.List;
import java.util.Optional;

/** The expression of a composite monitor. */
final class CompositeChecks {
  static final String COMPOSITE = "monitor-composite";

  private CompositeChecks() {}

  static List<Problem> expressionIsWellFormed(Monitor monitor) {
    if (monitor.type() != MonitorType.COMPOSITE || !monitor.hasQuery()) {
      return List.of();
    }
    Optional<CompositeExpression.Fault> fault = CompositeExpression.fault(monitor.query().text());
    return fault.stream()
        .map(
            found ->
                monitor
                    .error(
                        COMPOSITE,
                        Monitor.QUERY,
                        found.what(),
                        "A composite joins monitors with &&, ||, ! and brackets:"
                            + " $(DatadogMonitor/a) && !$(DatadogMonitor/b), or their ids.")
                    .within(found.offset(), found.length()))
        .toList();
  }
}
