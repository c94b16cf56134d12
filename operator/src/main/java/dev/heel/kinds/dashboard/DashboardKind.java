package dev.heel.kinds.dashboard;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.heel.engine.ApiKind;
import dev.heel.engine.Liveness;
import dev.heel.engine.ObjectType;
import dev.heel.engine.Scope;
import dev.heel.engine.compare.Canonical;
import dev.heel.engine.compare.Change;
import dev.heel.engine.identity.Identity;
import dev.heel.engine.read.Pointers;
import dev.heel.resource.Kind;
import java.util.HashSet;
import java.util.Set;

/** {@link DatadogDashboard}, and the dashboard that it becomes. */
public final class DashboardKind implements ApiKind<DatadogDashboard> {
  private static final ObjectType<DatadogDashboard> OBJECT =
      ObjectType.of(DatadogDashboard.class, DashboardSpec.class, "dashboard")
          .routes(DashboardApi.ROUTES)
          // In the description, since a dashboard's tags name teams only; lists show it.
          .identity(new Identity.Line("/description"))
          .comparison(DashboardApi.COMPARISON)
          .nameField("/title")
          .checks(DashboardChecks.ALL)
          .build();

  /** Datadog gives these back in an order of its own. */
  private static final Set<String> AS_SETS =
      Set.of("/tags", "/notify_list", "/restricted_roles", "/template_variable_presets");

  private static final Set<String> TRIMMED = Set.of("/title", "/description");

  @Override
  public ObjectType<DatadogDashboard> object() {
    return OBJECT;
  }

  @Override
  public ObjectNode shaped(ObjectNode body, Scope scope) {
    WidgetIds.byPosition(body);
    if (!body.hasNonNull("layout_type")) {
      body.put("layout_type", "ordered");
    }
    return body;
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

  /** Its id, and how many widgets it has. */
  @Override
  public String glance(JsonNode status, JsonNode object) {
    int count = object.path("widgets").size();
    String widgets = object.isMissingNode() ? "" : count + (count == 1 ? " widget" : " widgets");
    return Kind.words(status.path("id").asText(""), widgets);
  }
}
