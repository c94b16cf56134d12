package dev.heel.operator.account.lists;

import dev.heel.operator.account.lists.Snapshot.Entry;
import java.util.Comparator;

/** How an owner's object is found in a snapshot. */
public final class Snapshots {
  /** Older objects first, where ids are counted: by length, then by text. */
  public static final Comparator<String> BY_ID =
      Comparator.comparingInt(String::length).thenComparing(Comparator.naturalOrder());

  private Snapshots() {}

  /**
   * The entry with the id or, where there is no id, the first with the marker; null if there is
   * neither.
   */
  public static Entry find(Snapshot snapshot, String id, String ownerKey) {
    if (id != null) {
      return snapshot.byId().get(id);
    }
    return snapshot.marked(ownerKey).stream().findFirst().map(snapshot.byId()::get).orElse(null);
  }
}
