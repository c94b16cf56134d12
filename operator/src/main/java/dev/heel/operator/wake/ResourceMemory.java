package dev.heel.operator.wake;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;

/**
 * What this process remembers of resources from one pass to the next. All of one resource is in one
 * place, under its uid, so that it goes with the resource, whoever kept it. A uid is never used
 * again: one that is made again under the same name begins with nothing.
 */
public final class ResourceMemory {
  private final Map<String, Map<Slot<?>, Object>> byUid = new ConcurrentHashMap<>();

  /**
   * What one class remembers of each resource.
   *
   * @param <T> what that is; it is shared between threads, so it never changes
   */
  public static final class Slot<T> {
    private final Map<String, Map<Slot<?>, Object>> byUid;

    private Slot(Map<String, Map<Slot<?>, Object>> byUid) {
      this.byUid = byUid;
    }

    /** Null if nothing is remembered. */
    @SuppressWarnings("unchecked") // only this slot puts its values in
    public T get(String uid) {
      return (T) byUid.getOrDefault(uid, Map.of()).get(this);
    }

    /** Remembers it, in place of what is given back: null if that is nothing. */
    @SuppressWarnings("unchecked") // only this slot puts its values in
    public T put(String uid, T value) {
      return (T) all(uid).put(this, value);
    }

    /** Remembers it unless there is something already. */
    public void putIfAbsent(String uid, T value) {
      all(uid).putIfAbsent(this, value);
    }

    /** Remembers what is made of what is there, which is null at first; gives back the new one. */
    @SuppressWarnings("unchecked") // only this slot puts its values in
    public T update(String uid, UnaryOperator<T> change) {
      return (T) all(uid).compute(this, (slot, before) -> change.apply((T) before));
    }

    /** Nothing is remembered here any more; the other slots keep theirs. */
    public void clear(String uid) {
      byUid.computeIfPresent(uid, (each, all) -> without(all));
    }

    private Map<Slot<?>, Object> without(Map<Slot<?>, Object> all) {
      all.remove(this);
      return all;
    }

    private Map<Slot<?>, Object> all(String uid) {
      return byUid.computeIfAbsent(uid, each -> new ConcurrentHashMap<>(4));
    }
  }

  /** A place for one thing to remember of each resource. */
  public <T> Slot<T> slot() {
    return new Slot<>(byUid);
  }

  /**
   * Nothing of it is remembered any more, nor of what belongs to it: that is kept under the uid and
   * more, such as {@code UID/kubernetes}.
   */
  public void forget(String uid) {
    byUid.keySet().removeIf(each -> each.equals(uid) || each.startsWith(uid + "/"));
  }
}
