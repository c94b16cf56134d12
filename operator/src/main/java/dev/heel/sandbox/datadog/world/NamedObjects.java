package dev.heel.sandbox.datadog.world;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.heel.sandbox.datadog.text.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.function.UnaryOperator;

/**
 * The objects of one kind that names tell apart, in one organisation. A sequence of calls that must
 * not be interrupted holds the lock on {@link #store()}.
 */
public final class NamedObjects implements Inventory {
  private final String kind;
  private final Store<String, Named> store;
  private final UnaryOperator<ObjectNode> view;
  private final IntFunction<ObjectNode> foreign;

  /**
   * @param kind what a {@link SandboxObject} calls it
   * @param view what of a kept body is shown
   * @param foreign body of the foreign object with that number
   */
  public NamedObjects(
      World world, String kind, UnaryOperator<ObjectNode> view, IntFunction<ObjectNode> foreign) {
    this.kind = kind;
    this.store = new Store<>(world);
    this.view = view;
    this.foreign = foreign;
  }

  public Store<String, Named> store() {
    return store;
  }

  /** The object as a GET sees it. */
  public Optional<ObjectNode> read(String name) {
    return store.read(name).map(object -> view.apply(object.body()));
  }

  /** Keeps an object under the name in its body, and shows it. */
  public ObjectNode put(ObjectNode body) {
    String name = nameIn(body);
    store.put(name, new Named(name, body, false));
    return view.apply(body);
  }

  /** Keeps an object in the place of an old one, whose name may be another. */
  public ObjectNode replace(Named old, ObjectNode body) {
    String name = nameIn(body);
    if (!name.equals(old.name())) {
      store.remove(old.name());
    }
    store.put(name, new Named(name, body, old.foreign()));
    return view.apply(body);
  }

  @Override
  public List<SandboxObject> objects() {
    return store.all().stream()
        .filter(object -> !object.foreign())
        .map(each -> new SandboxObject(kind, each.name(), each.name(), view.apply(each.body())))
        .toList();
  }

  @Override
  public Optional<JsonNode> get(String name) {
    return store.get(name).map(object -> view.apply(object.body()));
  }

  @Override
  public JsonNode edit(String name, JsonNode mergePatch) {
    synchronized (store) {
      Named old =
          store
              .get(name)
              .orElseThrow(() -> new NoSuchElementException("there is no " + kind + " " + name));
      return replace(old, Json.merged(old.body(), mergePatch));
    }
  }

  @Override
  public boolean delete(String name) {
    return store.remove(name);
  }

  @Override
  public List<String> createForeign(int count) {
    synchronized (store) {
      List<String> names = new ArrayList<>();
      for (int number = 1; names.size() < count; number++) {
        ObjectNode body = foreign.apply(number);
        String name = nameIn(body);
        if (store.get(name).isEmpty()) {
          store.preload(name, new Named(name, body, true));
          names.add(name);
        }
      }
      return names;
    }
  }

  private static String nameIn(ObjectNode body) {
    return body.path("name").asText();
  }
}
