package dev.heel.operator;

import dev.heel.engine.DatadogError;
import dev.heel.resource.ApiStatus;
import dev.heel.resource.Condition;
import dev.heel.resource.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** What a call that failed, or an answer that is still to come, means for a resource. */
final class Faults {
  private static final Duration FORBIDDEN_AGAIN = Duration.ofMinutes(10);
  private static final Duration SOON = Duration.ofSeconds(30);

  private final Timing timing;
  private final Attempts attempts;

  Faults(Timing timing, Attempts attempts) {
    this.timing = timing;
    this.attempts = attempts;
  }

  Timing timing() {
    return timing;
  }

  /**
   * No list was read yet: its poller wakes the resource. Only a resource without a word yet is told
   * of trouble.
   */
  Halt waitForList(Work<?> work, Poller poller) {
    boolean told = Long.valueOf(work.generation()).equals(work.status().observedGeneration());
    Optional<DatadogError> failure = poller.failure();
    if (failure.isEmpty()) {
      return new Halt(Outcome.quiet(Reason.Progressing, work.status())).untilListed();
    }
    String words = failure.get().quoted();
    return new Halt(
            Outcome.of(
                    reason(failure.get()),
                    "Datadog's list of "
                        + work.kind().noun()
                        + "s cannot be read: "
                        + words
                        + ". Heel keeps trying.",
                    work.status())
                .quietly(told))
        .untilListed();
  }

  /** Nothing is concluded before a list that begins late enough. */
  Halt inDoubt(Work<?> work, Duration wait) {
    boolean fresh = work.status().creating() == null;
    Outcome outcome =
        Outcome.of(
                Reason.InDoubt,
                "Whether Datadog made the %s is not known: its answer was lost. Nothing is sent until a list shows it."
                    .formatted(work.kind().noun()),
                work.status())
            .again(atLeast(wait));
    return new Halt(outcome.quietly(fresh)).untilListed();
  }

  Halt suspicious(Work<?> work) {
    return new Halt(
            Outcome.of(
                    Reason.SnapshotSuspicious,
                    "%s is missing in Datadog, and so is much else at once; Heel looks again before it makes it anew."
                        .formatted(work.subject(work.status().id())),
                    work.status())
                .again(timing.visibilityGrace()))
        .untilListed();
  }

  /** A read that failed: a resource that is in sync stays so for a while. */
  Halt of(DatadogError error, Work<?> work) {
    Outcome outcome = outcome(error, work, work.status());
    boolean passing =
        error.kind() == DatadogError.Kind.TRANSIENT || error.kind() == DatadogError.Kind.THROTTLED;
    return new Halt(outcome.quietly(passing && isReady(work)));
  }

  /**
   * What an error of a read or write means, but for a refused body.
   *
   * @param facts the status as far as it is known
   */
  Outcome outcome(DatadogError error, Work<?> work, ApiStatus facts) {
    return switch (error.kind()) {
      case FORBIDDEN ->
          Outcome.of(
                  Reason.Forbidden,
                  "Datadog does not let these keys do this: "
                      + error.quoted()
                      + ". Give the application key the scopes that the README names; Heel tries"
                      + " again when the keys change, and every 10 minutes.",
                  facts)
              .again(FORBIDDEN_AGAIN);
      case THROTTLED -> throttled(error, work, facts);
      case TRANSIENT, MISSING, IN_USE, REJECTED ->
          Outcome.of(
                  Reason.Unavailable,
                  "Datadog could not do this now: " + error.quoted() + ". Heel keeps trying.",
                  facts)
              .again(attempts.failed(work.uid(), work.generation()));
    };
  }

  private Outcome throttled(DatadogError error, Work<?> work, ApiStatus facts) {
    Instant at = Optional.ofNullable(error.retryAt()).orElse(work.now().plusSeconds(1));
    return limited(work, facts, at);
  }

  /** The limit is used up until then; a short wait is not worth a word. */
  Outcome limited(Work<?> work, ApiStatus facts, Instant until) {
    Duration wait = atLeast(Duration.between(work.now(), until));
    return Outcome.of(
            Reason.RateLimited,
            "This cluster's share of Datadog's rate limit is used up until "
                + Conditions.time(until)
                + "; goes on then by itself.",
            facts)
        .again(wait)
        .quietly(wait.compareTo(SOON) < 0);
  }

  private static Reason reason(DatadogError error) {
    return switch (error.kind()) {
      case FORBIDDEN -> Reason.Forbidden;
      case THROTTLED -> Reason.RateLimited;
      case MISSING, REJECTED, IN_USE, TRANSIENT -> Reason.Unavailable;
    };
  }

  private static boolean isReady(Work<?> work) {
    Condition ready = work.status().condition(Condition.READY);
    return ready != null
        && ready.status().equals("True")
        && Long.valueOf(work.generation()).equals(work.status().observedGeneration());
  }

  private static Duration atLeast(Duration wait) {
    Duration least = Duration.ofMillis(50);
    return wait.compareTo(least) < 0 ? least : wait;
  }
}
