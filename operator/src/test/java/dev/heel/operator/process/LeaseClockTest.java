package dev.heel.operator.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("The clock of a lease")
class LeaseClockTest {
  private static final Instant START = Instant.parse("2026-11-30T12:00:00Z");

  private static final class Hand extends Clock {
    private Instant now = START;

    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneOffset getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }

  /**
   * What happens at which second; a deadline of 30 s, or none; at second {@code at} it is asked.
   */
  @ParameterizedTest(name = "{0}, deadline {1}, at {2} s: may write {3}, overdue {4}, since {5}")
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      textBlock =
          """
          -                             | 30 | 1  | false | false | it does not lead
          1 renewed, 1 begin            | 30 | 2  | true  | false | it leads, and renewed its lease
          1 begin                       | 30 | 2  | false | true  | no renewal is known
          1 renewed, 1 begin            | 30 | 30 | true  | false | the deadline is still to come
          1 renewed, 1 begin            | 30 | 31 | false | true  | at the deadline a write may be too late
          1 renewed, 1 begin, 9 renewed | 30 | 31 | true  | false | a renewal counts from its beginning
          1 renewed, 1 begin, 9 end     | 30 | 10 | false | false | it leads no longer, and knows it
          1 renewed                     | 30 | 2  | false | false | another process leads
          1 begin                       | -  | 99 | true  | false | without an election there is no lease
          1 begin, 2 end                | -  | 3  | false | false | it was stopped
          """)
  void mayWrite(
      String events, Long deadline, long at, boolean mayWrite, boolean overdue, String since) {
    Hand hand = new Hand();
    LeaseClock lease = new LeaseClock(hand, deadline == null ? null : Duration.ofSeconds(deadline));
    for (String event : events == null ? new String[0] : events.split(", ")) {
      hand.now = START.plusSeconds(Long.parseLong(event.split(" ")[0]));
      switch (event.split(" ")[1]) {
        case "begin" -> lease.begin();
        case "renewed" -> lease.renewed(hand.now);
        default -> assertThat(lease.end()).isTrue();
      }
    }
    hand.now = START.plusSeconds(at);
    assertThat(lease.mayWrite()).as(since).isEqualTo(mayWrite);
    assertThat(lease.isOverdue()).as(since).isEqualTo(overdue);
  }
}
