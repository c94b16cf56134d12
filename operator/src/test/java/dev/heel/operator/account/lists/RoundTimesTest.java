package dev.heel.operator.account.lists;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** When a list is read again: at once for who waits for it, and with patience while it fails. */
@DisplayName("The times of a list's rounds")
class RoundTimesTest {
  private static final Instant NOW = Instant.parse("2026-12-01T06:00:00Z");
  private static final Duration INTERVAL = Duration.ofMinutes(1);

  private final RoundTimes times = new RoundTimes();

  @BeforeEach
  void begin() {
    times.began(NOW, INTERVAL);
  }

  @Test
  @DisplayName("who waits for a list gets one at once, and never a later one than is due")
  void asked() {
    times.askedFor(NOW.plus(INTERVAL).plusSeconds(1));
    assertThat(times.next()).isEqualTo(NOW.plus(INTERVAL));
    times.askedFor(NOW);
    assertThat(times.next()).isEqualTo(NOW);
  }

  @ParameterizedTest(name = "after {0} rounds that came to nothing: {1} s")
  @CsvSource({"1, 2", "2, 4", "5, 32", "6, 64", "70, 64"})
  @DisplayName("however many ask, nobody gets a round before a patience that grows")
  void patience(int failures, int seconds) {
    fail(failures);
    times.began(NOW, Duration.ofHours(1));
    times.askedFor(NOW.minusSeconds(5));
    times.askedFor(NOW);
    assertThat(times.next()).isEqualTo(NOW.plusSeconds(seconds));
  }

  @Test
  @DisplayName("who asks while a round is under way that comes to nothing waits as well")
  void underWay() {
    times.askedFor(NOW);
    fail(1);
    assertThat(times.next()).isEqualTo(NOW.plusSeconds(2));
  }

  @Test
  @DisplayName("the round that is due anyway is not put off")
  void due() {
    fail(9);
    assertThat(times.next()).isEqualTo(NOW.plus(INTERVAL));
    times.again();
    assertThat(times.next()).isEqualTo(NOW.plus(INTERVAL));
  }

  @Test
  @DisplayName("a good round ends the patience, and the next failure begins it anew")
  void good() {
    fail(4);
    times.succeeded();
    times.askedFor(NOW);
    assertThat(times.next()).isEqualTo(NOW);
    fail(1);
    times.began(NOW, INTERVAL);
    times.again();
    assertThat(times.next()).isEqualTo(NOW.plusSeconds(2));
  }

  @Test
  @DisplayName("other keys, or the turn at a limit, end it as well")
  void anew() {
    fail(4);
    times.anew(NOW);
    assertThat(times.next()).isEqualTo(NOW);
  }

  @Test
  @DisplayName("what a limit holds up waits for that time, whoever asks")
  void heldUp() {
    times.heldUp(NOW.plusSeconds(20));
    times.askedFor(NOW);
    assertThat(times.next()).isEqualTo(NOW.plusSeconds(20));
  }

  private void fail(int failures) {
    for (int i = 0; i < failures; i++) {
      times.failed(NOW);
    }
  }
}
