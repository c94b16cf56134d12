package dev.heel.operator.account.lists;

import java.time.Duration;
import java.time.Instant;

/**
 * When the next round of a list begins. Who waits for a list may ask for one at once; but after a
 * round that came to nothing everybody waits, however many ask, and longer after each. Pure but for
 * what it remembers; not safe for threads.
 */
final class RoundTimes {
  private static final Duration FIRST_RETRY = Duration.ofSeconds(2);
  private static final int MOST_DOUBLINGS = 5;

  private Instant due = Instant.EPOCH;
  private Instant asked = Instant.MAX;
  private Instant earliest = Instant.EPOCH;
  private int failures;

  /** A round that is due anyway is not put off. */
  Instant next() {
    Instant patient = later(asked, earliest);
    return patient.isBefore(due) ? patient : due;
  }

  /** A round begins; the one after it is due after that time, if nobody asks for an earlier one. */
  void began(Instant now, Duration interval) {
    due = now.plus(interval);
    asked = Instant.MAX;
  }

  /** Somebody waits for a round that begins at that time or later. */
  void askedFor(Instant at) {
    asked = at.isBefore(asked) ? at : asked;
  }

  void succeeded() {
    failures = 0;
    earliest = Instant.EPOCH;
  }

  /** A round came to nothing: none that is asked for begins before a growing patience is over. */
  void failed(Instant now) {
    earliest = now.plus(FIRST_RETRY.multipliedBy(1L << Math.min(failures, MOST_DOUBLINGS)));
    failures++;
  }

  /** The round that came to nothing is made up for once its patience is over. */
  void again() {
    askedFor(earliest);
  }

  /** A limit held a round up, whose turn comes at that time. */
  void heldUp(Instant retryAt) {
    earliest = retryAt;
    again();
  }

  /** What failed says nothing any more: the keys are others, or the turn at a limit has come. */
  void anew(Instant at) {
    succeeded();
    askedFor(at);
  }

  private static Instant later(Instant one, Instant other) {
    return one.isBefore(other) ? other : one;
  }
}
