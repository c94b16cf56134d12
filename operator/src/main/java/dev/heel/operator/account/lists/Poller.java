package dev.heel.operator.account.lists;

import dev.heel.engine.ApiKind;
import dev.heel.engine.api.DatadogError;
import dev.heel.operator.process.Timing;
import dev.heel.resource.NamespacedName;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads one kind's list of one account again and again, on a plain thread of its own, from the
 * beginning of leadership to its end. A round with an error is thrown away; a good one is published
 * as a {@link Snapshot}.
 */
public final class Poller implements NewestList, AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Poller.class);

  private final ApiKind<?> kind;
  private final Source source;
  private final Round round;
  private final Timing timing;
  private final Thread thread;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition nudged = lock.newCondition();
  private volatile Snapshot snapshot;
  private volatile DatadogError failure;
  private volatile boolean closed;
  private volatile int quietRounds;
  private final RoundTimes times = new RoundTimes();
  private boolean isPausing;

  /** Whose list it is. */
  public interface Source {
    NamespacedName name();

    Clock clock();

    /** Lists that began earlier may be another organisation's, and say nothing. */
    Instant listsSince();
  }

  /** Reads the list once and tells those whom it concerns. */
  public interface Round {
    Snapshot read(Snapshot before, ListReader.Pause pause)
        throws DatadogError, ListReader.TornListException;

    /**
     * Called after each round, good or bad, with what is now known; says how many resources it
     * woke.
     */
    int published(Snapshot snapshot, DatadogError failure);
  }

  public Poller(ApiKind<?> kind, Source source, Round round, Timing timing) {
    this.kind = kind;
    this.source = source;
    this.round = round;
    this.timing = timing;
    this.thread = new Thread(this::loop, "poll-" + kind.noun() + "-" + source.name());
    thread.setDaemon(true);
  }

  /** Begins with the first round. */
  public void start() {
    thread.start();
  }

  @Override
  public Snapshot snapshot() {
    Snapshot last = snapshot;
    return last == null || last.startedAt().isBefore(source.listsSince()) ? null : last;
  }

  @Override
  public Optional<DatadogError> failure() {
    return Optional.ofNullable(failure);
  }

  /** Whether the last two rounds found nothing to do. */
  public boolean isQuiet() {
    return quietRounds >= 2;
  }

  /**
   * Asks for a round that begins at that time or soon after it, if none is due earlier; after a
   * round that came to nothing, not before its patience is over.
   */
  @Override
  public void nudge(Instant at) {
    change(times -> times.askedFor(at));
  }

  /** The same whatever the last round came to, as after a change of keys. */
  public void refresh(Instant at) {
    change(times -> times.anew(at));
  }

  /** Its turn at a rate limit has come: for the next page, or for a round. */
  public void called() {
    lock.lock();
    try {
      if (isPausing) {
        isPausing = false;
        nudged.signalAll();
      } else {
        refresh(source.clock().instant());
      }
    } finally {
      lock.unlock();
    }
  }

  private void change(Consumer<RoundTimes> change) {
    lock.lock();
    try {
      change.accept(times);
      nudged.signalAll();
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void close() {
    closed = true;
    thread.interrupt();
  }

  private void loop() {
    try {
      while (!closed) {
        awaitNext();
        once();
      }
    } catch (InterruptedException e) {
      log.debug("{} ends", thread.getName());
    }
  }

  private void awaitNext() throws InterruptedException {
    lock.lockInterruptibly();
    try {
      for (long wait = untilNext(); wait > 0; wait = untilNext()) {
        nudged.awaitNanos(wait);
      }
    } finally {
      lock.unlock();
    }
  }

  /** Waits between two pages, on this poller's own thread. */
  private void pause(DatadogError throttled) throws DatadogError {
    Instant until = Optional.ofNullable(throttled.retryAt()).orElseThrow(() -> throttled);
    lock.lock();
    try {
      isPausing = true;
      while (isPausing && source.clock().instant().isBefore(until)) {
        nudged.awaitNanos(Duration.between(source.clock().instant(), until).toNanos());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw throttled;
    } finally {
      isPausing = false;
      lock.unlock();
    }
  }

  private long untilNext() {
    return Duration.between(source.clock().instant(), times.next()).toNanos();
  }

  private void once() throws InterruptedException {
    Duration interval = jittered(timing.interval(kind.routes().list().interval()));
    change(times -> times.began(source.clock().instant(), interval));
    try {
      snapshot = round.read(snapshot, this::pause);
      failure = null;
      change(RoundTimes::succeeded);
    } catch (DatadogError e) {
      failed(e);
    } catch (ListReader.TornListException e) {
      log.info("{}: {}; the round is thrown away", thread.getName(), e.getMessage());
      failed();
      change(RoundTimes::again);
    } catch (RuntimeException e) {
      log.error("{}: unexpected fault in a round; the next one follows", thread.getName(), e);
      failed();
    }
    if (closed) {
      throw new InterruptedException();
    }
    int woken = round.published(snapshot(), failure);
    quietRounds = woken == 0 && failure == null ? quietRounds + 1 : 0;
  }

  private void failed(DatadogError error) {
    failure = error;
    log.info("{}: no list: {}", thread.getName(), error.quoted());
    Optional<Instant> reset = error.heldUpUntil();
    if (reset.isPresent()) {
      change(times -> times.heldUp(reset.get()));
      return;
    }
    failed();
    if (error.kind() == DatadogError.Kind.TRANSIENT) {
      change(RoundTimes::again);
    }
  }

  private void failed() {
    change(times -> times.failed(source.clock().instant()));
  }

  /**
   * Clusters that started together do not stay together. A little more than the interval, so that
   * in no minute there are calls of two rounds, however many pages each has.
   */
  private static Duration jittered(Duration interval) {
    double factor = 1.02 + ThreadLocalRandom.current().nextDouble() * 0.1;
    return Duration.ofMillis((long) (interval.toMillis() * factor));
  }
}
