package dev.heel.operator;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.heel.testing.HttpText;
import dev.heel.testing.Relay;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;

/**
 * Sees every call of the operator to either server: ends the process at the moment that is set, and
 * keeps book of the POSTs.
 */
final class Onlooker implements Relay.Observer {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** A moment at which a process is ended, once. */
  private record Trap(Moment moment, Runnable end, CountDownLatch sprung) {}

  /** Requests that are kept from the server for a while. */
  static final class Hold {
    private final Predicate<HttpText> which;
    private final CountDownLatch arrived;
    private final CountDownLatch released = new CountDownLatch(1);

    private Hold(Predicate<HttpText> which, int count) {
      this.which = which;
      this.arrived = new CountDownLatch(count);
    }

    /** Whether all of them are there. */
    boolean isFull() {
      return arrived.getCount() == 0;
    }

    void release() {
      released.countDown();
    }

    private void pass() {
      arrived.countDown();
      try {
        released.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** The last POST for an owner whose fate its sender does not know, when it came. */
  private final Map<String, Long> doubtful = new ConcurrentHashMap<>();

  private final List<String> tooEarly = new ArrayList<>();
  private final List<String> doubles = new ArrayList<>();
  private final AtomicReference<Trap> trap = new AtomicReference<>();
  private final AtomicReference<Hold> hold = new AtomicReference<>();
  private final Duration grace;
  private final Census census;
  private int posts;

  /** Counts the objects that exist, whether or not a list shows them yet. */
  interface Census {
    /** How many objects carry this owner's marker and were made by an operator. */
    long objectsOf(String owner);
  }

  /**
   * @param grace how long a POST whose answer was lost may stay unseen
   */
  Onlooker(Duration grace, Census census) {
    this.grace = grace;
    this.census = census;
  }

  /** Ends the process when it gets there. The latch says that it did. */
  CountDownLatch set(Moment moment, Runnable end) {
    CountDownLatch sprung = new CountDownLatch(1);
    trap.set(new Trap(moment, end, sprung));
    return sprung;
  }

  /** Keeps the next so many calls of this sort from their server. */
  Hold hold(Predicate<HttpText> which, int count) {
    Hold next = new Hold(which, count);
    hold.set(next);
    return next;
  }

  /** No trap is left. */
  void unset() {
    trap.set(null);
  }

  @Override
  public boolean arriving(HttpText request) {
    if (isPost(request)) {
      posted(owner(request));
    }
    Hold now = hold.get();
    if (now != null && !now.isFull() && now.which.test(request)) {
      now.pass();
    }
    return !springs(request, Moment.Phase.BEFORE);
  }

  @Override
  public void passedOn(HttpText request) {
    springs(request, Moment.Phase.DURING);
  }

  @Override
  public boolean answering(HttpText request, int status) {
    boolean dead = springs(request, Moment.Phase.AFTER);
    if (isPost(request)) {
      answered(owner(request), !dead && status > 0 && status < 500);
    }
    return !dead;
  }

  private boolean springs(HttpText request, Moment.Phase phase) {
    Trap set = trap.get();
    boolean here = set != null && set.moment().phase() == phase && set.moment().is(request);
    if (here && trap.compareAndSet(set, null)) {
      set.end().run();
      set.sprung().countDown();
      return true;
    }
    return false;
  }

  private synchronized void posted(String owner) {
    posts++;
    long now = System.nanoTime();
    Long before = doubtful.put(owner, now);
    if (before != null && now - before < grace.toNanos()) {
      tooEarly.add(
          "%s: a POST %d ms after one whose answer was lost"
              .formatted(owner, (now - before) / 1_000_000));
    }
  }

  private synchronized void answered(String owner, boolean known) {
    if (known) {
      doubtful.remove(owner);
    }
    long objects = census.objectsOf(owner);
    if (objects > 1) {
      doubles.add("%s: %d objects after a POST".formatted(owner, objects));
    }
  }

  /** Whether a call makes an object, of any kind. */
  static boolean isPost(HttpText request) {
    return posted(request).isPresent();
  }

  private static Optional<Subject> posted(HttpText request) {
    return Subject.ALL.stream()
        .filter(subject -> Moment.Step.POST.is(subject, request))
        .findFirst();
  }

  private static String owner(HttpText request) {
    try {
      return posted(request).orElseThrow().owner(JSON.readTree(request.body()));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a POST without JSON: " + request.body(), e);
    }
  }

  /** POSTs that came although an earlier one of the same owner could still not be seen. */
  synchronized List<String> tooEarly() {
    return List.copyOf(tooEarly);
  }

  /** Moments at which an owner had two objects. */
  synchronized List<String> doubles() {
    return List.copyOf(doubles);
  }

  synchronized int posts() {
    return posts;
  }
}
