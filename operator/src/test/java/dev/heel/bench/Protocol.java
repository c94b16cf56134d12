package dev.heel.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.heel.sandbox.datadog.DatadogOptions;
import dev.heel.sandbox.datadog.DatadogServer;
import dev.heel.sandbox.datadog.faults.Fault;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * What the operator asks of Datadog and of Kubernetes over a working day: many new monitors, an
 * edit in the UI, a refusal, long rest, a restart. Real timing, the API's real rate, an
 * organisation that others use as well.
 */
final class Protocol implements AutoCloseable {
  private static final String POST = "POST /api/v1/monitor";
  private static final String LIST = "GET /api/v1/monitor";
  private static final String GET = "GET /api/v1/monitor/{id}";
  private static final String PUT = "PUT /api/v1/monitor/{id}";
  private static final String REFUSED = "refused";

  private final Size size;
  private final ApiServer api;
  private final Report report;
  private final DatadogServer datadog;
  private final List<AutoCloseable> open = new ArrayList<>();
  private Cluster first;
  private OperatorProcess operator;

  Protocol(Size size, ApiServer api, Report report) {
    this.size = size;
    this.api = api;
    this.report = report;
    this.datadog =
        DatadogServer.start(
            DatadogOptions.builder()
                .foreignMonitors(size.foreign())
                .limit("create_monitor=500/10")
                .build());
  }

  /** New monitors: one POST each, within the rate that Datadog allows. */
  void newMonitors() {
    first = opened(Cluster.prepare(api, datadog, "a", 50));
    operator = OperatorProcess.start(first.launch(size, true));
    Waiting.until(() -> first.calls().total() > 0, "the first operator looks at its account");
    Counts writes = api.writes();
    Duration began = operator.age();
    first.createMonitors(size.monitors());
    awaitInSync(first, operator, size.monitors());
    Duration took = operator.age().minus(began);
    Counts calls = first.calls();
    Counts ours = beyondCreates(api.writes().since(writes));
    int n = size.monitors();
    report.exactly("%,d new monitors: POSTs".formatted(n), calls.of(POST), n);
    report.exactly("  GETs of one monitor", calls.of(GET), 0);
    report.exactly("  answers 429", datadog.callsByStatus().getOrDefault("429", 0L), 0);
    report.atMost("  lists", calls.of(LIST), lists(took));
    report.atMost("  other calls (keys)", calls.total() - calls.of(POST) - calls.of(LIST), 3);
    long waits = operator.statusWrites("DatadogMonitor", "RateLimited");
    report.atMost("  status writes for each that say that it waits", ratio(waits, n), 1);
    report.atMost(
        "  other Kubernetes writes for each, beyond its create",
        ratio(ours.total() - waits, n),
        4.1);
    report.tell("  which are", ours);
    report.tell("  seconds, at half of 500 creates in 10 s", took.toMillis() / 1000.0);
  }

  /** Two more clusters in the same organisation; filled without its rate limit, to save time. */
  List<Cluster> others() {
    datadog.limit("create_monitor", null);
    List<Cluster> others =
        List.of(
            opened(Cluster.prepare(api, datadog, "b", 100)),
            opened(Cluster.prepare(api, datadog, "c", 100)));
    for (Cluster cluster : others) {
      cluster.createMonitors(size.monitors());
    }
    List<OperatorProcess> operators =
        others.stream().map(c -> opened(OperatorProcess.start(c.launch(size, true)))).toList();
    for (int i = 0; i < others.size(); i++) {
      awaitInSync(others.get(i), operators.get(i), size.monitors());
    }
    return others;
  }

