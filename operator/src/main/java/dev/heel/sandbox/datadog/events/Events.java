package dev.heel.sandbox.datadog.events;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.heel.sandbox.datadog.world.SandboxObject;
import dev.heel.sandbox.datadog.world.Store;
import dev.heel.sandbox.datadog.world.World;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The events that were sent to one organisation. Nobody edits or deletes an event. */
public final class Events {
  private final World world;
  private final Store<Long, Event> store;

  public Events(World world) {
    this.world = world;
    this.store = new Store<>(world);
  }

  Instant now() {
    return world.now();
  }

  Event create(long happened, ObjectNode sent) {
    Event event = new Event(world.nextEvent(), happened, sent);
    store.put(event.id(), event);
    return event;
  }

  Optional<Event> read(String id) {
    try {
      return store.read(Long.valueOf(id));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  List<Event> listed() {
    return store.listed();
  }

  /** Every event, as a GET answers it, oldest first. */
  public List<JsonNode> all() {
    return store.all().stream().<JsonNode>map(Event::read).toList();
  }

  public List<SandboxObject> objects() {
    return store.all().stream()
        .map(
            each ->
                new SandboxObject("event", String.valueOf(each.id()), each.title(), each.read()))
        .toList();
  }
}
