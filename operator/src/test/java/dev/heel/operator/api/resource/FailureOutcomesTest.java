package dev.heel.operator.api.resource;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heel.engine.api.DatadogError;
import dev.heel.engine.api.DatadogError.Kind;
import dev.heel.kinds.monitor.DatadogMonitor;
import dev.heel.operator.account.lists.NewestList;
import dev.heel.operator.account.lists.Snapshot;
import dev.heel.operator.process.Timing;
import dev.heel.operator.status.FollowUp.Attempt;
import dev.heel.operator.status.Outcome;
import dev.heel.operator.wake.Attempts;
import dev.heel.operator.wake.LastSeen;
import dev.heel.operator.wake.ResourceMemory;
import dev.heel.resource.ApiStatus;
import dev.heel.resource.Condition;
import dev.heel.resource.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("What an error of Datadog means for a resource")
class FailureOutcomesTest {
  private static final Instant NOW = MonitorInPass.NOW;
  private static final ApiStatus STATUS = ApiStatus.NONE.edit().object("7", "url").build();

  private final Attempts attempts = new Attempts(new ResourceMemory());
  private final FailureOutcomes outcomes = new FailureOutcomes(Timing.PRODUCTION, attempts);
  private final ResourceInPass<DatadogMonitor> work = MonitorInPass.of(STATUS);