  /**
   * One monitor of many is edited in the UI. Counted are all calls of the cluster from the edit to
   * the mended object, the regular list that finds it among them.
   */
  void editInUi() {
    long id = first.id("monitor-7");
    // Until then its own write counts for more than a list.
    Waiting.pass(size.grace());
    datadog.resetCalls();
    try {
      datadog
          .organisation(Cluster.API_KEY)
          .edit(id, new ObjectMapper().readTree("{\"message\": \"edited by hand\"}"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Waiting.until(() -> first.calls().of(PUT) > 0, "the edited monitor is put back");
    Counts calls = first.calls();
    report.exactly("1 of %,d edited in the UI: PUTs".formatted(size.monitors()), calls.of(PUT), 1);
    report.exactly("  GETs of one monitor", calls.of(GET), 0);
    report.atMost("  lists, one more or less by the moment of the edit", calls.of(LIST), 2);
    // Before a write it is asked whose the keys are, unless that was asked within the minute.
    report.atMost("  other calls (keys)", calls.total() - calls.of(PUT) - calls.of(LIST), 1);
    report.tell("  which are", calls);
  }

  /** A monitor that Datadog refuses is sent once for each generation. */
  void refusal() {
    datadog
        .faults()
        .times(
            Long.MAX_VALUE,
            call ->
                call.method().equals("POST")
                    && call.body().path("name").asText().startsWith(REFUSED),
            Fault.error(400, "The value provided for parameter 'query' is invalid"));
    datadog.resetCalls();
    first.createMonitor(REFUSED, 0);
    Waiting.until(() -> first.calls().of(POST) == 1, "the refused monitor is sent");
    first.editMonitor(REFUSED);
    Waiting.until(() -> first.calls().of(POST) >= 2, "its second generation is sent");
  }

  /** All is as it should be, and stays so. */
  void rest(List<Cluster> others) {
    Waiting.pass(size.grace().plusSeconds(5));
    report.exactly(
        "A refused monitor, 2 generations, after the grace: POSTs", first.calls().of(POST), 2);
    List<Cluster> all = new ArrayList<>(others);
    all.add(0, first);
    datadog.resetCalls();
    Counts writes = api.writes();
    double cpu = operator.usage().cpuSeconds();
    Waiting.pass(size.rest());
    double used = operator.usage().cpuSeconds() - cpu;
    Counts since = api.writes().since(writes);
    double intervals = (double) size.rest().toMillis() / size.interval().toMillis();
    String title =
        "At rest, 3 clusters of %,d among %,d of others: calls"
            .formatted(size.monitors(), size.foreign());
    for (Cluster cluster : all) {
      report.atMost(title + " of " + cluster.name(), ratio(cluster.calls().total(), intervals), 2);
      title = "  calls";
    }
    report.tell(
        "  (by list interval: %d s; watched for %d s)"
            .formatted(size.interval().toSeconds(), size.rest().toSeconds()),
        first.calls());
    Counts beyond = since.without(name -> name.endsWith(" leases"));
    report.exactly("  Kubernetes writes but for Leases", beyond.total(), 0);
    if (beyond.total() > 0) {
      report.tell("  which are", beyond);
    }
    report.tell("  CPU seconds by list interval, one operator", ratio(used, intervals));
    report.tell(
        "  Lease renewals of the three (none with --no-leader-election)",
        since.total() - beyond.total());
  }

  /** A restart at rest costs lists only. */
  void restart() {
    operator.close();
    datadog.resetCalls();
    Counts writes = api.writes();
    operator = OperatorProcess.start(first.launch(size, true));
    Waiting.until(() -> operator.passes() > 0, "the first pass", Duration.ofMillis(20));
    double firstPass = operator.age().toMillis() / 1000.0;
    Waiting.until(() -> operator.passesInSync() >= size.monitors(), "all were looked at again");
    double seconds = operator.age().toMillis() / 1000.0;
    Waiting.pass(Duration.ofSeconds(2));
    Counts calls = first.calls();
    Counts since = api.writes().since(writes).without(name -> name.endsWith(" leases"));
    report.exactly(
        "Restart at %,d: GETs of one monitor".formatted(size.monitors()), calls.of(GET), 0);
    report.exactly(
        "  writes to Datadog", calls.total() - calls.only(n -> n.startsWith("GET")).total(), 0);
    report.atMost("  lists", calls.of(LIST), lists(operator.age()));
    report.exactly("  Kubernetes writes but for Leases", since.total(), 0);
    if (since.total() > 0) {
      report.tell("  which are", since);
    }
    report.tell("  seconds from start to the first pass", firstPass);
    report.tell("  seconds until each was looked at", seconds);
  }

  private void awaitInSync(Cluster cluster, OperatorProcess process, int count) {
    Waiting.until(() -> process.inSync() >= count, count + " monitors of " + cluster.name());
  }

  /** The regular ones of that time, the first, and one that a pass asked for. */
  private long lists(Duration time) {
    return 2 + time.toMillis() * 11 / 10 / size.interval().toMillis();
  }

  private static Counts beyondCreates(Counts writes) {
    return writes.without(n -> n.equals("POST datadogmonitors") || n.endsWith(" leases"));
  }

  private static double ratio(double count, double of) {
    return Math.round(count / of * 100) / 100.0;
  }

  private <T extends AutoCloseable> T opened(T part) {
    open.add(0, part);
    return part;
  }

  @Override
  public void close() {
    if (operator != null) {
      operator.close();
    }
    for (AutoCloseable part : open) {
      try {
        part.close();
      } catch (Exception e) {
        throw new IllegalStateException(e);
      }
    }
    datadog.close();
  }
}
