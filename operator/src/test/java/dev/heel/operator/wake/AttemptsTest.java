package dev.heel.operator.wake;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("Failed attempts")
class AttemptsTest {
  private static final Instant NOW = Instant.parse("2026-11-30T12:00:00Z");

  private final ResourceMemory memory = new ResourceMemory();
  private final Attempts attempts = new Attempts(memory);

  /** A number is a failure of that generation; {@code ok} a success. */
  @ParameterizedTest(name = "{0}: {1} to {2} ms, since {3}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          1                       | 750    | 1000   | a passing fault is over in a second
          1 1                     | 1500   | 2000   | patience doubles
          1 1 1 1                 | 6000   | 8000   | patience doubles each time
          1 1 1 1 1 1 1 1 1       | 192000 | 256000 | it still grows
          1 1 1 1 1 1 1 1 1 1     | 225000 | 300000 | five minutes are the longest
          1 1 1 1 1 1 1 1 1 1 1 1 | 225000 | 300000 | however long it lasts
          1 1 1 2                 | 750    | 1000   | a new generation is a new attempt
          1 1 ok 1                | 750    | 1000   | what failed before a success is forgotten
          """)
  void patience(String all, long least, long most, String since) {
    Duration wait = Duration.ZERO;
    for (String each : all.split(" ")) {
      if (each.equals("ok")) {
        attempts.succeeded("uid");
      } else {
        wait = attempts.failed("uid", Long.parseLong(each));
      }
    }
    assertThat(wait.toMillis()).as(since).isBetween(least, most);
  }

  @Test
  @DisplayName("a resource waits for its turn since it first did, until it succeeds or is gone")
  void waiting() {
    assertThat(attempts.waitingSince("uid")).isEmpty();
    attempts.waits("uid", NOW);
    attempts.waits("uid", NOW.plusSeconds(9));
    assertThat(attempts.waitingSince("uid")).contains(NOW);
    attempts.succeeded("uid");
    assertThat(attempts.waitingSince("uid")).isEmpty();
    attempts.waits("uid", NOW);
    memory.forget("uid");
    assertThat(attempts.waitingSince("uid")).isEmpty();
  }

  @Test
  @DisplayName("a resource that is gone leaves nothing, and others keep theirs")
  void forgotten() {
    attempts.failed("one/heel", 1);
    attempts.failed("other", 1);
    memory.forget("one");
    assertThat(attempts.failed("one/heel", 1)).isLessThanOrEqualTo(Duration.ofSeconds(1));
    assertThat(attempts.failed("other", 1)).isGreaterThan(Duration.ofSeconds(1));
  }
}
