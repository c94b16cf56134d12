package dev.heel.operator.account.ledger;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.heel.operator.process.Timing;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Predicate;

/**
 * Our own writes in one organisation, by owner: what a reader believes until a list that began late
 * enough shows the same. Held in memory only; what must survive a restart is in the status.
 */
public final class Ledger {
  private static final JsonMapper EXACT =
      JsonMapper.builder()
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .build();

  /**
   * @param id of the object that was written
   * @param isDeleted whether it was deleted, or is known to be missing
   * @param text the object as the API answered, as JSON, which takes a quarter of a tree's memory;
   *     null if deleted, and once a list may be believed again
   * @param endedAt when the answer came
   */
  public record Entry(String id, boolean isDeleted, String text, Instant endedAt) {
    /** The object as the API answered; null where there is no text. */
    public JsonNode answer() {
      try {
        return text == null ? null : EXACT.readTree(text);
      } catch (JsonProcessingException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /** Owners of different kinds never meet: the key has the kind in it. */
  public record Key(String kind, String owner) {}

  private record Deletion(Key owner, String id) {}

  private final Duration grace;
  private final ConcurrentMap<Key, Entry> writes = new ConcurrentHashMap<>();
  private final ConcurrentMap<Key, Instant> doubts = new ConcurrentHashMap<>();
  private final ConcurrentMap<Key, Instant> uncertain = new ConcurrentHashMap<>();
  private final ConcurrentMap<Key, Instant> missed = new ConcurrentHashMap<>();
  private final ConcurrentMap<Key, Instant> absent = new ConcurrentHashMap<>();
  private final ConcurrentMap<Deletion, Instant> unknown = new ConcurrentHashMap<>();

  Ledger(Duration grace) {
    this.grace = grace;
  }

  /** An object was made or changed, and Datadog answered with it. */
  public void wrote(Key owner, String id, JsonNode answer, Instant endedAt) {
    unknown.remove(new Deletion(owner, id));
    writes.put(owner, new Entry(id, false, answer.toString(), endedAt));
    doubts.remove(owner);
    found(owner);
  }

  /** An object was deleted. */
  public void deleted(Key owner, String id, Instant endedAt) {
    writes.put(owner, new Entry(id, true, null, endedAt));
    absent.remove(owner);
    unknown.remove(new Deletion(owner, id));
  }

  /**
   * A create whose answer was lost: nothing is concluded for this owner before a list that begins
   * late enough.
   */
  public void doubt(Key owner, Instant endedAt) {
    doubts.put(owner, endedAt);
  }

  /** The result of the last create is known again. */
  public void settle(Key owner) {
    doubts.remove(owner);
  }

  /**
   * The latest end of an attempt to create whose outcome is unknown, as this process or, by the
   * status, an earlier one knows it; empty if there is no such attempt.
   *
   * @param creating what the status says; null if it says nothing
   */
  public Optional<Instant> doubt(Key owner, String creating, Timing timing) {
    Optional<Instant> seen = Optional.ofNullable(doubts.get(owner));
    if (creating == null) {
      return seen;
    }
    Instant announced = Instant.parse(creating);
    if (seen.filter(announced::isBefore).isPresent()) {
      // The end of that very attempt: known better than by its beginning.
      return seen;
    }
    boolean answered =
        last(owner)
            .filter(entry -> !entry.isDeleted() && entry.endedAt().isAfter(announced))
            .isPresent();
    return answered ? seen : Optional.of(timing.effectiveUntil(announced));
  }

  /** The last write of this owner, whether or not a list may be believed again. */
  public Optional<Entry> last(Key owner) {
    return Optional.ofNullable(writes.get(owner));
  }

  /**
   * The last write of this owner, while a list that began then may not show it yet.
   *
   * @param startedAt when the list began; null if there is none
   */
  public Optional<Entry> current(Key owner, Instant startedAt) {
    return last(owner)
        .filter(entry -> startedAt == null || startedAt.isBefore(entry.endedAt().plus(grace)));
  }

  /**
   * Whether a "not there" may be believed: our last write of the object is old enough to be
   * visible.
   */
  public boolean absenceIsCredible(Key owner, Instant now) {
    return last(owner)
        .map(entry -> entry.isDeleted() || now.isAfter(entry.endedAt().plus(grace)))
        .orElse(true);
  }

  /** Whether another owner of the same kind wrote an object after this one last did. */
  public boolean isTaken(Key owner, String id) {
    Instant own = last(owner).map(Entry::endedAt).orElse(Instant.MIN);
    return writes.entrySet().stream()
        .filter(each -> each.getKey().kind().equals(owner.kind()))
        .filter(each -> !each.getKey().equals(owner))
        .map(Map.Entry::getValue)
        .anyMatch(other -> other.id().equals(id) && other.endedAt().isAfter(own));
  }

  /** An object was made although an earlier attempt, begun then, may still take effect. */
  public void madeInDoubt(Key owner, Instant begun) {
    uncertain.merge(owner, begun, (a, b) -> a.isBefore(b) ? a : b);
  }

  /** Since when this owner may have got a second object by an attempt whose answer was lost. */
  public Optional<Instant> uncertainSince(Key owner) {
    return Optional.ofNullable(uncertain.get(owner));
  }

  /** Whether an object was found missing before, in another round than the one that began then. */
  public boolean missedTwice(Key owner, Instant startedAt) {
    Instant first = missed.putIfAbsent(owner, startedAt);
    return first != null && first.isBefore(startedAt);
  }

  /** Since when an object is missing, as far as it was looked for; from now on if it was not. */
  public Instant missedSince(Key owner, Instant now) {
    Instant first = absent.putIfAbsent(owner, now);
    return first == null ? now : first;
  }

  /**
   * Since when Datadog says to deletions that the object is not there; from now on if it did not.
   */
  public Instant deletionMissed(Key owner, String id, Instant now) {
    Instant first = unknown.putIfAbsent(new Deletion(owner, id), now);
    return first == null ? now : first;
  }

  /** The same; empty if no deletion was answered so. */
  public Optional<Instant> deletionMissed(Key owner, String id) {
    return Optional.ofNullable(unknown.get(new Deletion(owner, id)));
  }

  /** An object is there: should it be missing later, that is news. */
  public void found(Key owner) {
    absent.remove(owner);
    missed.remove(owner);
  }

  /** Takes over what another ledger knows; of two writes the later one counts. */
  void absorb(Ledger other) {
    other.writes.forEach(
        (owner, entry) ->
            writes.merge(owner, entry, (a, b) -> a.endedAt().isBefore(b.endedAt()) ? b : a));
    other.doubts.forEach((owner, at) -> doubts.merge(owner, at, (a, b) -> a.isBefore(b) ? b : a));
    other.uncertain.forEach(this::madeInDoubt);
    other.missed.forEach(missed::putIfAbsent);
    other.unknown.forEach(unknown::putIfAbsent);
  }

  /**
   * Lets go of what a list of the kind which began then has overtaken: the answers, and all that is
   * known of owners that are gone. One that comes back earlier must not be given an object that was
   * just deleted, nor a second one.
   *
   * @param owners those of the kind that are there
   */
  public void compact(String kind, Instant startedAt, Set<String> owners) {
    writes.replaceAll(
        (owner, entry) ->
            entry.text() == null || !owner.kind().equals(kind) || isLate(entry.endedAt(), startedAt)
                ? entry
                : new Entry(entry.id(), false, null, entry.endedAt()));
    Predicate<Key> gone = key -> key.kind().equals(kind) && !owners.contains(key.owner());
    writes
        .entrySet()
        .removeIf(e -> gone.test(e.getKey()) && !isLate(e.getValue().endedAt(), startedAt));
    for (Map<Key, Instant> moments : List.of(doubts, uncertain, missed, absent)) {
      moments.entrySet().removeIf(e -> gone.test(e.getKey()) && !isLate(e.getValue(), startedAt));
    }
    unknown
        .entrySet()
        .removeIf(e -> gone.test(e.getKey().owner()) && !isLate(e.getValue(), startedAt));
  }

  /** Whether a list that began then may not show yet what happened at a moment. */
  private boolean isLate(Instant moment, Instant startedAt) {
    return startedAt.isBefore(moment.plus(grace));
  }
}
