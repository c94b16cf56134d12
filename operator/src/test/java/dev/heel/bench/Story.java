package dev.heel.bench;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.heel.sandbox.datadog.DatadogOptions;
import dev.heel.sandbox.datadog.DatadogServer;
import java.util.Map;
import java.util.function.Predicate;

/**
 * What dashboards and downtimes cost. Dashboards have the tightest limit of all: 60 reads a minute,
 * shared by all that read any dashboard of the organisation, and their list tells heads only.
 */
final class Story implements AutoCloseable {
  private static final String DASHBOARDS = "/api/v1/dashboard";
  private static final String DOWNTIMES = "/api/v2/downtime";
  private static final int BOARDS = 300;
  private static final int QUIET = 100;

  private final Size size;
  private final ApiServer api;
  private final Report report;
  private final DatadogServer datadog;
  private final Cluster cluster;
  private OperatorProcess operator;

  Story(Size size, ApiServer api, Report report) {
    this.size = size;
    this.api = api;
    this.report = report;
    this.datadog =
        DatadogServer.start(DatadogOptions.builder().limit("get_custom_dashboards=60/60").build());
    this.cluster = Cluster.prepare(api, datadog, "story", 50);
    this.operator = OperatorProcess.start(cluster.launch(size, false));
  }

  /** Many new dashboards at once. */
  void firstSync() {
    cluster.createDashboards(BOARDS);
    awaitInSync("DatadogDashboard", BOARDS);
    Counts calls = cluster.calls();
    report.exactly(
        "%d new dashboards: POSTs".formatted(BOARDS), calls.of("POST " + DASHBOARDS), BOARDS);
    report.exactly("  GETs of one dashboard", calls.of("GET " + DASHBOARDS + "/{id}"), 0);
    report.exactly("  answers 429", refusals(), 0);
    report.tell("  lists", calls.of("GET " + DASHBOARDS));
    rest("At rest, %d dashboards: calls by list interval".formatted(BOARDS), on(DASHBOARDS));
  }

  /** One dashboard of many is edited in the UI: from the edit to the mended object. */
  void editInUi() {
    datadog.resetCalls();
    datadog
        .organisation(Cluster.API_KEY)
        .dashboards()
        .edit(
            cluster.id("DatadogDashboard", "dashboard-7"),
            JsonNodeFactory.instance.objectNode().put("title", "edited by hand"));
    String put = "PUT " + DASHBOARDS + "/{id}";
    Waiting.until(() -> cluster.calls().of(put) > 0, "the edited dashboard is put back");
    Counts calls = cluster.calls().only(on(DASHBOARDS));
    report.atMost(
        "1 of %d edited in the UI: calls to find and mend".formatted(BOARDS), calls.total(), 4);
    report.tell("  which are", calls);
  }

  /** Downtimes that follow monitors. */
  void withMonitors() {
    datadog.limit("create_monitor", null);
    cluster.createMonitors(size.monitors());
    cluster.createDowntimes(QUIET);
    awaitInSync("DatadogMonitor", size.monitors());
    awaitInSync("DatadogDowntime", QUIET);
    rest(
        "At rest, %,d monitors and %d downtimes: calls by list interval"
            .formatted(size.monitors(), QUIET),
        on("/api/v1/monitor").or(on(DOWNTIMES)));
  }

  private void rest(String title, Predicate<String> calls) {
    Waiting.pass(size.grace().plus(size.interval()));
    datadog.resetCalls();
    Counts writes = api.writes();
    Waiting.pass(size.interval().multipliedBy(3));
    Counts seen = cluster.calls().only(calls);
    report.atMost(title, Math.round(seen.total() / 3.0 * 100) / 100.0, 3);
    report.tell("  in three intervals", seen);
    report.exactly("  Kubernetes writes but for Leases", writesSince(writes), 0);
  }

  /** A restart at rest costs lists only. */
  void restart() {
    operator.close();
    datadog.resetCalls();
    Counts writes = api.writes();
    operator = OperatorProcess.start(cluster.launch(size, false));
    for (Map.Entry<String, Integer> each :
        Map.of("DatadogDashboard", BOARDS, "DatadogDowntime", QUIET).entrySet()) {
      Waiting.until(
          () -> operator.passesInSync(each.getKey()) >= each.getValue(),
          "all were looked at again");
    }
    Counts calls = cluster.calls();
    String title = "Restart at %d dashboards, %d downtimes: ".formatted(BOARDS, QUIET);
    report.exactly(title + "GETs of one", calls.only(n -> n.endsWith("/{id}")).total(), 0);
    report.exactly("  writes to Datadog", calls.without(n -> n.startsWith("GET")).total(), 0);
    report.exactly("  answers 429", refusals(), 0);
    report.exactly("  Kubernetes writes but for Leases", writesSince(writes), 0);
  }

  private static Predicate<String> on(String path) {
    return call -> call.endsWith(" " + path) || call.endsWith(" " + path + "/{id}");
  }

  /** A real API server's own components renew Leases. */
  private long writesSince(Counts before) {
    return api.writes().since(before).without(name -> name.endsWith(" leases")).total();
  }

  private long refusals() {
    return datadog.callsByStatus().getOrDefault("429", 0L);
  }

  private void awaitInSync(String kind, int count) {
    Waiting.until(() -> operator.inSync(kind) >= count, count + " of kind " + kind);
  }

  @Override
  public void close() {
    operator.close();
    cluster.close();
    datadog.close();
  }
}
