package dev.heel.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import dev.heel.manifest.ReadFile;
import dev.heel.sandbox.kubernetes.KubernetesRefusal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiConsumer;

/** The manifests that a sandbox holds, and how it comes to hold others when files change. */
public final class Applied {
  private final Sandbox sandbox;
  private final BiConsumer<ObjectKey, String> refusals;
  private final List<String> added;
  private Map<ObjectKey, JsonNode> objects = Map.of();
  private final SortedMap<String, Integer> leftOut = new TreeMap<>();
  private boolean whole = true;

  private Applied(Sandbox sandbox, BiConsumer<ObjectKey, String> refusals, List<String> added) {
    this.sandbox = sandbox;
    this.refusals = refusals;
    this.added = added;
  }

  /**
   * Applies what was read, each object on its own: one that is refused stops no other.
   *
   * @param refusals told each refused object and the API server's sentence
   */
  public static Applied to(
      Sandbox sandbox, List<ReadFile> files, BiConsumer<ObjectKey, String> refusals) {
    Inventory inventory = inventory(sandbox, files);
    Applied applied = new Applied(sandbox, refusals, inventory.added());
    applied.become(inventory);
    return applied;
  }

  /** What was added to the manifests, in a sentence each. */
  public List<String> added() {
    return added;
  }

  /** How many objects there are of each kind that the sandbox does not have, such as an Ingress. */
  public SortedMap<String, Integer> leftOut() {
    return Collections.unmodifiableSortedMap(leftOut);
  }

  /** Whether nothing was refused; what is left out is not. */
  public boolean isWhole() {
    return whole;
  }

  /**
   * Makes the sandbox hold these manifests instead: applies what is new or different, deletes what
   * is gone.
   *
   * @return what was done, a line each
   */
  public List<String> become(List<ReadFile> files) {
    return become(inventory(sandbox, files));
  }

  private synchronized List<String> become(Inventory inventory) {
    Map<ObjectKey, JsonNode> next = new LinkedHashMap<>();
    List<String> done = new ArrayList<>();
    leftOut.clear();
    for (JsonNode object : inventory.objects()) {
      ObjectKey key = ObjectKey.of(object);
      if (!sandbox.serves(object)) {
        leftOut.merge(key.kind(), 1, Integer::sum);
        continue;
      }
      next.put(key, object);
      if (!object.equals(objects.get(key)) && apply(key, object)) {
        done.add((objects.containsKey(key) ? "changed " : "added ") + key);
      }
    }
    objects.keySet().stream()
        .filter(key -> !next.containsKey(key))
        .forEach(
            key -> {
              sandbox.delete(key);
              done.add("deleted " + key);
            });
    objects = next;
    return done;
  }

  private boolean apply(ObjectKey key, JsonNode object) {
    try {
      sandbox.apply(object);
      return true;
    } catch (KubernetesRefusal e) {
      whole = false;
      refusals.accept(key, e.getMessage());
      return false;
    }
  }

  private static Inventory inventory(Sandbox sandbox, List<ReadFile> files) {
    return Inventory.of(
        files.stream().flatMap(file -> file.manifests().stream()).toList(),
        sandbox.defaultAccount());
  }
}
