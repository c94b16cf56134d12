package dev.heel.sandbox.datadog.control;

import com.fasterxml.jackson.databind.JsonNode;
import dev.heel.sandbox.datadog.dashboards.Annotations;
import dev.heel.sandbox.datadog.dashboards.Dashboards;
import dev.heel.sandbox.datadog.downtimes.Downtimes;
import dev.heel.sandbox.datadog.events.Events;
import dev.heel.sandbox.datadog.monitors.MonitorGroup;
import dev.heel.sandbox.datadog.monitors.MonitorView;
import dev.heel.sandbox.datadog.monitors.Monitors;
import dev.heel.sandbox.datadog.world.Inventory;
import dev.heel.sandbox.datadog.world.Organisation;
import dev.heel.sandbox.datadog.world.SandboxObject;
import java.time.Duration;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * What a person does in Datadog's pages in one organisation: no call is counted for it, and nothing
 * is checked that only the API would refuse. Safe for many threads.
 */
public final class OrganisationPages {
  private final Organisation organisation;
  private final Contents contents;

  public OrganisationPages(Organisation organisation, Contents contents) {
    this.organisation = organisation;
    this.contents = contents;
  }

  public String name() {
    return organisation.name();
  }

  /** The short id that addresses and usage reports have. */
  public String publicId() {
    return organisation.publicId();
  }

  /** The id in API v2: a UUID. */
  public String id() {
    return organisation.id();
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
    return kept().all(foreign).stream().<JsonNode>map(MonitorView::read).toList();
  }

  /** One monitor as a GET answers it, whoever made it. */
  public Optional<JsonNode> monitor(long id) {
    return kept().store().get(id).map(MonitorView::read);
  }

  /**
   * An edit in the UI: a JSON merge patch over the monitor; nothing is checked.
   *
   * @return the monitor afterwards
   * @throws NoSuchElementException when there is none
   */
  public JsonNode edit(long id, JsonNode mergePatch) {
    return MonitorView.read(kept().edit(id, mergePatch));
  }

  /**
   * A deletion in the UI, whatever refers to the monitor.
   *
   * @return whether there was one
   */
  public boolean delete(long id) {
    return kept().store().remove(id);
  }

  /**
   * What the monitor's evaluation found. This does not count as a modification.
   *
   * @param state Alert, Warn, No Data, OK, Ignored, Skipped or Unknown
   * @throws NoSuchElementException when there is no such monitor
   */
  public void state(long id, String state, List<MonitorGroup> groups) {
    kept().state(id, state, groups);
  }

  /** Mutes a monitor from now on for a while, in all its groups. */
  public void mute(long id, Duration duration) {
    kept().mute(id, duration);
  }

  /**
   * Monitors of other people, as old ones: no list lags behind them.
   *
   * @return their ids
   */
  public List<Long> createForeign(int count) {
    return kept().createForeign(count);
  }

  /** A further user, whom a dashboard may then notify; the handle is an e-mail address. */
  public void addUser(String handle) {
    organisation.addUser(handle);
  }

  /** The dashboards. */
  public Dashboards dashboards() {
    return contents.dashboards().of(organisation);
  }

  /** The webhooks, by name. */
  public Inventory webhooks() {
    return inventory("webhooks");
  }

  /**
   * The objects of one kind.
   *
   * @param plural as {@code /_sandbox} names the kind: {@code webhook-variables}
   * @throws NoSuchElementException when there is no such kind
   */
  public Inventory inventory(String plural) {
    return contents.kinds().stream()
        .filter(kind -> kind.plural().equals(plural))
        .findFirst()
        .orElseThrow(() -> new NoSuchElementException("there is no kind " + plural))
        .objects()
        .of(organisation);
  }

  /** The downtimes. */
  public Downtimes downtimes() {
    return contents.downtimes().of(organisation);
  }

  /** The events. */
  public Events events() {
    return contents.events().of(organisation);
  }

  /** The annotations. */
  public Annotations annotations() {
    return contents.annotations().of(organisation);
  }

  /** What was made here since the start, of every kind but pictures. */
  public List<SandboxObject> objects() {
    return Stream.of(
            Stream.of(kept().objects()),
            contents.kinds().stream().map(kind -> kind.objects().of(organisation).objects()),
            Stream.of(events().objects(), annotations().objects()))
        .flatMap(Function.identity())
        .flatMap(List::stream)
        .toList();
  }

  private Monitors kept() {
    return contents.monitors().of(organisation);
  }
}
