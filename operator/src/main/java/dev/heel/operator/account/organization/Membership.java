package dev.heel.operator.account.organization;

import dev.heel.engine.api.Datadog;
import dev.heel.engine.api.DatadogError;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which organisation one connection's keys belong to. However many want to know at the same time,
 * Datadog is asked once, and its answer counts for a while. Safe for many threads.
 */
public final class Membership {
  private static final Logger log = LoggerFactory.getLogger(Membership.class);

  private final Datadog datadog;
  private final Clock clock;
  private final Duration age;
  private KeyOwner owner;
  private DatadogError failure;
  private Instant asked = Instant.EPOCH;

  /**
   * @param age for how long an answer counts
   */
  public Membership(Datadog datadog, Clock clock, Duration age) {
    this.datadog = datadog;
    this.clock = clock;
    this.age = age;
  }

  /** The last answer; null before the first. */
  public synchronized KeyOwner last() {
    return owner;
  }

  /** Whether the last answer is too old to count, or there was none. */
  public synchronized boolean isOld() {
    return failure != null || !isRecent();
  }

  /**
   * An answer that counts and was asked for at that time or later. Asks if there is none and the
   * last question is old enough; a question that failed is as old as any.
   *
   * @param since when what is doubted was seen
   * @return empty if Datadog could not say it, or may not be asked again yet
   */
  public synchronized Optional<KeyOwner> recent(Instant since) {
    try {
      boolean counts = !isOld() && !asked.isBefore(since);
      return counts ? Optional.of(owner) : isRecent() ? Optional.empty() : Optional.of(latest());
    } catch (DatadogError e) {
      log.info("whose the keys are is not known now: {}", e.quoted());
      return Optional.empty();
    }
  }

  /** How long until Datadog may be asked again. */
  public synchronized Duration untilNext() {
    return Duration.between(clock.instant(), asked.plus(age));
  }

  /** Whether the last question came to nothing. */
  public synchronized boolean hasFailed() {
    return failure != null;
  }

  /**
   * The last answer if it counts, else a new one; asks at once although the last question failed,
   * for one who has a patience of its own.
   *
   * @throws DatadogError if Datadog could not say it
   */
  public synchronized KeyOwner latest() throws DatadogError {
    if (isOld()) {
      asked = clock.instant();
      try {
        owner = KeyCheck.owner(datadog);
        failure = null;
      } catch (DatadogError e) {
        failure = e;
        throw e;
      }
    }
    return owner;
  }

  private boolean isRecent() {
    return clock.instant().isBefore(asked.plus(age));
  }
}
