package dev.heel.kinds.dashboard;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.heel.engine.ApiKind;
import dev.heel.engine.Canonical;
import dev.heel.engine.Change;
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
import dev.heel.resource.ApiSpec;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** {@link DatadogDashboard}, and the dashboard that it becomes. */
public final class DashboardKind implements ApiKind<DatadogDashboard> {
  /** In the description, since a dashboard's tags name teams only; lists show it. */
  private static final Identity IDENTITY = new Identity.Line("/description");

  /** Datadog gives these back in an order of its own. */
  private static final Set<String> AS_SETS =
      Set.of("/tags", "/notify_list", "/restricted_roles", "/template_variable_presets");

  private static final Set<String> TRIMMED = Set.of("/title", "/description");

  @Override
  public Class<DatadogDashboard> type() {
    return DatadogDashboard.class;
  }

  @Override
  public Class<? extends ApiSpec> spec() {
    return DashboardSpec.class;
  }

  @Override
  public String noun() {
    return "dashboard";
  }

  @Override
  public Routes routes() {
    return DashboardApi.ROUTES;
  }

  @Override
  public Identity identity() {
    return IDENTITY;
  }

  @Override
  public Comparison comparison() {
    return DashboardApi.COMPARISON;
  }

  @Override
  public List<Check> checks() {
    return DashboardChecks.ALL;
  }

  @Override
  public JsonNode desired(DatadogDashboard resource, Scope scope) {
    ObjectNode body = Draft.of(resource, DashboardSpec.class, scope.definition()).body();
    WidgetIds.byPosition(body);
    withoutServersOwn(body);
    ObjectNode replaced = References.replaced(body, scope);
    byDefault(replaced, "title", resource.getMetadata().getName());
    byDefault(replaced, "layout_type", "ordered");
    return IDENTITY.mark(replaced, scope.owner());
  }

  /** What an export of an existing dashboard brings along. */
  private static void withoutServersOwn(ObjectNode body) {
    for (String pattern : DashboardApi.COMPARISON.serverOwned()) {
      if (!pattern.contains("*") && !body.at(pattern).isMissingNode()) {
        Pointers.set(body, pattern, null);
      }
    }
  }

  private static void byDefault(ObjectNode body, String field, String value) {
    if (!body.hasNonNull(field)) {
      body.put(field, value);
    }
  }

  @Override
  public JsonNode carried(JsonNode desired, JsonNode found) {
    return WidgetIds.carried(desired, found);
  }

  /** Datadog drops the handles of users that it does not know, and says nothing. */
  @Override
  public boolean isOmission(Change change) {
    return change.pointer().equals("/notify_list")
        && change.wanted() != null
        && (change.found() == null || items(change.wanted()).containsAll(items(change.found())));
  }

  @Override
  public Liveness liveness(JsonNode found) {
    return found.path("deleted_at").isMissingNode() || found.path("deleted_at").isNull()
        ? Liveness.LIVE
        : Liveness.GONE;
  }

  @Override
  public Set<String> immutable() {
    return Set.of();
  }

  @Override
  public boolean same(String pointer, JsonNode a, JsonNode b) {
    if (AS_SETS.contains(pointer)) {
      return items(a).equals(items(b));
    }
    if (TRIMMED.contains(pointer)) {
      return a.isTextual() && b.isTextual() && a.asText().strip().equals(b.asText().strip());
    }
    return DashboardApi.COMPARISON.serverOwned().stream()
        .anyMatch(pattern -> Pointers.covers(pattern, pointer));
  }

  private static Set<JsonNode> items(JsonNode array) {
    Set<JsonNode> items = new HashSet<>();
    array.forEach(item -> items.add(Canonical.of(item)));
    return items;
  }

  @Override
  public Report report(JsonNode found) {
    return Report.NONE;
  }
}
