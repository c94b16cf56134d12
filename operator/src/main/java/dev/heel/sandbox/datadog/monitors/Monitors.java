package dev.heel.sandbox.datadog.monitors;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.heel.sandbox.datadog.text.Json;
import dev.heel.sandbox.datadog.text.Stamps;
import dev.heel.sandbox.datadog.world.SandboxObject;
import dev.heel.sandbox.datadog.world.Store;
import dev.heel.sandbox.datadog.world.World;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.function.UnaryOperator;

/**
 * The monitors of one organisation. A sequence of calls that must not be interrupted holds the lock
 * on {@link #store()}.
 */
public final class Monitors {
  private final World world;
  private final int organisation;
  private final Store<Long, Monitor> store;

  /**
   * @param organisation the number that monitors carry as {@code org_id}
   */
  public Monitors(World world, int organisation) {
    this.world = world;
    this.organisation = organisation;
    this.store = new Store<>(world);
  }

  public Store<Long, Monitor> store() {
    return store;
  }

  Monitor create(MonitorDefinition definition) {
    long id = world.nextMonitor();
    Monitor monitor =
        new Monitor(id, body(id, definition, world.now()), List.of(), List.of(), false);
    store.put(id, monitor);
    return monitor;
  }

  Monitor update(Monitor monitor, MonitorDefinition definition) {
    ObjectNode body = Json.shallow(monitor.body());
    body.setAll(MonitorForm.kept(definition, monitor.id()));
    body.put("modified", Stamps.micros(world.now()));
    Monitor updated = monitor.with(body);
    store.put(monitor.id(), updated);
    return updated;
  }

  /** The composite monitors that use this one. */
  List<Monitor> usersOf(long id) {
    return store.all().stream()
        .filter(monitor -> monitor.type().equals("composite"))
        .filter(monitor -> MonitorQuery.parts(monitor.query()).contains(id))
        .toList();
  }

  /** An edit in the UI: a JSON merge patch; nothing is checked. */
  public Monitor edit(long id, JsonNode mergePatch) {
    return change(
        id,
        monitor -> {
          ObjectNode body = Json.merged(monitor.body(), mergePatch);
          body.put("modified", Stamps.micros(world.now()));
          return monitor.with(body);
        });
  }

  /** What the evaluation found; this does not count as a modification. */
  public void state(long id, String state, List<MonitorGroup> groups) {
    change(
        id,
        monitor -> {
          ObjectNode body = Json.shallow(monitor.body());
          body.put("overall_state", state);
          body.put("overall_state_modified", Stamps.seconds(world.now()));
          return monitor.with(body).withGroups(List.copyOf(groups));
        });
  }

  /** Mutes a monitor from now on for a while, in all its groups. */
  public void mute(long id, Duration duration) {
    long start = world.now().getEpochSecond();
    long end = start + duration.toSeconds();
    ObjectNode downtime = Json.object();
    downtime.put("id", world.nextDowntime()).put("active", true).put("monitor_id", id);
    downtime.put("start", start).put("end", end);
    downtime.putArray("scope").add("*");
    downtime.putArray("groups").add("total");
    change(
        id,
        monitor -> {
          ObjectNode silenced = Json.object();
          silenced.putObject("options").putObject("silenced").put("*", end);
          List<ObjectNode> all = new ArrayList<>(monitor.downtimes());
          all.add(downtime);
          return monitor.with(Json.merged(monitor.body(), silenced)).withDowntimes(all);
        });
  }

  /** Monitors of other people, as old ones: no list lags behind them. */
  public List<Long> createForeign(int count) {
    List<Long> ids = new ArrayList<>();
    Instant made = world.now().minus(Duration.ofDays(30));
    for (int i = 0; i < count; i++) {
      long id = world.nextForeignMonitor();
      ObjectNode definition = ForeignMonitors.definition(id);
      ObjectNode body = body(id, new MonitorDefinition(definition, store::get), made);
      store.preload(id, new Monitor(id, body, List.of(), List.of(), true));
      ids.add(id);
    }
    return ids;
  }

  /** Those that were made since the start, or else those of others, in the order of ids. */
  public List<Monitor> all(boolean foreign) {
    return store.all().stream().filter(monitor -> monitor.foreign() == foreign).toList();
  }

  public List<SandboxObject> objects() {
    return all(false).stream()
        .map(
            each ->
                new SandboxObject(
                    "monitor", String.valueOf(each.id()), each.name(), MonitorView.read(each)))
        .toList();
  }

  private Monitor change(long id, UnaryOperator<Monitor> how) {
    synchronized (store) {
      Monitor monitor =
          store.get(id).orElseThrow(() -> new NoSuchElementException("there is no monitor " + id));
      Monitor changed = how.apply(monitor);
      store.put(id, changed);
      return changed;
    }
  }

  private ObjectNode body(long id, MonitorDefinition definition, Instant made) {
    ObjectNode body = Json.object();
    body.put("id", id).put("org_id", organisation);
    body.setAll(MonitorForm.kept(definition, id));
    body.put("created_at", made.getEpochSecond() * 1000);
    body.put("created", Stamps.micros(made)).put("modified", Stamps.micros(made));
    body.putNull("deleted").putNull("overall_state_modified").put("overall_state", "No Data");
    ObjectNode creator = body.putObject("creator");
    creator.put("name", "Sandbox user").put("handle", "sandbox@example.com");
    creator.put("email", "sandbox@example.com").put("id", 1_000_000 + organisation);
    return body;
  }
}
