package dev.heel.operator.api.resource;

import dev.heel.engine.api.DatadogError;
import dev.heel.engine.api.DatadogError.Retry;
import dev.heel.operator.account.Account;
import dev.heel.operator.account.lists.NewestList;
import dev.heel.operator.account.organization.Membership;
import dev.heel.operator.process.Timing;
import dev.heel.operator.status.Conditions;
import dev.heel.operator.status.Outcome;
import dev.heel.operator.wake.Attempts;
import dev.heel.operator.wake.LastSeen;
import dev.heel.resource.ApiStatus;
import dev.heel.resource.Condition;
import dev.heel.resource.Reason;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a call that failed, or an answer that is still to come, means for a resource. */
public final class FailureOutcomes {
  private static final Duration FORBIDDEN_AGAIN = Duration.ofMinutes(10);
  private static final Duration LOOK_AGAIN = Duration.ofSeconds(30);

  /** Who waits less is done before anybody asks. */
  private static final Duration WORTH_A_WORD = Duration.ofSeconds(3);

  /** How much later than told a turn may come before another time is told. */
  private static final Duration LATE = Duration.ofMinutes(1);

  private static final Pattern TOLD = Pattern.compile("^Waits until (\\S+Z): ");

  private final Timing timing;
  private final Attempts attempts;

  public FailureOutcomes(Timing timing, Attempts attempts) {
    this.timing = timing;
    this.attempts = attempts;
  }

  public Timing timing() {
    return timing;
  }

  /**
   * No list was read yet: its poller wakes the resource. Only a resource without a word yet is told
   * of trouble.
   */
  public Halt waitForList(ResourceInPass<?> work, NewestList list) {
    boolean told = Long.valueOf(work.generation()).equals(work.status().observedGeneration());
    Optional<DatadogError> failure = list.failure();
    if (failure.isEmpty()) {
      return untilListed(Outcome.quiet(Reason.Progressing, work.status()));
    }
    String words = failure.get().quoted();
    String message =
        "Datadog's list of %ss cannot be read: %s. Heel keeps trying."
            .formatted(work.kind().noun(), words);
    return untilListed(
        Outcome.of(reasonOfRead(failure.get()), message, work.status()).quietly(told));
  }

  /** Nothing is concluded before a list that begins late enough. */
  public Halt inDoubt(ResourceInPass<?> work, Duration wait) {
    boolean fresh = work.status().creating() == null;
    Outcome<ApiStatus> outcome =
        Outcome.of(
                Reason.InDoubt,
                "Whether Datadog made the %s is not known: its answer was lost. Nothing is sent until a list shows it."
                    .formatted(work.kind().noun()),
                work.status())
            .again(atLeast(wait));
    return untilListed(outcome.quietly(fresh));
  }

  /**
   * Something is missing, and whether that was the object's own organisation is not known yet. As
   * long as the answer is only to come, there is nothing to tell.
   */
  public Halt unplaced(ResourceInPass<?> work, Account account) {
    Outcome<ApiStatus> outcome =
        Outcome.of(
            Reason.Unavailable,
            ("Datadog does not find the %s, and does not say now whether the keys of DatadogAccount"
                    + " %s are still those of its organisation. Nothing is concluded from that; Heel"
                    + " keeps trying.")
                .formatted(work.kind().noun(), account.name()),
            work.status());
    Membership membership = account.state().membership();
    boolean failed = membership != null && membership.hasFailed();
    Duration wait = membership == null ? LOOK_AGAIN : atLeast(membership.untilNext());
    return new Halt(outcome.again(wait).quietly(!failed));
  }

  /** A list lacks so much that nothing is concluded from it. */
  public Halt suspicious(ResourceInPass<?> work) {
    return untilListed(
        Outcome.of(
                Reason.SnapshotSuspicious,
                "%s is missing in Datadog, and so is much else at once; Heel looks again before it makes it anew."
                    .formatted(work.subject(work.status().id())),
                work.status())
            .again(timing.visibilityGrace()));
  }

  /** For what the next list may resolve: each one wakes the resource. */
  private static Halt untilListed(Outcome<ApiStatus> outcome) {
    return new Halt(outcome.seeing(LastSeen.AWAITS_LIST));
  }

