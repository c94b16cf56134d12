package dev.heel.sandbox.datadog.downtimes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.heel.sandbox.datadog.monitors.Monitor;
import dev.heel.sandbox.datadog.monitors.Muting;
import dev.heel.sandbox.datadog.text.Json;
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

/**
 * The downtimes of one organisation. A sequence of calls that must not be interrupted holds the
 * lock on {@link #store()}.
 */
public final class Downtimes implements Inventory {
  private static final String ID = "00000000-0000-4000-8000-%012d";
  private static final String FOREIGN_ID = "00000000-0000-4000-b000-%012d";

  private final World world;
  private final Store<String, Downtime> store;

  /** The downtimes that mute something at a moment. */
  record Active(List<Downtime> all, Instant now) implements Muting {
    @Override
    public List<ObjectNode> of(Monitor monitor) {
      return all.stream()
          .filter(each -> each.mutes(monitor))
          .map(each -> each.match(monitor, now))
          .toList();
    }
  }

  public Downtimes(World world) {
    this.world = world;
    this.store = new Store<>(world);
  }

  Store<String, Downtime> store() {
    return store;
  }

  DowntimeView view() {
    return new DowntimeView(world.now(), world.switches()::shuffled);
  }

  Instant now() {
    return world.now();
  }

  Downtime create(ObjectNode attributes, DowntimeSchedule schedule) {
    Instant now = world.now();
    String id = ID.formatted(world.nextDowntimeId());
    Downtime downtime =
        new Downtime(id, world.nextDowntime(), attributes, schedule, now, now, null, false);
    store.put(id, downtime);
    return downtime;
  }

  Downtime update(Downtime old, ObjectNode attributes, DowntimeSchedule schedule) {
    Downtime updated = old.with(attributes, schedule, world.now());
    store.put(old.id(), updated);
    return updated;
  }

  void cancel(Downtime downtime) {
    store.put(downtime.id(), downtime.cancel(world.now()));
  }

  /** The downtime as it is, canceled or not, as long as it is kept. */
  Optional<Downtime> present(String id) {
    return store.get(id).filter(downtime -> downtime.isKept(world.now()));
  }

  /** As a list shows them. */
  List<Downtime> listed() {
    return store.listed().stream().filter(downtime -> downtime.isKept(world.now())).toList();
  }

  /** Those that mute something now. */
  public Active active() {
    Instant now = world.now();
    return new Active(store.all().stream().filter(each -> each.isActive(now)).toList(), now);
  }

  /** Without those that are over: canceled or ended. */
  @Override
  public List<SandboxObject> objects() {
    Instant now = world.now();
    return store.all().stream()
        .filter(each -> !each.foreign() && each.canceled() == null)
        .filter(each -> !each.status(now).equals("ended"))
        .map(each -> new SandboxObject("downtime", each.id(), each.title(), view().data(each)))
        .toList();
  }

  @Override
  public Optional<JsonNode> get(String id) {
    return present(id).map(view()::data);
  }

  /** The patch is one of the attributes; a schedule in it replaces the old one. */
  @Override
  public JsonNode edit(String id, JsonNode mergePatch) {
    synchronized (store) {
      Downtime old = existing(id);
      ObjectNode attributes = Json.merged(old.attributes(), mergePatch);
      attributes.remove("schedule");
      DowntimeSchedule schedule =
          mergePatch.has("schedule")
              ? new DowntimeTimes(world.now()).read(mergePatch.get("schedule"))
              : old.schedule();
      return view().data(update(old, attributes, schedule));
    }
  }

  /** As if it had never been; {@link #cancel(String)} is what the UI offers. */
  @Override
  public boolean delete(String id) {
    return store.remove(id);
  }

  /**
   * Cancels it in the UI.
   *
   * @throws NoSuchElementException when there is none
   */
  public void cancel(String id) {
    synchronized (store) {
      cancel(existing(id));
    }
  }

  @Override
  public List<String> createForeign(int count) {
    List<String> ids = new ArrayList<>();
    Instant made = world.now().minus(Duration.ofDays(30));
    for (int i = 0; i < count; i++) {
      long number = world.nextForeignDowntime();
      String id = FOREIGN_ID.formatted(number);
      ObjectNode attributes = DowntimeForm.defaults().put("scope", "host:rack-" + number);
      attributes.put("message", "Rack " + number + " is being moved");
      attributes.putObject("monitor_identifier").putArray("monitor_tags").add("team:storage");
      DowntimeSchedule schedule = new DowntimeSchedule.OneTime(made, null);
      store.preload(
          id, new Downtime(id, world.nextDowntime(), attributes, schedule, made, made, null, true));
      ids.add(id);
    }
    return ids;
  }

  private Downtime existing(String id) {
    return present(id).orElseThrow(() -> new NoSuchElementException("there is no downtime " + id));
  }
}
