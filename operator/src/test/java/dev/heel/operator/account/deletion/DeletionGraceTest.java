package dev.heel.operator.account.deletion;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heel.engine.api.DatadogError;
import dev.heel.operator.process.Timing;
import dev.heel.operator.wake.ResourceMemory;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("The grace of a deletion")
class DeletionGraceTest {
  private static final Instant DELETED = Instant.parse("2026-11-24T10:00:00Z");

  /** Attempts as minute and kind; the account's last removal and the end as minutes. */
  @ParameterizedTest(name = "{0}, last removal at {1}: ends at {2}")
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      textBlock =
          """
          -                                      | 0  | 15 | it counts from the deletion
          1 TRANSIENT                            | 0  | 15 | nothing held it up
          1 TRANSIENT, 9 THROTTLED               | 8  | 15 | its first attempt was sent before the limit
          1 THROTTLED, 9 THROTTLED               | 8  | 24 | it waits while others before it go
          1 THROTTLED, 30 THROTTLED              | 8  | 16 | nothing goes any more: it does not wait forever
          1 THROTTLED, 9 THROTTLED, 10 TRANSIENT | 9  | 25 | it counts from the first attempt that was sent
          5 THROTTLED, 6 TRANSIENT, 8 THROTTLED  | 8  | 21 | a later limit does not begin it anew
          """)
  void ends(String attempts, long removal, long end, String since) {
    DeletionGrace grace =
        new DeletionGrace(
            Timing.PRODUCTION, () -> DELETED.minusSeconds(9999), new ResourceMemory());
    for (String attempt : attempts == null ? new String[0] : attempts.split(", ")) {
      String[] parts = attempt.split(" ");
      DatadogError error = new DatadogError(DatadogError.Kind.valueOf(parts[1]), true, 0, "", null);
      grace.failed("uid", error, at(removal), at(Long.parseLong(parts[0])));
    }
    assertThat(grace.deadline("uid", DELETED, Duration.ofMinutes(15))).as(since).isEqualTo(at(end));
  }

  private static Instant at(long minute) {
    return DELETED.plus(Duration.ofMinutes(minute));
  }
}