  /** A read that failed: a resource that is in sync stays so for a while. */
  public Halt of(DatadogError error, ResourceInPass<?> work) {
    Outcome<ApiStatus> outcome = ofRead(error, work);
    boolean passing = error.kind() == DatadogError.Kind.TRANSIENT || error.isThrottled();
    return new Halt(outcome.quietly(outcome.isQuiet() || passing && isReady(work)));
  }

  /** What an error of a read or a deletion means: there is no body that could be refused. */
  public Outcome<ApiStatus> ofRead(DatadogError error, ResourceInPass<?> work) {
    return outcome(error, work, work.status());
  }

  /**
   * What an error of a write means.
   *
   * @param body what was sent
   * @param facts the status as far as it is known
   */
  public Outcome<ApiStatus> ofWrite(DatadogError error, RefusedBody body, ApiStatus facts) {
    return isRefusal(error) ? body.outcome(error, facts) : outcome(error, body.work(), facts);
  }

  /** Why an object cannot be deleted. */
  public static String ofDeletion(DatadogError error) {
    String what =
        switch (error.kind()) {
          case IN_USE -> "Datadog says that it is in use";
          case FORBIDDEN -> "Datadog does not let these keys delete it";
          default -> "Datadog could not do it";
        };
    return what + ": " + error.quoted();
  }

  private static boolean isRefusal(DatadogError error) {
    return error.kind().retry() == Retry.WITH_ANOTHER_BODY;
  }

  private static Reason reasonOfRead(DatadogError error) {
    return isRefusal(error) ? Reason.Unavailable : error.kind().reason();
  }

  /** The one place where an error becomes a condition and a time to try again. */
  private Outcome<ApiStatus> outcome(DatadogError error, ResourceInPass<?> work, ApiStatus facts) {
    Reason reason = reasonOfRead(error);
    return switch (error.kind().retry()) {
      case WITH_OTHER_KEYS ->
          Outcome.of(
                  reason,
                  "Datadog does not let these keys do this: "
                      + error.quoted()
                      + ". Give the application key the scopes that the README names; Heel tries"
                      + " again when the keys change, and every 10 minutes.",
                  facts)
              .again(FORBIDDEN_AGAIN);
      case WHEN_LIMIT_RESETS -> rateLimited(error, work, facts);
      case WITH_PATIENCE, WITH_ANOTHER_BODY ->
          Outcome.of(
                  reason,
                  "Datadog could not do this now: " + error.quoted() + ". Heel keeps trying.",
                  facts)
              .failed();
    };
  }

  /**
   * It waits, and says so once: at once if it is to wait for long, and again only if the time that
   * was told has passed by a minute. The status itself remembers what was told, over a restart too.
   */
  private Outcome<ApiStatus> rateLimited(
      DatadogError error, ResourceInPass<?> work, ApiStatus facts) {
    Instant now = work.now();
    Instant until = Optional.ofNullable(error.retryAt()).orElse(now.plusSeconds(1));
    Instant since = attempts.waitingSince(work.uid()).orElse(now);
    boolean isShort = Duration.between(since, until).compareTo(WORTH_A_WORD) < 0;
    boolean isTold = told(work).filter(time -> now.isBefore(time.plus(LATE))).isPresent();
    return Outcome.of(
            error.kind().reason(),
            "Waits until %s: %s. Retries then by itself."
                .formatted(Conditions.time(minute(until)), error.quoted()),
            facts)
        .heldUp()
        .again(atLeast(Duration.between(now, until)))
        .quietly(isShort || isTold);
  }

  /** Until when the resource says that this generation waits. */
  private static Optional<Instant> told(ResourceInPass<?> work) {
    return Optional.ofNullable(work.status().condition(Condition.READY))
        .filter(ready -> ready.reason().equals(Reason.RateLimited.name()))
        .filter(ready -> Long.valueOf(work.generation()).equals(ready.observedGeneration()))
        .map(ready -> TOLD.matcher(ready.message()))
        .filter(Matcher::find)
        .map(told -> Instant.parse(told.group(1)));
  }

  /** The end of the minute: a turn is not foreseen by the second. */
  private static Instant minute(Instant moment) {
    return moment.plusSeconds(59).truncatedTo(ChronoUnit.MINUTES);
  }

  private static boolean isReady(ResourceInPass<?> work) {
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
