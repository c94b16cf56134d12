package dev.heel.kinds.monitor;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.NumericNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.heel.engine.ApiKind;
import dev.heel.engine.Liveness;
import dev.heel.engine.ObjectType;
import dev.heel.engine.Report;
import dev.heel.engine.Scope;
import dev.heel.engine.identity.Identity;
import dev.heel.engine.read.Pointers;
import dev.heel.kinds.monitor.checks.MonitorChecks;
import dev.heel.kinds.monitor.query.MonitorType;
import dev.heel.kinds.monitor.query.ReadQuery;
import dev.heel.resource.Column;
import java.math.BigDecimal;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** {@link DatadogMonitor}, and the monitor that it becomes. */
public final class MonitorKind implements ApiKind<DatadogMonitor> {
  private static final ObjectType<DatadogMonitor> OBJECT =
      ObjectType.of(DatadogMonitor.class, MonitorSpec.class, "monitor")
          .routes(MonitorApi.ROUTES)
          .identity(new Identity.Tags("/tags"))
          .comparison(MonitorApi.COMPARISON)
          .nameField("/name")
          .immutable("/type")
          .checks(MonitorChecks.ALL)
          .build();

  private static final Set<String> AS_SETS =
      Set.of("/tags", "/restricted_roles", "/options/notify_by", "/options/renotify_statuses");
  private static final Set<String> TRIMMED =
      Set.of("/name", "/message", "/query", "/options/escalation_message");
  private static final Set<String> METRIC = Set.of("metric alert", "query alert");
  private static final String CRITICAL = "/options/thresholds/critical";

  @Override
  public ObjectType<DatadogMonitor> object() {
    return OBJECT;
  }

  @Override
  public ObjectNode shaped(ObjectNode body, Scope scope) {
    criticalByDefault(body);
    withoutIdleTimeframe(body);
    return body;
  }

  /**
   * The number in the query is the critical threshold: Datadog takes it from there when no
   * threshold is given, but refuses a threshold without critical. Composites and checks have none
   * in theirs.
   */
  private static void criticalByDefault(ObjectNode body) {
    MonitorType type = MonitorType.of(body.path("type").asText());
    JsonNode thresholds = body.at("/options/thresholds");
    boolean open = thresholds.isMissingNode() || thresholds.isNull() || thresholds.isObject();
    if (!type.hasComparison()
        || !open
        || !body.path("options").isMissingNode() && !body.path("options").isObject()) {
      return;
    }
    if (thresholds.isNull()) {
      Pointers.set(body, "/options/thresholds", null);
    }
    if (!body.at(CRITICAL).isNumber()) {
      ReadQuery.of(body)
          .comparison()
          .ifPresent(found -> Pointers.set(body, CRITICAL, number(found.value())));
    }
  }

  private static NumericNode number(BigDecimal value) {
    boolean small = value.stripTrailingZeros().scale() <= 0 && value.precision() <= 9;
    return small && value.abs().compareTo(BigDecimal.valueOf(Integer.MAX_VALUE)) < 0
        ? JsonNodeFactory.instance.numberNode(value.intValue())
        : JsonNodeFactory.instance.numberNode(value.doubleValue());
  }

  /** A time frame says nothing while silence is not reported; kept, it would look like a change. */
  private static void withoutIdleTimeframe(ObjectNode body) {
    if (!body.at("/options/notify_no_data").asBoolean()
        && !body.at("/options/no_data_timeframe").isMissingNode()) {
      Pointers.set(body, "/options/no_data_timeframe", null);
    }
  }

  @Override
  public Liveness liveness(JsonNode found) {
    return found.path("deleted").isMissingNode() || found.path("deleted").isNull()
        ? Liveness.LIVE
        : Liveness.GONE;
  }

  @Override
  public boolean same(String pointer, JsonNode a, JsonNode b) {
    JsonNode left = a == null ? NullNode.instance : a;
    JsonNode right = b == null ? NullNode.instance : b;
    if (pointer.equals("/type")) {
      return METRIC.contains(left.asText()) && METRIC.contains(right.asText());
    }
    if (AS_SETS.contains(pointer)) {
      return items(left).equals(items(right));
    }
    if (TRIMMED.contains(pointer)) {
      return text(left).equals(text(right));
    }
    return pointer.equals("/priority") && left.asInt(0) == 0 && right.asInt(0) == 0;
  }

  private static String text(JsonNode value) {
    return value.isNull() ? "" : value.asText().strip();
  }

  private static Set<String> items(JsonNode array) {
    Set<String> items = new TreeSet<>();
    array.forEach(item -> items.add(item.asText()));
    return items;
  }

  @Override
  public List<String> messages() {
    return List.of("/message", "/options/escalation_message");
  }

  @Override
  public List<Column> ownColumns() {
    return List.of(Column.text("STATE", ".status.state"), ID);
  }

  @Override
  public Report report(JsonNode found) {
    return MonitorReport.of(found);
  }
}
