package dev.heel.operator.account.deletion;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("What becomes of an object that is kept until 10:00")
class KeptVerdictTest {
  @ParameterizedTest(name = "at {0}, resource there {1} with {2}: {3}, since {4}")
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      textBlock =
          """
          09:59 | false | - | STAYS      | its time has not come
          10:00 | false | - | GOES       | nobody came back
          09:59 | true  | 7 | TAKEN_BACK | its resource has it again
          10:00 | true  | 7 | TAKEN_BACK | its resource has it again, just in time
          10:00 | true  | - | STAYS      | its resource is back, perhaps suspended, and may take it yet
          09:59 | true  | 8 | STAYS      | its resource has another object, and its time has not come
          10:00 | true  | 8 | GOES       | its resource has another object
          """)
  void verdict(String time, boolean isBack, String id, KeptVerdict expected, String since) {
    KeptObject kept =
        new KeptObject("DatadogMonitor", "home", "m", null, "7", at("08:00"), at("10:00"));
    assertThat(KeptVerdict.of(kept, isBack, id, Instant.parse(at(time))))
        .as(since)
        .isEqualTo(expected);
  }

  private static String at(String time) {
    return "2026-11-24T" + time + ":00Z";
  }
}