  /** Next in seconds; where patience grows, it says when. */
  @ParameterizedTest(name = "{0}, of a write {1}: {2}, {3}, next {4}, since {5}")
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      textBlock =
          """
          REJECTED  | true  | Rejected    | NONE   | 3600 | the same body is refused again
          IN_USE    | true  | Rejected    | NONE   | 3600 | the same body is refused again
          FORBIDDEN | true  | Forbidden   | NONE   | 600  | a person may give the keys more rights
          THROTTLED | true  | RateLimited | WAITS  | 90   | the limit says when it resets
          TRANSIENT | true  | Unavailable | FAILED | -    | it passes by itself
          MISSING   | true  | Unavailable | FAILED | -    | whether it is gone is concluded elsewhere
          REJECTED  | false | Unavailable | FAILED | -    | a read has no body that could be refused
          IN_USE    | false | Unavailable | FAILED | -    | a read changes nothing that is in use
          FORBIDDEN | false | Forbidden   | NONE   | 600  | the keys may not read it
          THROTTLED | false | RateLimited | WAITS  | 90   | reads have limits too
          TRANSIENT | false | Unavailable | FAILED | -    | it passes by itself
          MISSING   | false | Unavailable | FAILED | -    | whether it is gone is concluded elsewhere
          """)
  void kinds(Kind kind, boolean write, Reason reason, Attempt attempt, Long next, String since) {
    DatadogError error = error(kind, 90);
    RefusedBody body = new RefusedBody(work, "datadog/default", "hash");
    Outcome<ApiStatus> outcome =
        write ? outcomes.ofWrite(error, body, STATUS) : outcomes.ofRead(error, work);
    assertThat(outcome.reason()).as(since).isEqualTo(reason);
    assertThat(outcome.then().attempt()).as(since).isEqualTo(attempt);
    assertThat(outcome.then().next())
        .as(since)
        .isEqualTo(next == null ? null : Duration.ofSeconds(next));
    assertThat(outcome.message()).contains("400 \"no\"");
    boolean remembered = outcome.facts().refused() != null;
    assertThat(remembered)
        .as("remembered, so that a restart sends nothing again")
        .isEqualTo(reason == Reason.Rejected);
  }

  /** A read that failed while Ready said so of that generation; the resource is in generation 2. */
  @ParameterizedTest(name = "{0} while {1} of {2}: quiet {3}, since {4}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          TRANSIENT | True  | 2 | true  | what is in sync stays so for a while
          THROTTLED | True  | 2 | true  | what is in sync stays so for a while
          FORBIDDEN | True  | 2 | false | that does not pass by itself
          TRANSIENT | False | 2 | false | something is told already
          TRANSIENT | True  | 1 | false | nobody knows yet what became of this generation
          """)
  void read(Kind kind, String ready, long generation, boolean quiet, String since) {
    ResourceInPass<DatadogMonitor> known =
        MonitorInPass.of(ready(ready, "InSync", "m", generation));
    Halt halt = outcomes.of(error(kind, 90), known);
    assertThat(halt.outcome().isQuiet()).as(since).isEqualTo(quiet);
  }

  /** The limit resets in so many seconds; the resource has waited for some, and says something. */
  @ParameterizedTest(name = "resets in {0}, waits for {1}, says {2} of {3}: quiet {4}, since {5}")
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      textBlock =
          """
          2  | 0  | -                     | 2 | true  | it is done before anybody asks
          90 | 0  | -                     | 2 | false | it is to wait for long
          2  | 60 | -                     | 2 | false | it has waited for long
          90 | 60 | Waits until 12:02:00Z | 2 | true  | that was told
          90 | 60 | Waits until 11:59:30Z | 2 | true  | a turn may come a little later than told
          90 | 60 | Waits until 11:58:00Z | 2 | false | what was told is past by more than a minute
          90 | 60 | Waits until 12:02:00Z | 1 | false | that was told of another generation
          """)
  void rateLimited(
      long resets, long waited, String says, long generation, boolean quiet, String since) {
    String message =
        says == null ? "m" : says.replace("until ", "until 2026-11-30T") + ": 429 \"no\".";
    String reason = says == null ? "InSync" : "RateLimited";
    attempts.waits("uid", NOW.minusSeconds(waited));
    Outcome<ApiStatus> outcome =
        outcomes.ofRead(
            error(Kind.THROTTLED, resets),
            MonitorInPass.of(ready("False", reason, message, generation)));
    assertThat(outcome.isQuiet()).as(since).isEqualTo(quiet);
    assertThat(outcome.then().next()).isEqualTo(Duration.ofSeconds(resets));
  }

  /** No list is there; the last round failed so, and the resource has heard of this generation. */
  @ParameterizedTest(name = "{0}, told {1}: {2}, quiet {3}, since {4}")
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      textBlock =
          """
          -         | false | Progressing | true  | the first list is on its way
          FORBIDDEN | false | Forbidden   | false | a new resource says why nothing happens
          REJECTED  | false | Unavailable | false | a list has no body that could be refused
          TRANSIENT | true  | Unavailable | true  | what was told stays
          """)
  void noList(Kind failure, boolean told, Reason reason, boolean quiet, String since) {
    ApiStatus status = told ? STATUS.edit().observedGeneration(2L).build() : STATUS;
    Halt halt = outcomes.waitForList(MonitorInPass.of(status), new Unread(failure));
    assertThat(halt.outcome().reason()).as(since).isEqualTo(reason);
    assertThat(halt.outcome().isQuiet()).as(since).isEqualTo(quiet);
    assertThat(halt.outcome().then().seen()).isEqualTo(LastSeen.AWAITS_LIST);
  }

  @Test
  @DisplayName("why a deletion is blocked says whose turn it is")
  void deletion() {
    assertThat(FailureOutcomes.ofDeletion(error(Kind.IN_USE, 0))).contains("it is in use");
    assertThat(FailureOutcomes.ofDeletion(error(Kind.FORBIDDEN, 0))).contains("these keys");
    assertThat(FailureOutcomes.ofDeletion(error(Kind.TRANSIENT, 0))).contains("could not do it");
  }

  /** The body was refused so many minutes ago; the status has its hash or another. */
  @ParameterizedTest(name = "hash {0}, refused {1} min ago: again in {2}, since {3}")
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      textBlock =
          """
          -     | 1  | -  | nothing was refused
          other | 1  | -  | another body was refused
          hash  | 1  | 59 | the same is not sent within an hour
          hash  | 60 | -  | it is tried once an hour
          """)
  void refusedBefore(String hash, long ago, Long again, String since) {
    String at = NOW.minus(Duration.ofMinutes(ago)).toString();
    ApiStatus status =
        hash == null
            ? STATUS
            : STATUS.edit().refused(new ApiStatus.Refused(hash, at, "400 \"no\"")).build();
    Optional<Outcome<ApiStatus>> earlier =
        new RefusedBody(MonitorInPass.of(status), "datadog/default", "hash").earlier();
    assertThat(earlier.map(outcome -> outcome.then().next().toMinutes()))
        .as(since)
        .isEqualTo(Optional.ofNullable(again));
  }

  private record Unread(Kind error) implements NewestList {
    @Override
    public Snapshot snapshot() {
      return null;
    }

    @Override
    public Optional<DatadogError> failure() {
      return Optional.ofNullable(error).map(kind -> FailureOutcomesTest.error(kind, 90));
    }

    @Override
    public void nudge(Instant at) {
      throw new IllegalStateException("nobody asks for it here");
    }
  }

  private static ApiStatus ready(String status, String reason, String message, long generation) {
    Condition ready = new Condition("Ready", status, reason, message, "", generation);
    return STATUS.edit().observedGeneration(generation).conditions(List.of(ready)).build();
  }

  private static DatadogError error(Kind kind, long resets) {
    return new DatadogError(kind, true, 400, "no", NOW.plusSeconds(resets));
  }
}
