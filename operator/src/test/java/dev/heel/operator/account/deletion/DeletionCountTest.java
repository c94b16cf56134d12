package dev.heel.operator.account.deletion;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heel.kinds.account.AccountStatus.DeletedInMinute;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("How many objects may be deleted within an hour")
class DeletionCountTest {
  private static final Instant NOW = Instant.parse("2026-11-24T10:30:20Z");

  @ParameterizedTest(name = "{0}, {1} an hour: {2}, {3}")
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      textBlock =
          """
          -                | 1 | true  | nothing was deleted yet
          -                | 0 | true  | there is no bound
          10:30=3          | 0 | true  | there is no bound
          10:30=2          | 3 | true  | one more is the third
          10:30=3          | 3 | false | the fourth is kept
          09:31=2 10:05=1  | 3 | false | all minutes of the hour count together
          09:30=3          | 3 | false | the end of that minute is less than an hour ago
          09:29=3          | 3 | true  | an hour is over
          10:45=3          | 3 | false | a clock that was set back lets no more go
          soon=9 10:30=1   | 3 | true  | what is no time, as by a person's hand, does not count
          """)
  void allows(String minutes, int perHour, boolean expected, String since) {
    DeletionCount count = DeletionCount.of(minutes(minutes));
    assertThat(count.allowsOne(perHour, NOW)).as(since).isEqualTo(expected);
  }

  @ParameterizedTest(name = "{0} and one more: {1}")
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      textBlock =
          """
          -               | 10:30=1         | the first
          10:30=4         | 10:30=5         | the same minute
          09:00=7 10:29=2 | 10:29=2 10:30=1 | what counts no longer is forgotten
          """)
  void plusOne(String minutes, String expected, String since) {
    DeletionCount count = DeletionCount.of(minutes(minutes)).plusOne(NOW);
    assertThat(count.shown(NOW)).as(since).isEqualTo(minutes(expected));
  }

  private static List<DeletedInMinute> minutes(String text) {
    List<DeletedInMinute> minutes = new ArrayList<>();
    for (String each : text == null ? new String[0] : text.split(" ")) {
      String[] parts = each.split("=");
      String minute = parts[0].contains(":") ? "2026-11-24T" + parts[0] + ":00Z" : parts[0];
      minutes.add(new DeletedInMinute(minute, Integer.valueOf(parts[1])));
    }
    return minutes;
  }
}
