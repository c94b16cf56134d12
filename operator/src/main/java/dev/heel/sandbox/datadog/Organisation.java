package dev.heel.sandbox.datadog;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * One organisation and its objects, apart from all others. The public methods are what a person
 * does in Datadog's pages: no call is counted for them. Safe for many threads.
 */
public final class Organisation {
  /** Handle of the one user who makes everything here. */
  static final String USER = "sandbox@example.com";

  private final String name;
  private final int position;
  private final Monitors monitors;
  private final Set<String> users = ConcurrentHashMap.newKeySet();
  private final Dashboards dashboards;
  private final NamedObjects webhooks;
  private final NamedObjects webhookVariables;
  private final Downtimes downtimes;
  private final Events events;
  private final Annotations annotations;
  private final Store<String, Snapshot> snapshots;

  /**
   * @param position counted from 1 in each server: ids come from it
   */
  Organisation(World world, String name, int position) {
    this.name = name;
    this.position = position;
    this.monitors = new Monitors(world, number());
    this.dashboards = new Dashboards(world, () -> users);
    this.webhooks =
        new NamedObjects(world, "webhook", UnaryOperator.identity(), WebhookForm::foreignWebhook);
    this.webhookVariables =
        new NamedObjects(
            world, "webhook_variable", WebhookForm::shown, WebhookForm::foreignVariable);
    this.downtimes = new Downtimes(world);
    this.events = new Events(world);
    this.annotations = new Annotations(world);
    this.snapshots = new Store<>(world);
    users.add(USER);
  }

  public String name() {
    return name;
  }

  /** The short id that addresses and usage reports have. */
  public String publicId() {
    return "sandbox%09d".formatted(position);
  }

  /** The id in API v2: a UUID. */
  public String id() {
    return "00000000-0000-4000-9000-%012d".formatted(position);
  }

  /** The number that objects carry as {@code org_id}. */
  public int number() {
    return 1_000_000 + position;
  }

  /** The monitors that were made since the start, as a GET answers them, in the order of ids. */
  public List<JsonNode> monitors() {
    return views(false);
  }

  /** The monitors of others: preloaded, or made by {@link #createForeign}. */
  public List<JsonNode> foreignMonitors() {
    return views(true);
  }

  private List<JsonNode> views(boolean foreign) {
    return store().all().stream()
        .filter(monitor -> monitor.foreign() == foreign)
        .<JsonNode>map(MonitorView::read)
        .toList();
  }

  /** One monitor as a GET answers it, whoever made it. */
  public Optional<JsonNode> monitor(long id) {
    return store().get(id).map(MonitorView::read);
  }

  /**
   * An edit in the UI: a JSON merge patch over the monitor; nothing is checked.
   *
   * @return the monitor afterwards
   * @throws NoSuchElementException when there is none
   */
  public JsonNode edit(long id, JsonNode mergePatch) {
    return MonitorView.read(monitors.edit(id, mergePatch));
  }

  /**
   * A deletion in the UI, whatever refers to the monitor.
   *
   * @return whether there was one
   */
  public boolean delete(long id) {
    return store().remove(id);
  }

  /**
   * What the monitor's evaluation found. This does not count as a modification.
   *
   * @param state Alert, Warn, No Data, OK, Ignored, Skipped or Unknown
   * @throws NoSuchElementException when there is no such monitor
   */
  public void state(long id, String state, List<MonitorGroup> groups) {
    monitors.state(id, state, groups);
  }

  /** Mutes a monitor from now on for a while, in all its groups. */
  public void mute(long id, Duration duration) {
    monitors.mute(id, duration);
  }

  /**
   * Monitors of other people, as old ones: no list lags behind them.
   *
   * @return their ids
   */
  public List<Long> createForeign(int count) {
    return monitors.createForeign(count);
  }

  /** A further user, whom a dashboard may then notify; the handle is an e-mail address. */
  public void addUser(String handle) {
    users.add(handle);
  }

  /** The dashboards. */
  public Dashboards dashboards() {
    return dashboards;
  }

  /** The webhooks, by name. */
  public NamedObjects webhooks() {
    return webhooks;
  }

  /** The custom variables of webhooks, by name; the value of a secret one is not shown. */
  public NamedObjects webhookVariables() {
    return webhookVariables;
  }

  /** The downtimes. */
  public Downtimes downtimes() {
    return downtimes;
  }

  /** The events. */
  public Events events() {
    return events;
  }

  /** The annotations. */
  public Annotations annotations() {
    return annotations;
  }

  /** The pictures of graphs. */
  Store<String, Snapshot> snapshots() {
    return snapshots;
  }

  /** What was made here since the start, of every kind but pictures. */
  List<SandboxObject> objects() {
    return Stream.of(
            monitorObjects(),
            dashboards.objects(),
            webhooks.objects(),
            webhookVariables.objects(),
            downtimes.objects(),
            events.objects(),
            annotations.objects())
        .flatMap(List::stream)
        .toList();
  }

  private List<SandboxObject> monitorObjects() {
    return store().all().stream()
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

  Monitors monitorKind() {
    return monitors;
  }

  private Store<Long, Monitor> store() {
    return monitors.store();
  }
}
