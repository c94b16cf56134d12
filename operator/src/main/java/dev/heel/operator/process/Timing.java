package dev.heel.operator.process;

import java.time.Duration;
import java.time.Instant;

/**
 * The durations that the protocol rests on. Tests shorten them together; the relations are what
 * counts.
 *
 * @param visibilityGrace how long a write may be missing from Datadog's lists and reads
 * @param callBound how long one call to Datadog can take at most
 * @param listInterval shortens the kinds' own list intervals; null leaves them
 * @param deletionGrace how long a resource's deletion waits for an object that cannot be deleted
 * @param terminatingGrace the same, while the namespace goes away
 * @param lease for how long leadership holds without being renewed; longer than renewDeadline +
 *     callBound
 * @param renewDeadline for how long after a renewal the leader still writes
 * @param renewEvery how often the lease is renewed
 */
public record Timing(
    Duration visibilityGrace,
    Duration callBound,
    Duration listInterval,
    Duration deletionGrace,
    Duration terminatingGrace,
    Duration lease,
    Duration renewDeadline,
    Duration renewEvery) {
  /** What a real operator goes by. */
  public static final Timing PRODUCTION =
      new Timing(
          Duration.ofSeconds(60),
          Duration.ofSeconds(20),
          null,
          Duration.ofMinutes(15),
          Duration.ofMinutes(2),
          Duration.ofSeconds(60),
          Duration.ofSeconds(30),
          Duration.ofSeconds(5));

  /**
   * The same protocol faster, for tests: the lists come at that interval, and all else keeps its
   * relation to it.
   *
   * @param pace longer than what a call takes
   */
  public static Timing paced(Duration pace) {
    return new Timing(
        pace.multipliedBy(6),
        pace.multipliedBy(2),
        pace,
        pace.multipliedBy(60),
        pace.multipliedBy(20),
        pace.multipliedBy(8),
        pace.multipliedBy(4),
        pace.dividedBy(2));
  }

  /** The same but for how long the deletion of a resource waits. */
  public Timing withDeletionGrace(Duration grace) {
    return new Timing(
        visibilityGrace,
        callBound,
        listInterval,
        grace,
        terminatingGrace,
        lease,
        renewDeadline,
        renewEvery);
  }

  /**
   * Until when a create that was announced then may still take effect: it is sent within one bound
   * of a call after the announcement or not at all, and ends within another.
   */
  public Instant effectiveUntil(Instant announced) {
    return announced.plus(callBound).plus(callBound);
  }

  /**
   * For how long an answer counts that says which organisation keys belong to: a minute. It is
   * asked for no more often.
   */
  public Duration organizationAge() {
    return visibilityGrace;
  }

  /** How often keys that are good are looked at again: once an hour. */
  public Duration organizationAgain() {
    return organizationAge().multipliedBy(60);
  }

  /** For how long changes of an Agent's files are collected before they go out together. */
  public Duration quiet() {
    return visibilityGrace.dividedBy(20);
  }

  /** After how long a list that was asked for may be there. */
  public Duration listSoon() {
    return visibilityGrace.dividedBy(20);
  }

  /** The interval at which a list is read. */
  public Duration interval(Duration ofKind) {
    return listInterval == null || listInterval.compareTo(ofKind) > 0 ? ofKind : listInterval;
  }
}
