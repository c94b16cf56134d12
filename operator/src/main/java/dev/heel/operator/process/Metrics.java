package dev.heel.operator.process;

import dev.heel.engine.api.Call;
import dev.heel.resource.Condition;
import dev.heel.resource.NamespacedName;
import dev.heel.resource.Reason;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** What is counted, under the names that {@code /metrics} shows. */
public final class Metrics {
  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final MultiGauge objects =
      MultiGauge.builder("heel.resources")
          .description("Resources by kind and reason of their Ready condition.")
          .register(registry);
  private final MultiGauge budget =
      MultiGauge.builder("heel.datadog.budget.remaining")
          .description("Calls that Datadog last said were left in a rate limit's period.")
          .register(registry);
  private volatile Supplier<Number> queue = () -> 0;

  public Metrics() {
    Gauge.builder("heel.queue", () -> queue.get())
        .description("Passes that wait for a thread.")
        .register(registry);
  }

  private final MultiGauge waiting =
      MultiGauge.builder("heel.datadog.budget.waiting")
          .description("Resources and lists that wait for their turn at a rate limit.")
          .register(registry);

  private final MultiGauge kept =
      MultiGauge.builder("heel.objects.kept")
          .description("Objects that stay in Datadog for a while since too many were deleted.")
          .register(registry);

  /** One row of a gauge: its labels, as name and value in turn, and its value. */
  public record Row(List<String> labels, double value) {
    public Row {
      labels = List.copyOf(labels);
    }

    /**
     * One row for each reason.
     *
     * @param ready the Ready condition of each resource; null for one that has none yet
     */
    public static List<Row> byReason(String kind, Stream<Condition> ready) {
      Map<String, Integer> counts = new TreeMap<>();
      ready
          .map(each -> each == null ? "Unknown" : each.reason())
          .forEach(reason -> counts.merge(reason, 1, Integer::sum));
      return counts.entrySet().stream()
          .map(e -> new Row(List.of("kind", kind, "reason", e.getKey()), e.getValue()))
          .toList();
    }
  }

  /** A call to Datadog ended; the status is 0 where no answer came. */
  public void called(NamespacedName account, Call call, int status, Duration took) {
    String code = status == 0 ? "none" : Integer.toString(status);
    Timer.builder("heel.datadog.calls")
        .description("Calls to Datadog's API.")
        .tags(
            "account", account.toString(),
            "kind", call.kind(),
            "verb", call.method().name(),
            "code", code)
        .register(registry)
        .record(took);
  }

  /** A pass over a resource of that kind ended. */
  public void passed(String kind, Reason reason, Duration took) {
    Timer.builder("heel.pass")
        .description("Passes over a resource.")
        .tags("kind", kind, "reason", reason.name())
        .register(registry)
        .record(took);
  }

  /** A change that was made in Datadog was found. */
  public void drifted(String kind) {
    counter("heel.drift.found", "Objects that somebody changed in Datadog.", kind).increment();
  }

  /** An object that stayed in Datadog when its resource went. */
  public void released(String kind) {
    counter("heel.objects.released", "Objects left in Datadog on deletion.", kind).increment();
  }

  /** A status was written to Kubernetes, with that reason. */
  public void wrote(String kind, Reason reason) {
    Counter.builder("heel.status.writes")
        .description("Statuses written to Kubernetes.")
        .tags("kind", kind, "reason", reason.name())
        .register(registry)
        .increment();
  }

  /**
   * Shows the number of passes that wait for a thread: of the controllers that live now, for the
   * registry keeps the first gauge of a name.
   */
  public void queue(Supplier<Number> length) {
    queue = length;
  }

  /** Where is read whether this process leads: 1 or 0. */
  public void leading(Supplier<Number> leads) {
    Gauge.builder("heel.leader", leads)
        .description("1 while this replica leads.")
        .register(registry);
  }

  /** How many resources there are, by kind and reason. */
  public void resources(List<Row> rows) {
    objects.register(rows.stream().map(Metrics::row).toList(), true);
  }

  /**
   * The rate limits of the accounts.
   *
   * @param left calls that are left
   * @param waits how many wait
   */
  public void budgets(List<Row> left, List<Row> waits) {
    budget.register(left.stream().map(Metrics::row).toList(), true);
    waiting.register(waits.stream().map(Metrics::row).toList(), true);
  }

  /** How many objects each account keeps. */
  public void kept(List<Row> rows) {
    kept.register(rows.stream().map(Metrics::row).toList(), true);
  }

  /** All of it, as Prometheus reads it. */
  public String text() {
    return registry.scrape();
  }

  private Counter counter(String name, String description, String kind) {
    return Counter.builder(name).description(description).tag("kind", kind).register(registry);
  }

  private static MultiGauge.Row<Number> row(Row row) {
    return MultiGauge.Row.of(Tags.of(row.labels().toArray(String[]::new)), row.value());
  }
}
