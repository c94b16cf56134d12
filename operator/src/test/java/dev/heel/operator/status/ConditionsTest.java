package dev.heel.operator.status;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heel.resource.ApiStatus;
import dev.heel.resource.ApiStatus.Observed;
import dev.heel.resource.Condition;
import dev.heel.resource.Reason;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("Conditions")
class ConditionsTest {
  private static final Instant EARLIER = Instant.parse("2026-11-30T11:00:00Z");
  private static final Instant NOW = Instant.parse("2026-11-30T12:00:00Z");

  @ParameterizedTest
  @EnumSource(Reason.class)
  @DisplayName("Ready is true of what is as it should be, and each reason has one meaning")
  void kstatus(Reason reason) {
    String expected =
        switch (reason.health()) {
          case READY -> "Ready=True";
          case RECONCILING -> "Ready=False Reconciling=True";
          case STALLED -> "Ready=False Stalled=True";
        };
    assertThat(said(new Conditions(null, 1, NOW).of(reason, "words", null))).isEqualTo(expected);
  }

  private static String said(List<Condition> conditions) {
    return conditions.stream()
        .map(each -> each.type() + "=" + each.status())
        .collect(Collectors.joining(" "));
  }

  @Test
  @DisplayName("the second one says what is waited for, if that is not the message")
  void waiting() {
    Conditions conditions = new Conditions(null, 1, NOW);
    assertThat(conditions.of(Reason.Invalid, "m", "w").get(0).message()).isEqualTo("m");
    assertThat(conditions.of(Reason.Invalid, "m", "w").get(1).message()).isEqualTo("w");
    assertThat(conditions.of(Reason.Invalid, "m", null).get(1).message()).isEqualTo("m");
  }

  /** From one reason to another, an hour apart. */
  @ParameterizedTest(name = "{0}, then {1}: Ready since {2}, since {3}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          InSync   | Drifted     | EARLIER | both are ready: nobody is told of a transition
          InSync   | Invalid     | NOW     | it is ready no longer
          Invalid  | Unavailable | EARLIER | it still is not ready
          Invalid  | InSync      | NOW     | it became ready
          """)
  void transition(Reason first, Reason second, String since, String why) {
    List<Condition> before = new Conditions(null, 1, EARLIER).of(first, "m", null);
    Condition ready = new Conditions(before, 2, NOW).of(second, "m", null).get(0);
    Instant expected = since.equals("NOW") ? NOW : EARLIER;
    assertThat(ready.lastTransitionTime()).as(why).isEqualTo(Conditions.time(expected));
    assertThat(ready.observedGeneration()).isEqualTo(2);
  }

  /** What a second pass finds, an hour after one that wrote the status. */
  @ParameterizedTest(name = "{0}: written {1}, since {2}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          the same       | false | an equal status is not written
          other message  | true  | a person sees something else
          generation     | true  | the status speaks of a new spec
          observed       | false | when it was last looked at is no news by itself
          organization   | false | nor is which organisation it is in
          observed, told | true  | something happened to it
          """)
  void news(String change, boolean written, String since) {
    ApiStatus facts = ApiStatus.NONE.edit().object("7", "url").build();
    ApiStatus before =
        Conditions.status(ApiStatus.NONE, Outcome.of(Reason.InSync, "m", facts), 1, EARLIER);
    ApiStatus next =
        switch (change) {
          case "observed", "observed, told" ->
              before.edit().observed(new Observed(null, "hash")).build();
          case "organization" -> before.edit().organization("acme").build();
          default -> before;
        };
    String message = change.equals("other message") ? "other" : "m";
    Outcome<ApiStatus> outcome = Outcome.of(Reason.InSync, message, next);
    Outcome<ApiStatus> told =
        change.contains("told") ? outcome.telling(Happening.normal("Updated", "x")) : outcome;
    long generation = change.equals("generation") ? 2 : 1;
    ApiStatus after = Conditions.status(before, told, generation, NOW);
    assertThat(after.equals(before)).as(since).isEqualTo(!written);
  }

  /** The outcome's reason, what Ready said before of which generation; the pass is about 2. */
  @ParameterizedTest(name = "{0} after {1} of {2}, quiet {3}: {4} Events, since {5}")
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      textBlock =
          """
          Invalid     | -       | 0 | false | 1 | it is bad from the beginning
          Invalid     | InSync  | 2 | false | 1 | it became worse
          Invalid     | Invalid | 2 | false | 0 | that was told
          Invalid     | Invalid | 1 | false | 1 | that was told of another generation
          Invalid     | InSync  | 2 | true  | 0 | it is to be kept quiet
          InSync      | Invalid | 2 | false | 0 | nobody need look at what is well
          RateLimited | InSync  | 2 | false | 0 | nothing is wrong
          """)
  void events(
      Reason reason, Reason before, long generation, boolean quiet, int expected, String since) {
    Condition ready =
        before == null ? null : new Condition("Ready", "False", before.name(), "", "", generation);
    Outcome<ApiStatus> outcome = Outcome.of(reason, "m", ApiStatus.NONE).quietly(quiet);
    assertThat(Recorder.of(outcome, ready, 2)).as(since).hasSize(expected);
    assertThat(Recorder.of(outcome.telling(Happening.normal("Own", "x")), ready, 2))
        .as("what a pass tells itself is told alone")
        .hasSize(1);
  }
}
