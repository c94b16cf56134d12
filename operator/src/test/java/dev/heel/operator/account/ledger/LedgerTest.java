package dev.heel.operator.account.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.heel.operator.process.Timing;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The grace is a minute; times are seconds. */
@DisplayName("The ledger of an organisation")
class LedgerTest {
  private static final Instant ZERO = Instant.parse("2026-11-30T12:00:00Z");
  private static final Ledger.Key OWNER = new Ledger.Key("DatadogMonitor", "test/home/m");
  private static final Ledger.Key OTHER = new Ledger.Key("DatadogMonitor", "test/home/n");
  private static final Ledger.Key DASHBOARD = new Ledger.Key("DatadogDashboard", "test/home/n");

  private final Ledger ledger = new Ledger(Duration.ofMinutes(1));

  private void wrote(Ledger.Key owner, String id, long at) {
    ledger.wrote(owner, id, JsonNodeFactory.instance.objectNode(), at(at));
  }

  /** After a write or a deletion at second 10. */
  @ParameterizedTest(name = "{0}, list begun at {1}: believed {2}, since {3}")
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      textBlock =
          """
          write    | -  | true  | there is no list that could say otherwise
          write    | 5  | true  | the list began before the write
          write    | 69 | true  | a list that began within the grace may not show it
          write    | 70 | false | a list that began after the grace shows it
          deletion | 69 | true  | a list may show for a while what is gone
          deletion | 70 | false | what a later list shows is there
          """)
  void current(String what, Long startedAt, boolean believed, String since) {
    happened(what);
    assertThat(ledger.current(OWNER, startedAt == null ? null : at(startedAt)).isPresent())
        .as(since)
        .isEqualTo(believed);
  }

  @ParameterizedTest(name = "{0}, not there at {1}: credible {2}, since {3}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          nothing  | 0  | true  | nothing was written that could be late
          write    | 70 | false | a write may be missing for a minute
          write    | 71 | true  | the write would be visible by now
          deletion | 11 | true  | it was deleted here
          """)
  void absence(String what, long now, boolean credible, String since) {
    happened(what);
    assertThat(ledger.absenceIsCredible(OWNER, at(now))).as(since).isEqualTo(credible);
  }

  private void happened(String what) {
    if (what.equals("write")) {
      wrote(OWNER, "7", 10);
    } else if (what.equals("deletion")) {
      ledger.deleted(OWNER, "7", at(10));
    }
  }

  /** An announced attempt may take effect until two bounds of a call, 40 s, after it was begun. */
  @ParameterizedTest(
      name = "announced {0}, answer lost {1}, written {2}: doubt until {3}, since {4}")
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      textBlock =
          """
          -  | -  | -  | -  | nothing was tried
          -  | 20 | -  | 20 | an answer was lost
          5  | -  | -  | 45 | an earlier process may have sent it
          5  | 20 | -  | 20 | this process knows when that attempt ended
          30 | 20 | -  | 70 | it is a later attempt than the one that is known
          5  | -  | 6  | -  | it was answered
          5  | -  | 4  | 45 | what was written before was another attempt
          """)
  void doubt(Long announced, Long lost, Long written, Long until, String since) {
    if (written != null) {
      wrote(OWNER, "7", written);
    }
    if (lost != null) {
      ledger.doubt(OWNER, at(lost));
    }
    String creating = announced == null ? null : at(announced).toString();
    assertThat(ledger.doubt(OWNER, creating, Timing.PRODUCTION).orElse(null))
        .as(since)
        .isEqualTo(until == null ? null : at(until));
  }

  @Test
  @DisplayName("an answer, whatever it says, ends the doubt")
  void settled() {
    ledger.doubt(OWNER, at(1));
    ledger.settle(OWNER);
    assertThat(ledger.doubt(OWNER, null, Timing.PRODUCTION)).isEmpty();
    ledger.doubt(OWNER, at(1));
    wrote(OWNER, "7", 2);
    assertThat(ledger.doubt(OWNER, null, Timing.PRODUCTION)).isEmpty();
  }

  /** This owner wrote object 7 at second 10. */
  @ParameterizedTest(name = "{0} wrote {1} at {2}: taken {3}, since {4}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          other     | 7 | 11 | true  | another resource took it over
          other     | 7 | 9  | false | this one took it over
          other     | 8 | 11 | false | it is another object
          dashboard | 7 | 11 | false | ids of two kinds may be equal
          own       | 7 | 11 | false | it wrote it again
          """)
  void taken(String who, String id, long at, boolean taken, String since) {
    wrote(OWNER, "7", 10);
    wrote(who.equals("own") ? OWNER : who.equals("other") ? OTHER : DASHBOARD, id, at);
    assertThat(ledger.isTaken(OWNER, "7")).as(since).isEqualTo(taken);
  }

  @Test
  @DisplayName("an object is missed twice only by two rounds, and not if it was found between them")
  void missedTwice() {
    assertThat(ledger.missedTwice(OWNER, at(1))).as("first").isFalse();
    assertThat(ledger.missedTwice(OWNER, at(1))).as("the same round").isFalse();
    assertThat(ledger.missedTwice(OWNER, at(2))).as("another round").isTrue();
    ledger.found(OWNER);
    assertThat(ledger.missedTwice(OWNER, at(3))).as("it was there again").isFalse();
  }

  @Test
  @DisplayName("it is missing since it was first missed, until it is found or written")
  void missedSince() {
    assertThat(ledger.missedSince(OWNER, at(1))).isEqualTo(at(1));
    assertThat(ledger.missedSince(OWNER, at(2))).isEqualTo(at(1));
    wrote(OWNER, "7", 3);
    assertThat(ledger.missedSince(OWNER, at(4))).isEqualTo(at(4));
    ledger.found(OWNER);
    assertThat(ledger.missedSince(OWNER, at(5))).isEqualTo(at(5));
  }

  @Test
  @DisplayName("a deletion that was answered \"not there\" is remembered for that object alone")
  void deletionMissed() {
    assertThat(ledger.deletionMissed(OWNER, "7")).isEmpty();
    assertThat(ledger.deletionMissed(OWNER, "7", at(1))).isEqualTo(at(1));
    assertThat(ledger.deletionMissed(OWNER, "7", at(2))).isEqualTo(at(1));
    assertThat(ledger.deletionMissed(OWNER, "8")).isEmpty();
    ledger.deleted(OWNER, "7", at(3));
    assertThat(ledger.deletionMissed(OWNER, "7")).isEmpty();
  }

  /** A write at second 10, then a list of the kind that begins at {@code startedAt}. */
  @ParameterizedTest(name = "owner there {0}, list at {1}: answer kept {2}, id kept {3}, since {4}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          true  | 69 | true  | true  | the list may not show the write
          true  | 70 | false | true  | the list shows the object: only its id is worth keeping
          false | 69 | true  | true  | the resource may come back within the grace
          false | 70 | false | false | nothing is left of a resource that is gone
          """)
  void compact(boolean there, long startedAt, boolean answer, boolean id, String since) {
    wrote(OWNER, "7", 10);
    ledger.compact(OWNER.kind(), at(startedAt), there ? Set.of(OWNER.owner()) : Set.of());
    assertThat(ledger.last(OWNER).isPresent()).as(since).isEqualTo(id);
    assertThat(ledger.last(OWNER).map(Ledger.Entry::text).isPresent()).as(since).isEqualTo(answer);
  }

  private static Instant at(long second) {
    return ZERO.plusSeconds(second);
  }
}
