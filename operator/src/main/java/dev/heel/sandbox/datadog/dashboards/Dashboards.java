package dev.heel.sandbox.datadog.dashboards;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.heel.sandbox.datadog.text.Json;
import dev.heel.sandbox.datadog.text.Stamps;
import dev.heel.sandbox.datadog.world.Inventory;
import dev.heel.sandbox.datadog.world.SandboxObject;
import dev.heel.sandbox.datadog.world.Store;
import dev.heel.sandbox.datadog.world.World;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * The dashboards of one organisation. A deleted one lies in the bin and can be restored. A sequence
 * of calls that must not be interrupted holds the lock on {@link #store()}.
 */
public final class Dashboards implements Inventory {
  private final World world;
  private final Supplier<Set<String>> users;
  private final Store<String, Dashboard> store;

  /**
   * @param users handles of the organisation's users
   */
  public Dashboards(World world, Supplier<Set<String>> users) {
    this.world = world;
    this.users = users;
    this.store = new Store<>(world);
  }

  Store<String, Dashboard> store() {
    return store;
  }

  Dashboard create(ObjectNode sent) {
    String id = DashboardIds.own(world.nextDashboard());
    ObjectNode body = form(Set.of()).created(id, sent, world.now());
    Dashboard dashboard = new Dashboard(id, body, null, false);
    store.put(id, dashboard);
    return dashboard;
  }

  Dashboard replace(Dashboard old, ObjectNode sent) {
    DashboardForm form = form(DashboardWidgets.idsIn(old.body()));
    Dashboard replaced = old.with(form.replaced(old.body(), sent, world.now()));
    store.put(old.id(), replaced);
    return replaced;
  }

  void delete(Dashboard dashboard) {
    store.put(dashboard.id(), dashboard.deleted(world.now()));
  }

  void restore(Dashboard dashboard) {
    store.put(dashboard.id(), dashboard.deleted(null));
  }

  /** The dashboard as it is, if it is not in the bin. */
  Optional<Dashboard> present(String id) {
    return store.get(id).filter(dashboard -> !dashboard.isDeleted());
  }

  @Override
  public List<SandboxObject> objects() {
    return store.all().stream()
        .filter(dashboard -> !dashboard.isDeleted() && !dashboard.foreign())
        .map(each -> new SandboxObject("dashboard", each.id(), each.title(), each.body()))
        .toList();
  }

  @Override
  public Optional<JsonNode> get(String id) {
    return present(id).map(Dashboard::body);
  }

  @Override
  public JsonNode edit(String id, JsonNode mergePatch) {
    synchronized (store) {
      Dashboard dashboard = present(id).orElseThrow(() -> missing(id));
      ObjectNode body = Json.merged(dashboard.body(), mergePatch);
      body.put("url", DashboardForm.url(id, body.path("title").asText()));
      body.put("modified_at", Stamps.micros(world.now()));
      store.put(id, dashboard.with(body));
      return body;
    }
  }

  @Override
  public boolean delete(String id) {
    synchronized (store) {
      Optional<Dashboard> found = present(id);
      found.ifPresent(this::delete);
      return found.isPresent();
    }
  }

  @Override
  public List<String> createForeign(int count) {
    List<String> ids = new ArrayList<>();
    Instant made = world.now().minus(Duration.ofDays(30));
    for (int i = 0; i < count; i++) {
      long number = world.nextForeignDashboard();
      String id = DashboardIds.foreign(number);
      DashboardWidgets widgets = new DashboardWidgets(Set.of(), () -> number);
      ObjectNode body = new DashboardForm(users.get(), widgets).created(id, foreign(number), made);
      store.preload(id, new Dashboard(id, body, null, true));
      ids.add(id);
    }
    return ids;
  }

  private static ObjectNode foreign(long number) {
    ObjectNode body = Json.object();
    body.put("title", "Disks of rack " + number).put("layout_type", "ordered");
    body.put("description", "Kept by the storage team");
    ObjectNode note = body.putArray("widgets").addObject().putObject("definition");
    note.put("type", "note").put("content", "Rack " + number);
    return body;
  }

  private DashboardForm form(Set<Long> known) {
    return new DashboardForm(users.get(), new DashboardWidgets(known, world::nextWidget));
  }

  private static NoSuchElementException missing(String id) {
    return new NoSuchElementException("there is no dashboard " + id);
  }
}
