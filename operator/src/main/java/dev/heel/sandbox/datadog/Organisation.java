package dev.heel.sandbox.datadog;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * One organisation and its objects, apart from all others. The public methods are what a person
 * does in Datadog's pages: no call is counted for them. Safe for many threads.
 */
public final class Organisation {
  private final World world;
  private final String name;
  private final int number;
  private final Store<Long, Monitor> monitors;

  Organisation(World world, String name, int number) {
    this.world = world;
    this.name = name;
    this.number = number;
    this.monitors = new Store<>(world);
  }

  public String name() {
    return name;
  }

  /** As addresses and usage reports have it. */
  public String publicId() {
    return "sandbox%09d".formatted(number);
  }

  /** The id in API v2: a UUID. */
  public String id() {
    return "00000000-0000-4000-9000-%012d".formatted(number);
  }

  /** The number that objects carry as {@code org_id}. */
  public int number() {
    return 1_000_000 + number;
  }

  /** The monitors that were made since the start, as a GET answers them, in the order of ids. */
  public List<JsonNode> monitors() {
    return views(false);
  }

  /** The monitors that others had before the start. */
  public List<JsonNode> foreignMonitors() {
    return views(true);
  }

  private List<JsonNode> views(boolean foreign) {
    return monitors.all().stream()
        .filter(monitor -> monitor.foreign() == foreign)
        .<JsonNode>map(MonitorView::read)
        .toList();
  }

  /** One monitor as a GET answers it, whoever made it. */
  public Optional<JsonNode> monitor(long id) {
    return monitors.get(id).map(MonitorView::read);
  }

  /**
   * An edit in the UI: a JSON merge patch over the monitor; nothing is checked.
   *
   * @return the monitor afterwards
   * @throws NoSuchElementException when there is none
   */
  public JsonNode edit(long id, JsonNode mergePatch) {
    Monitor edited =
        change(
            id,
            monitor -> {
              ObjectNode body = Json.merged(monitor.body(), mergePatch);
              body.put("modified", Stamps.micros(world.now()));
              return monitor.with(body);
            });
    return MonitorView.read(edited);
  }

  /**
   * A deletion in the UI, whatever refers to the monitor.
   *
   * @return whether there was one
   */
  public boolean delete(long id) {
    return monitors.remove(id);
  }

  /**
   * What the monitor's evaluation found. This does not count as a modification.
   *
   * @param state Alert, Warn, No Data, OK, Ignored, Skipped or Unknown
   */
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

  /**
   * Monitors of other people, as old ones: no list lags behind them.
   *
   * @return their ids
   */
  public List<Long> createForeign(int count) {
    List<Long> ids = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      long id = world.nextForeignMonitor();
      ObjectNode definition = ForeignMonitors.definition(id);
      Instant made = world.now().minus(Duration.ofDays(30));
      ObjectNode body = body(id, new MonitorDefinition(definition, monitors::get), made);
      monitors.preload(id, new Monitor(id, body, List.of(), List.of(), true));
      ids.add(id);
    }
    return ids;
  }

  /** What was made here since the start. */
  List<SandboxObject> objects() {
    return monitors.all().stream()
        .filter(monitor -> !monitor.foreign())
        .map(
            monitor ->
                new SandboxObject(
                    "monitor",
                    String.valueOf(monitor.id()),
                    monitor.name(),
                    MonitorView.read(monitor)))
        .toList();
  }

  Store<Long, Monitor> store() {
    return monitors;
  }

  Monitor create(MonitorDefinition definition) {
    long id = world.nextMonitor();
    Monitor monitor =
        new Monitor(id, body(id, definition, world.now()), List.of(), List.of(), false);
    monitors.put(id, monitor);
    return monitor;
  }

  Monitor update(Monitor monitor, MonitorDefinition definition) {
    ObjectNode body = Json.shallow(monitor.body());
    body.setAll(MonitorForm.kept(definition, monitor.id()));
    body.put("modified", Stamps.micros(world.now()));
    Monitor updated = monitor.with(body);
    monitors.put(monitor.id(), updated);
    return updated;
  }

  /** The composite monitors that use this one. */
  List<Monitor> usersOf(long id) {
    return monitors.all().stream()
        .filter(monitor -> monitor.type().equals("composite"))
        .filter(monitor -> MonitorQuery.parts(monitor.query()).contains(id))
        .toList();
  }

  private Monitor change(long id, UnaryOperator<Monitor> how) {
    synchronized (monitors) {
      Monitor monitor =
          monitors
              .get(id)
              .orElseThrow(() -> new NoSuchElementException("there is no monitor " + id));
      Monitor changed = how.apply(monitor);
      monitors.put(id, changed);
      return changed;
    }
  }

  private ObjectNode body(long id, MonitorDefinition definition, Instant made) {
    ObjectNode body = Json.object();
    body.put("id", id).put("org_id", number());
    body.setAll(MonitorForm.kept(definition, id));
    body.put("created_at", made.getEpochSecond() * 1000);
    body.put("created", Stamps.micros(made)).put("modified", Stamps.micros(made));
    body.putNull("deleted").putNull("overall_state_modified").put("overall_state", "No Data");
    body.set("creator", creator());
    return body;
  }

  private ObjectNode creator() {
    ObjectNode creator = Json.object();
    creator.put("name", "Sandbox user").put("handle", "sandbox@example.com");
    creator.put("email", "sandbox@example.com").put("id", 2_000_000 + number);
    return creator;
  }
}
