package dev.heel.datadog.budget;

import dev.heel.engine.api.Sender;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Who waits at one rate limit. Turns go round the namespaces; in a namespace, who came first goes
 * first. A turn that was given holds room in the limit until it is used, or until it is clear that
 * nobody comes. Not safe for threads: the budget guards it.
 */
final class TurnQueue {
  /** A pass that is called runs within milliseconds; one that is later than this asks again. */
  static final Duration TO_COME = Duration.ofSeconds(10);

  /**
   * Where one call waits.
   *
   * @param writes whether it changes something
   */
  record Place(Sender sender, boolean writes) {
    private Lane lane() {
      return new Lane(sender.namespace(), writes);
    }
  }

  /** Reads and writes of a namespace wait side by side: one kind must not hold up the other. */
  private record Lane(String namespace, boolean writes) {
    boolean isLists() {
      return namespace.isEmpty();
    }
  }

  /** In the order of their next turns. */
  private final Map<Lane, LinkedHashSet<Sender>> lanes = new LinkedHashMap<>();

  /** Turns that were given and not used yet, and until when they hold. */
  private final Map<Place, Instant> given = new HashMap<>();

  private boolean listWasLast;

  /** Waits at the end of its namespace's lane; who waits already keeps the place. */
  void enter(Place place) {
    lanes.computeIfAbsent(place.lane(), lane -> new LinkedHashSet<>()).add(place.sender());
  }

  /** Waits no longer. */
  void leave(Place place) {
    LinkedHashSet<Sender> lane = lanes.get(place.lane());
    if (lane != null && lane.remove(place.sender()) && lane.isEmpty()) {
      lanes.remove(place.lane());
    }
    given.remove(place);
  }

  /** Gives the next turn, if anybody waits who may have it. */
  Optional<Place> give(Predicate<Place> hasRoom, Instant now) {
    Optional<Place> next = next(hasRoom);
    next.ifPresent(place -> move(place, now));
    return next;
  }

  /** Whether this one has a turn; if so, it holds for as long again. */
  boolean confirm(Place place, Instant now) {
    return given.computeIfPresent(place, (p, until) -> now.plus(TO_COME)) != null;
  }

  /** Uses a turn up: the call begins. */
  void take(Place place) {
    given.remove(place);
  }

  /** Takes turns back that were not used in time. */
  void expire(Instant now) {
    given.values().removeIf(until -> !now.isBefore(until));
  }

  /** Turns given and not used yet. */
  long given() {
    return given.size();
  }

  long givenReads() {
    return given.keySet().stream().filter(place -> !place.writes()).count();
  }

  int waiting() {
    return lanes.values().stream().mapToInt(Set::size).sum();
  }

  /** How many turns others get before this one, if nobody comes or goes. */
  long before(Place place) {
    LinkedHashSet<Sender> own = lanes.get(place.lane());
    if (own == null) {
      return 0;
    }
    long ahead = own.stream().takeWhile(sender -> !sender.equals(place.sender())).count();
    long before = ahead;
    boolean sooner = true;
    for (Map.Entry<Lane, LinkedHashSet<Sender>> lane : lanes.entrySet()) {
      if (lane.getKey().equals(place.lane())) {
        sooner = false;
      } else {
        before += Math.min(lane.getValue().size(), ahead + (sooner ? 1 : 0));
      }
    }
    return before;
  }

  /** All who wait here come to wait there. */
  void moveTo(TurnQueue other) {
    lanes.forEach(
        (lane, senders) ->
            senders.forEach(sender -> other.enter(new Place(sender, lane.writes()))));
    other.given.putAll(given);
    lanes.clear();
    given.clear();
  }

  /**
   * Lists are few and others wait for them, so they go first; but every second turn is somebody
   * else's, however many pages a list has.
   */
  private Optional<Place> next(Predicate<Place> hasRoom) {
    Optional<Place> list = listWasLast ? Optional.empty() : first(lane -> lane.isLists(), hasRoom);
    if (list.isPresent()) {
      return list;
    }
    Optional<Place> other = first(lane -> !lane.isLists(), hasRoom);
    return other.isPresent() ? other : first(Lane::isLists, hasRoom);
  }

  private Optional<Place> first(Predicate<Lane> which, Predicate<Place> hasRoom) {
    return lanes.entrySet().stream()
        .filter(lane -> which.test(lane.getKey()))
        .map(lane -> new Place(lane.getValue().iterator().next(), lane.getKey().writes()))
        .filter(hasRoom)
        .findFirst();
  }

  /** Its lane goes to the end. */
  private void move(Place place, Instant now) {
    LinkedHashSet<Sender> lane = lanes.remove(place.lane());
    lane.remove(place.sender());
    if (!lane.isEmpty()) {
      lanes.put(place.lane(), lane);
    }
    listWasLast = place.lane().isLists();
    given.put(place, now.plus(TO_COME));
  }
}
