package dev.heel.bench;

import dev.heel.sandbox.datadog.DatadogOptions;
import dev.heel.sandbox.datadog.DatadogServer;
import java.time.Duration;

/**
 * What the operator takes of a node, as the chart and the image start it: without a resource, with
 * monitors, and with all kinds. Anonymous memory is its own; the rest of what is resident are files
 * that Linux can drop and read again.
 */
final class Memory {
  private static final double ANONYMOUS_BOUND_MIB = 90;
  private static final double MONITORS_BOUND_MIB = 130;
  private static final double ALL_KINDS_BOUND_MIB = 190;
  private static final double CPU_BOUND_S = 8;

  /** By then the classes of a start have done their work. */
  private static final Duration STARTED = Duration.ofSeconds(20);

  private final Size size;
  private final ApiServer api;
  private final Report report;

  Memory(Size size, ApiServer api, Report report) {
    this.size = size;
    this.api = api;
    this.report = report;
  }

  void run() {
    withoutResources();
    withMonitors();
    withAllKinds();
  }

  private void withoutResources() {
    try (DatadogServer datadog = datadog();
        Cluster cluster = Cluster.prepare(api, datadog, "memory-none", 100);
        OperatorProcess operator = OperatorProcess.start(cluster.launch(size, true))) {
      Waiting.pass(STARTED);
      Usage usage = tell("No resource", operator);
      report.atMost("  anonymous, MiB", usage.anonymousMib(), ANONYMOUS_BOUND_MIB);
    }
  }

  private void withMonitors() {
    try (DatadogServer datadog = datadog();
        Cluster cluster = Cluster.prepare(api, datadog, "memory-monitors", 100)) {
      cluster.createMonitors(size.monitors());
      try (OperatorProcess operator = OperatorProcess.start(cluster.launch(size, true))) {
        Waiting.until(() -> operator.inSync() >= size.monitors(), "the monitors are made");
        Usage made = tell("%,d monitors, when all are made".formatted(size.monitors()), operator);
        report.atMost("  CPU seconds until then", made.cpuSeconds(), CPU_BOUND_S);
        Waiting.pass(size.grace().plus(size.interval()).plusSeconds(5));
        Usage rest = tell("  at rest", operator);
        report.atMost("  most resident memory, MiB", rest.peakMib(), MONITORS_BOUND_MIB);
      }
      try (OperatorProcess again = OperatorProcess.start(cluster.launch(size, true))) {
        Waiting.until(() -> again.passesInSync() >= size.monitors(), "all were looked at again");
        tell("  after a restart, when all are read", again);
      }
    }
  }

  private void withAllKinds() {
    try (AllKinds kinds = new AllKinds(size, api, report);
        OperatorProcess operator = kinds.start()) {
      kinds.make(operator);
      Usage made = tell("%,d of all kinds, when all are made".formatted(size.many()), operator);
      report.atMost("  most resident memory, MiB", made.peakMib(), ALL_KINDS_BOUND_MIB);
    }
  }

  private DatadogServer datadog() {
    DatadogServer datadog =
        DatadogServer.start(DatadogOptions.builder().foreignMonitors(size.foreign()).build());
    datadog.limit("create_monitor", null);
    return datadog;
  }

  private Usage tell(String when, OperatorProcess operator) {
    Usage usage = operator.usage();
    report.tell(
        when,
        "%d MiB anonymous, %d resident, %d at most, %d threads, %.1f CPU s"
            .formatted(
                usage.anonymousMib(),
                usage.residentMib(),
                usage.peakMib(),
                usage.threads(),
                usage.cpuSeconds()));
    return usage;
  }
}
