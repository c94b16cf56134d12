package dev.heel.operator.account.deletion;

import dev.heel.kinds.account.AccountStatus.Released;
import dev.heel.resource.NamespacedName;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Objects that stayed in Datadog when their resources went, until their account's status tells of
 * them.
 */
public final class LeftObjects {
  /** As many as an account's status keeps; the log and the metric know of all. */
  static final int KEPT = 20;

  private final Map<String, Deque<Released>> byAccount = new HashMap<>();

  /**
   * An object stayed.
   *
   * @param account that it was made through, as namespace/name; null if that is not known, and then
   *     no status can tell of it
   */
  public synchronized void left(String account, Released released) {
    if (account == null) {
      return;
    }
    Deque<Released> list = byAccount.computeIfAbsent(account, a -> new ArrayDeque<>());
    list.addLast(released);
    while (list.size() > KEPT) {
      list.removeFirst();
    }
  }

  /** The account is gone, and its status with it. */
  public synchronized void forget(NamespacedName account) {
    byAccount.remove(account.toString());
  }

  /** What an account's status is to show: what it showed, and what came since. */
  public synchronized List<Released> of(NamespacedName account, List<Released> shown) {
    Deque<Released> all = new ArrayDeque<>(shown == null ? List.of() : shown);
    byAccount.getOrDefault(account.toString(), new ArrayDeque<>()).stream()
        .filter(released -> !all.contains(released))
        .forEach(all::addLast);
    while (all.size() > KEPT) {
      all.removeFirst();
    }
    return List.copyOf(all);
  }
}
