package dev.heel.bench;

import dev.heel.sandbox.datadog.DatadogOptions;
import dev.heel.sandbox.datadog.DatadogServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Memory, CPU and calls at several sizes, without a rate limit, and how they grow. */
final class Scale {
  private static final double MEMORY_BOUND_MIB = 250;
  private static final double LINEAR = 1.25;

  private final Size size;
  private final ApiServer api;
  private final Report report;

  /**
   * @param count resources
   * @param calls of Datadog until all were made
   * @param made usage when all were made
   * @param later usage after the ledger has let go of the answers
   */
  private record Measured(int count, long calls, Usage made, Usage later) {
    double cpuEach(double idle) {
      return (made.cpuSeconds() - idle) / count * 1000;
    }
  }

  Scale(Size size, ApiServer api, Report report) {
    this.size = size;
    this.api = api;
    this.report = report;
  }

  void run() {
    Measured none = measure(0);
    Measured some = measure(size.monitors());
    Measured many = measure(size.many());
    double idle = none.made().cpuSeconds();
    report.atMost(
        "Calls each, %,d against %,d: growth".formatted(some.count(), many.count()),
        ((double) many.calls() / many.count()) / ((double) some.calls() / some.count()),
        LINEAR);
    report.atMost("CPU each: growth", many.cpuEach(idle) / some.cpuEach(idle), LINEAR);
    report.tell(
        "Resident memory: growth",
        (double) many.later().residentMib() / some.later().residentMib());
    report.atMost(
        "Most resident memory at %,d, MiB".formatted(size.many()),
        many.later().peakMib(),
        MEMORY_BOUND_MIB);
  }

  private Measured measure(int count) {
    String title = "%,d resources".formatted(count);
    List<AutoCloseable> open = new ArrayList<>();
    try {
      DatadogServer datadog =
          DatadogServer.start(DatadogOptions.builder().foreignMonitors(size.foreign()).build());
      open.add(0, datadog);
      datadog.limit("create_monitor", null);
      Cluster cluster = Cluster.prepare(api, datadog, "n" + count, 100);
      open.add(0, cluster);
      cluster.createMonitors(count);
      OperatorProcess operator = OperatorProcess.start(cluster.launch(size, false));
      open.add(0, operator);
      Waiting.until(
          () -> !cluster.calls().by().isEmpty(), "the account is looked at", Duration.ofMillis(10));
      report.tell(title + ": seconds from start to the first call", seconds(operator));
      if (count > 0) {
        Waiting.until(() -> operator.inSync() >= count, count + " are made");
      } else {
        Waiting.pass(Duration.ofSeconds(3));
      }
      Usage made = operator.usage();
      long calls = cluster.calls().total();
      tell("  when all are made", made, operator);
      if (count == size.many()) {
        Waiting.pass(size.grace().plus(size.interval()).plusSeconds(5));
      }
      Usage later = operator.usage();
      if (count == size.many()) {
        tell("  when at rest", later, operator);
        restart(cluster, operator, count);
      }
      return new Measured(count, calls, made, later);
    } finally {
      open.forEach(Scale::close);
    }
  }

  private void restart(Cluster cluster, OperatorProcess before, int count) {
    before.close();
    try (OperatorProcess again = OperatorProcess.start(cluster.launch(size, false))) {
      Waiting.until(() -> again.passesInSync() >= count, "all were looked at again");
      tell("  after a restart, when all were looked at", again.usage(), again);
    }
  }

  private void tell(String when, Usage usage, OperatorProcess operator) {
    report.tell(
        when,
        "%d MiB resident, %d at most, %d threads, %.1f CPU s, after %.1f s"
            .formatted(
                usage.residentMib(),
                usage.peakMib(),
                usage.threads(),
                usage.cpuSeconds(),
                seconds(operator)));
  }

  private static double seconds(OperatorProcess operator) {
    return operator.age().toMillis() / 1000.0;
  }

  private static void close(AutoCloseable part) {
    try {
      part.close();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
