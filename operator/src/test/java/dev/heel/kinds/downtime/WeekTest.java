package dev.heel.kinds.downtime;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.heel.engine.Draft;
import dev.heel.engine.Scope;
import dev.heel.resource.Owner;
import java.time.DayOfWeek;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("What downtimes mute of a week, and what people forget")
class WeekTest {
  private static final String ZONE = "America/New_York";

  private static Week week(String zone, String weekly) {
    String spec = "{monitorTags: [a], schedule: {timezone: %s, weekly: [%s]}}";
    Scope scope = new Scope(new Owner("c", "home", "a"), Map.of(), Instant.EPOCH);
    DowntimeKind kind = new DowntimeKind();
    Draft draft = kind.draft(Downtimes.of(spec.formatted(zone, weekly)), null);
    JsonNode body = kind.desired(draft, scope);
    return Week.of(body.path("schedule")).orElseThrow();
  }

  private static Week nights(String days) {
    return week(ZONE, "{days: [" + days + "], from: '19:00', to: '09:00'}");
  }

  private static Week weekend() {
    return week(ZONE, "{days: [Sat, Sun]}");
  }

  @Test
  @DisplayName("nights of the working days and the weekend leave Monday's early hours open")
  void mondayMorning() {
    Week week = Week.together(List.of(nights("Mon, Tue, Wed, Thu, Fri"), weekend())).orElseThrow();
    assertThat(week.holes()).extracting(Week.Span::words).containsExactly("Monday 00:00 to 09:00");
    assertThat(week.holes().get(0).day()).isEqualTo(DayOfWeek.MONDAY);
    assertThat(week.drawn())
        .containsExactly(
            "       0     6     12    18   24      = muted   . open      America/New_York",
            "  Mon  ...................=====",
            "  Tue  =========..........=====",
            "  Wed  =========..........=====",
            "  Thu  =========..........=====",
            "  Fri  =========..........=====",
            "  Sat  ========================",
            "  Sun  ========================");
  }

  @Test
  @DisplayName("a night that opens on Sunday closes the hole")
  void closed() {
    Week week =
        Week.together(List.of(nights("Sun, Mon, Tue, Wed, Thu, Fri"), weekend())).orElseThrow();
    assertThat(week.holes()).isEmpty();
    assertThat(week.open()).hasSize(5).allMatch(open -> open.to() - open.from() == 600);
  }

  @Test
  @DisplayName("a week without usual hours has no holes: nothing is known of what was meant")
  void nothingUsual() {
    assertThat(weekend().holes()).isEmpty();
    assertThat(week("UTC", "{days: [Mon], from: '01:00', to: '02:00'}").holes()).isEmpty();
  }

  @Test
  @DisplayName("windows that touch or overlap are one, also over the end of Sunday")
  void merged() {
    assertThat(week("UTC", "{days: [Sun], from: '22:00', to: '04:30'}").muted())
        .containsExactly(new Week.Span(0, 270), new Week.Span(6 * 1440 + 22 * 60, 7 * 1440));
    assertThat(week("UTC", "{days: [Mon], from: '00:00', to: '24:00'}, {days: [Tue]}").muted())
        .containsExactly(new Week.Span(0, 2 * 1440));
  }

  @Test
  @DisplayName("clocks that change inside a window are named, and only those")
  void clocks() {
    assertThat(weekend().clockChanges(2027))
        .extracting(change -> change.getDateTimeBefore().toString())
        .containsExactly("2027-03-14T02:00", "2027-11-07T02:00");
    assertThat(week(ZONE, "{days: [Mon]}").clockChanges(2027)).isEmpty();
    assertThat(week("Asia/Tokyo", "{days: [Sun]}").clockChanges(2027)).isEmpty();
  }

  @Test
  @DisplayName("weeks of different zones are not put together")
  void zones() {
    assertThat(Week.together(List.of(weekend(), week("UTC", "{days: [Mon]}")))).isEmpty();
    assertThat(Week.together(List.of())).isEmpty();
  }
}
