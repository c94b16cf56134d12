package dev.heel.sandbox.datadog.world;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** The organisations of one server; the API key says which one a call is about. */
public final class Organisations {
  private final Consumer<Organisation> opened;
  private final Map<String, Organisation> byKey = new HashMap<>();
  private final List<Organisation> all = new ArrayList<>();

  /**
   * @param names of organisations by API key
   * @param opened what is done with each new one
   */
  public Organisations(Map<String, String> names, Consumer<Organisation> opened) {
    this.opened = opened;
    names.forEach(this::name);
  }

  /** The key's organisation; a key that was never seen opens a new one. */
  public synchronized Organisation of(String apiKey) {
    return byKey.computeIfAbsent(
        apiKey, key -> open(all.isEmpty() ? "Sandbox" : "Sandbox " + (all.size() + 1)));
  }

  /** Gives the key to the organisation of that name, which is opened if need be. */
  synchronized void name(String apiKey, String organisation) {
    Organisation found =
        all.stream()
            .filter(each -> each.name().equals(organisation))
            .findFirst()
            .orElseGet(() -> open(organisation));
    byKey.put(apiKey, found);
  }

  /** Lets a second key stand for the same organisation, as after a rotation. */
  public synchronized void same(String newKey, String knownKey) {
    byKey.put(newKey, of(knownKey));
  }

  public synchronized List<Organisation> all() {
    return List.copyOf(all);
  }

  private Organisation open(String name) {
    Organisation organisation = new Organisation(name, all.size() + 1);
    opened.accept(organisation);
    all.add(organisation);
    return organisation;
  }
}
