package dev.heel.sandbox.kubernetes.store;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * All objects, one counter of versions, and for each kind a history of its last changes. Trees that
 * go in and come out are shared and must not be changed.
 */
public final class Store {
  /** Objects of one kind at one version. */
  public record Snapshot(long version, List<ObjectNode> objects) {}

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Map<String, NavigableMap<String, ObjectNode>> objects = new HashMap<>();
  private final Map<String, Deque<Change>> histories = new HashMap<>();
  private final Map<String, Long> forgotten = new HashMap<>();
  private final List<Consumer<Change>> listeners = new CopyOnWriteArrayList<>();
  private final int historySize;
  private long version = 1;

  /**
   * @param historySize how many changes of each kind are remembered
   */
  public Store(int historySize) {
    this.historySize = historySize;
  }

  /** Runs {@code work} while nobody else reads or writes. */
  public <T> T atomically(Supplier<T> work) {
    lock.lock();
    try {
      return work.get();
    } finally {
      lock.unlock();
    }
  }

  /** Calls {@code listener} after each change, inside the writer's lock: it must be quick. */
  public void onChange(Consumer<Change> listener) {
    listeners.add(listener);
  }

  public long version() {
    return atomically(() -> version);
  }

  /** The object, or null. */
  public ObjectNode get(Key key) {
    return atomically(() -> kind(key.storage()).get(key.place()));
  }

  /** The objects of one kind in one namespace, or in all if that is empty. */
  public Snapshot list(String storage, String namespace) {
    return atomically(() -> new Snapshot(version, in(kind(storage), namespace)));
  }

  /**
   * The objects as they were at an older version.
   *
   * @throws Refusal 410 if the history does not reach back so far
   */
  public Snapshot listAt(String storage, String namespace, long then) {
    return atomically(
        () -> {
          List<Change> later = since(storage, then);
          NavigableMap<String, ObjectNode> past = new TreeMap<>(kind(storage));
          for (int i = later.size() - 1; i >= 0; i--) {
            put(past, later.get(i).key(), later.get(i).before());
          }
          return new Snapshot(then, in(past, namespace));
        });
  }

  /** Stores {@code object} with the next version as its resourceVersion, and gives it back. */
  public ObjectNode write(Key key, ObjectNode object) {
    return atomically(
        () -> {
          ObjectNode stored = object.deepCopy();
          stored.withObject("/metadata").put("resourceVersion", Long.toString(++version));
          record(key, stored);
          return stored;
        });
  }

  /** Removes the object and gives back its last state, with the version of the removal. */
  public ObjectNode remove(Key key, ObjectNode last) {
    return atomically(
        () -> {
          ObjectNode gone = last.deepCopy();
          gone.withObject("/metadata").put("resourceVersion", Long.toString(++version));
          kind(key.storage()).put(key.place(), gone);
          record(key, null);
          return gone;
        });
  }

  /**
   * The changes of one kind after {@code then}, oldest first.
   *
   * @throws Refusal 410 if some of them are forgotten
   */
  public List<Change> since(String storage, long then) {
    return atomically(
        () -> {
          long oldest = forgotten.getOrDefault(storage, 0L);
          if (then < oldest) {
            throw Refusal.expired(then, oldest);
          }
          Deque<Change> found = new ArrayDeque<>();
          Iterator<Change> newestFirst = history(storage).descendingIterator();
          while (newestFirst.hasNext()) {
            Change change = newestFirst.next();
            if (change.version() <= then) {
              break;
            }
            found.addFirst(change);
          }
          return List.copyOf(found);
        });
  }

  /** Waits until anything is written after {@code then}, at most so long. */
  public void await(long then, long milliseconds) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      long left = TimeUnit.MILLISECONDS.toNanos(milliseconds);
      while (version <= then && left > 0) {
        left = changed.awaitNanos(left);
      }
    } finally {
      lock.unlock();
    }
  }

  private void record(Key key, ObjectNode after) {
    ObjectNode before = kind(key.storage()).get(key.place());
    put(kind(key.storage()), key, after);
    Deque<Change> history = history(key.storage());
    Change change = new Change(version, key, before, after);
    history.addLast(change);
    if (history.size() > historySize) {
      forgotten.put(key.storage(), history.removeFirst().version());
    }
    listeners.forEach(listener -> listener.accept(change));
    changed.signalAll();
  }

  private static void put(NavigableMap<String, ObjectNode> kind, Key key, ObjectNode object) {
    if (object == null) {
      kind.remove(key.place());
    } else {
      kind.put(key.place(), object);
    }
  }

  private NavigableMap<String, ObjectNode> kind(String storage) {
    return objects.computeIfAbsent(storage, name -> new TreeMap<>());
  }

  private Deque<Change> history(String storage) {
    return histories.computeIfAbsent(storage, name -> new ArrayDeque<>());
  }

  private static List<ObjectNode> in(NavigableMap<String, ObjectNode> kind, String namespace) {
    return namespace.isEmpty()
        ? List.copyOf(kind.values())
        : List.copyOf(kind.subMap(namespace + "/", namespace + "0").values());
  }
}
