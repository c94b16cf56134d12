package dev.heel.operator;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * An account's own writes, by owner: what a reader believes until a list that began late enough
 * shows the same. Held in memory only; what must survive a restart is in the status.
 */
final class Ledger {
  /**
   * @param id of the object that was written
   * @param isDeleted whether it was deleted, or is known to be missing
   * @param answer the object as the API answered; null if deleted, and once a list may be believed
   *     again
   * @param endedAt when the answer came
   */
  record Entry(String id, boolean isDeleted, JsonNode answer, Instant endedAt) {}

  /** Owners of different kinds never meet: the key has the kind in it. */
  record Key(String kind, String owner) {}

  private final Duration grace;
  private final ConcurrentMap<Key, Entry> writes = new ConcurrentHashMap<>();
  private final ConcurrentMap<Key, Instant> doubts = new ConcurrentHashMap<>();

  Ledger(Duration grace) {
    this.grace = grace;
  }

  void wrote(Key owner, String id, JsonNode answer, Instant endedAt) {
    writes.put(owner, new Entry(id, false, answer, endedAt));
    doubts.remove(owner);
  }

  void deleted(Key owner, String id, Instant endedAt) {
    writes.put(owner, new Entry(id, true, null, endedAt));
  }

  /**
   * A create whose answer was lost: nothing is concluded for this owner before a list that begins
   * late enough.
   */
  void doubt(Key owner, Instant endedAt) {
    doubts.put(owner, endedAt);
  }

  void settle(Key owner) {
    doubts.remove(owner);
  }

  Optional<Instant> doubtOf(Key owner) {
    return Optional.ofNullable(doubts.get(owner));
  }

  /** The last write of this owner, whether or not a list may be believed again. */
  Optional<Entry> last(Key owner) {
    return Optional.ofNullable(writes.get(owner));
  }

  /**
   * The last write of this owner, while a list that began then may not show it yet.
   *
   * @param startedAt when the list began; null if there is none
   */
  Optional<Entry> current(Key owner, Instant startedAt) {
    return last(owner)
        .filter(entry -> startedAt == null || startedAt.isBefore(entry.endedAt().plus(grace)));
  }

  /**
   * Whether a "not there" may be believed: our last write of the object is old enough to be
   * visible.
   */
  boolean absenceIsCredible(Key owner, Instant now) {
    return last(owner)
        .map(entry -> entry.isDeleted() || now.isAfter(entry.endedAt().plus(grace)))
        .orElse(true);
  }

  /** Lets go of answers that a list which began then has overtaken. */
  void compact(Instant startedAt) {
    writes.replaceAll(
        (owner, entry) ->
            entry.answer() == null || startedAt.isBefore(entry.endedAt().plus(grace))
                ? entry
                : new Entry(entry.id(), false, null, entry.endedAt()));
  }

  void forget(Key owner) {
    writes.remove(owner);
    doubts.remove(owner);
  }
}
