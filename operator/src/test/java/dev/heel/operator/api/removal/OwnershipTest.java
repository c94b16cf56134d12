package dev.heel.operator.api.removal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heel.operator.api.removal.Ownership.Evidence;
import dev.heel.operator.api.removal.Ownership.Listed;
import dev.heel.operator.api.removal.Ownership.Verdict;
import java.time.Instant;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("Before anything is removed: is it still its resource's?")
class OwnershipTest {
  @ParameterizedTest(name = "marker {0}, taken {1}, list {2}: {3}, since {4}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          true  | false | MARKED    | OURS     | the newest list shows our marker
          true  | false | OTHERWISE | ASK      | it may be made a moment ago, or be somebody's by now
          true  | false | COMING    | UNKNOWN  | one list tells of a thousand objects, a read of one
          true  | false | NONE      | ASK      | no list can be had
          true  | true  | MARKED    | NOT_OURS | what was written here later is not in the list yet
          true  | true  | NONE      | NOT_OURS | the other's write is known without a read
          false | false | NONE      | OURS     | there is no place for a marker, and nobody else has it
          false | true  | NONE      | NOT_OURS | another resource's status names it
          """)
  void verdict(boolean marked, boolean taken, Listed list, Verdict expected, String since) {
    assertThat(Ownership.of(new Evidence(marked, taken, list))).as(since).isEqualTo(expected);
  }

  @ParameterizedTest(name = "begun {0}, written {1}: {2}")
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      textBlock =
          """
          -     | -     | false | there is no list
          10:05 | -     | true  | as old as it may be
          10:04 | -     | false | what it shows may have changed since
          10:08 | 10:08 | true  | it began when our write had ended
          10:07 | 10:08 | false | it may show what was before our write
          """)
  void newEnough(String begun, String written, boolean expected, String since) {
    boolean isNew = Ownership.isNewEnough(at(begun), at(written), at("10:05"));
    assertThat(isNew).as(since).isEqualTo(expected);
  }

  private static Instant at(String time) {
    return time == null ? null : Instant.parse("2026-11-24T" + time + ":00Z");
  }
}
