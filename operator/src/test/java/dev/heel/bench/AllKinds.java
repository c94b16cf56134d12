package dev.heel.bench;

import dev.heel.sandbox.datadog.DatadogOptions;
import dev.heel.sandbox.datadog.DatadogServer;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * All kinds together, in the memory that the chart gives: of each ten resources four monitors, one
 * dashboard, one downtime and four checks, whose Services are a quarter as many.
 */
final class AllKinds implements AutoCloseable {
  /** Three quarters of the chart's limit. */
  private static final double MEMORY_BOUND_MIB = 288;

  private final Size size;
  private final Report report;
  private final DatadogServer datadog;
  private final Cluster cluster;
  private final int tenth;

  AllKinds(Size size, ApiServer api, Report report) {
    this.size = size;
    this.report = report;
    this.datadog =
        DatadogServer.start(DatadogOptions.builder().foreignMonitors(size.foreign()).build());
    this.datadog.limit("create_monitor", null);
    this.cluster = Cluster.prepare(api, datadog, "kinds", 100);
    this.tenth = size.many() / 10;
  }

  void run() {
    try (OperatorProcess operator = start()) {
      make(operator);
      tell("%,d resources of all kinds, when all are made".formatted(10 * tenth), operator);
    }
    try (OperatorProcess again = start()) {
      await(again, "are read");
      tell("  after a restart, when all are read", again);
    }
  }

  /** An operator of that cluster, as the size says it. */
  OperatorProcess start() {
    return OperatorProcess.start(cluster.launch(size, false));
  }

  /** Makes all resources, and waits until their objects are. */
  void make(OperatorProcess operator) {
    cluster.createMonitors(4 * tenth);
    cluster.createDashboards(tenth);
    cluster.createDowntimes(tenth);
    cluster.createChecks(4 * tenth, tenth);
    await(operator, "are made");
  }

  private void await(OperatorProcess operator, String what) {
    Map<String, Integer> wanted = new LinkedHashMap<>();
    wanted.put("DatadogMonitor", 4 * tenth);
    wanted.put("DatadogDashboard", tenth);
    wanted.put("DatadogDowntime", tenth);
    wanted.forEach(
        (kind, count) ->
            Waiting.until(
                () -> operator.passesInSync(kind) > 0 && operator.inSync(kind) >= count,
                count + " of " + kind + " " + what));
    Waiting.until(
        () -> operator.count("DatadogCheck", "Rendered") >= 4 * tenth, "the checks " + what);
  }

  private void tell(String when, OperatorProcess operator) {
    Usage usage = operator.usage();
    report.tell(when, "%d MiB, %.1f CPU s".formatted(usage.residentMib(), usage.cpuSeconds()));
    report.atMost("  most resident memory, MiB", usage.peakMib(), MEMORY_BOUND_MIB);
  }

  @Override
  public void close() {
    cluster.close();
    datadog.close();
  }
}
