package dev.heel.kinds.monitor;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.NumericNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.heel.engine.ApiKind;
import dev.heel.engine.Check;
import dev.heel.engine.Comparison;
import dev.heel.engine.Draft;
import dev.heel.engine.Identity;
import dev.heel.engine.Liveness;
import dev.heel.engine.Pointers;
import dev.heel.engine.References;
import dev.heel.engine.Report;
import dev.heel.engine.Routes;
import dev.heel.engine.Scope;
import dev.heel.kinds.monitor.checks.MonitorChecks;
import dev.heel.kinds.monitor.query.MonitorQuery;
import dev.heel.kinds.monitor.query.MonitorType;
import dev.heel.resource.ApiSpec;
import java.math.BigDecimal;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** {@link DatadogMonitor}, and the monitor that it becomes. */
public final class MonitorKind implements ApiKind<DatadogMonitor> {
  private static final Identity IDENTITY = new Identity.Tags("/tags");
  private static final Set<String> AS_SETS =
      Set.of("/tags", "/restricted_roles", "/options/notify_by", "/options/renotify_statuses");
  private static final Set<String> TRIMMED =
      Set.of("/name", "/message", "/query", "/options/escalation_message");
  private static final Set<String> METRIC = Set.of("metric alert", "query alert");
  private static final String CRITICAL = "/options/thresholds/critical";

  @Override
  public Class<DatadogMonitor> type() {
    return DatadogMonitor.class;
  }

  @Override
  public Class<? extends ApiSpec> spec() {
    return MonitorSpec.class;
  }

  @Override
  public String noun() {
    return "monitor";
  }

  @Override
  public Routes routes() {
    return MonitorApi.ROUTES;
  }

  @Override
  public Identity identity() {
    return IDENTITY;
  }

  @Override
  public Comparison comparison() {
    return MonitorApi.COMPARISON;
  }

  @Override
  public List<Check> checks() {
    return MonitorChecks.ALL;
  }

  @Override
  public JsonNode desired(DatadogMonitor resource, Scope scope) {
    ObjectNode body = Draft.of(resource, MonitorSpec.class, scope.definition()).body();
    withoutServersOwn(body);
    ObjectNode replaced = References.replaced(body, scope);
    nameByDefault(replaced, resource.getMetadata().getName());
    criticalByDefault(replaced);
    withoutIdleTimeframe(replaced);
    return IDENTITY.mark(replaced, scope.owner());
  }

  /** What an export of an existing monitor brings along: its id, creator, state and the like. */
  private static void withoutServersOwn(ObjectNode body) {
    for (String pattern : MonitorApi.COMPARISON.serverOwned()) {
      if (!pattern.contains("*") && !body.at(pattern).isMissingNode()) {
        Pointers.set(body, pattern, null);
      }
    }
  }

  private static void nameByDefault(ObjectNode body, String name) {
    if (!body.hasNonNull("name")) {
      body.put("name", name);
    }
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
      new MonitorQuery(body.path("query").asText())
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
  public Set<String> immutable() {
    return Set.of("/type");
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
  public Report report(JsonNode found) {
    return MonitorReport.of(found);
  }
}
