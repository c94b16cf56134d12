package dev.heel.kinds.downtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("What a downtime is told before it is sent")
class DowntimeChecksTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{monitorRef: {name: b}} |",
        "{scope: '*'} | ERROR downtime-monitor",
        "{monitorRef: {name: b}, monitorTags: [a]} | ERROR downtime-monitor",
        "{monitorTags: [a], scope: prod} | ERROR downtime-scope",
        "{monitorTags: [a], scope: 'a:1 OR b:2'} | ERROR downtime-scope",
        "{monitorTags: [a], scope: 'a:1 OR a:2'} |",
        "{monitorTags: [a], scope: 'a:1 AND (b:2 OR c:3)'} |",
        "{monitorTags: [a], scope: 'a:1 AND (b:2 OR (c:3 AND (d:4)))'} | ERROR downtime-scope",
        "{monitorTags: [a], scope: 'a:(x OR y) AND -b:z*'} |",
        "{monitorTags: [a], scope: 'host:\"a b\"'} |",
        "{monitorTags: [a], scope: 'a:b?'} | ERROR downtime-scope",
        "{monitorTags: [a], scope: 'a:(b'} | ERROR downtime-scope",
        "{monitorTags: [a], scope: 'a:b AND'} | ERROR downtime-scope",
        "{monitorTags: [a], displayTimezone: Europe/Pairs} | ERROR time-zone",
        "{monitorTags: [a], displayTimezone: Asia/Tokyo, schedule: {timezone: UTC, weekly: [{days: [Mon]}]}}"
            + " | ERROR time-zone",
        "{monitorTags: [a], schedule: {weekly: [{days: [Mon]}]}} | ERROR downtime-schedule",
        "{monitorTags: [a], schedule: {timezone: UTC, weekly: [{days: [Mon]}], end: '2030-01-01T00:00'}}"
            + " | ERROR downtime-schedule",
        "{monitorTags: [a], schedule: {timezone: UTC, weekly: [{days: [Mon], from: '19:00'}]}}"
            + " | ERROR downtime-hours",
        "{monitorTags: [a], schedule: {timezone: UTC, weekly: [{days: [Mon], from: 7pm, to: '09:00'}]}}"
            + " | ERROR downtime-hours",
        "{monitorTags: [a], schedule: {timezone: UTC, recurrences: [{rrule: 'DTSTART=20260101;FREQ=DAILY',"
            + " start: '2026-01-01T10:00', duration: 1h}]}} | ERROR downtime-rule",
        "{monitorTags: [a], schedule: {timezone: UTC, recurrences: [{rrule: 'BYDAY=MO',"
            + " start: '2026-01-01T10:00', duration: 1h}]}} | ERROR downtime-rule",
        "{monitorTags: [a], schedule: {timezone: UTC, recurrences: [{rrule: 'FREQ=DAILY',"
            + " start: '2026-01-01T10:00Z', duration: 1h}]}} | ERROR downtime-time",
        "{monitorTags: [a], schedule: {timezone: UTC, recurrences: [{rrule: 'FREQ=DAILY',"
            + " start: '2026-01-01T10:00', duration: 1 hour}]}} | ERROR downtime-time",
        "{monitorTags: [a], schedule: {start: tomorrow}} | ERROR downtime-time",
        "{monitorTags: [a], schedule: {start: '2026-02-01T00:00Z', end: '2026-01-01T00:00Z'}}"
            + " | ERROR downtime-time",
        "{monitorTags: [a], message: quiet, notifyEndTypes: [expired]} | WARNING downtime-nobody",
        "{monitorTags: [a], message: 'quiet @a', notifyEndTypes: [expired]} |"
      })
  void isTold(String spec, String told) {
    assertThat(Downtimes.problems(spec))
        .extracting(problem -> problem.severity() + " " + problem.rule())
        .containsExactlyElementsOf(told == null ? List.of() : List.of(told));
  }

  @ParameterizedTest
  @CsvSource({"1140, 19:00", "540, 09:00"})
  @DisplayName("a time that lost its quotes is named as it was meant")
  void unquoted(int read, String meant) {
    assertThat(
            Downtimes.problems(
                "{monitorTags: [a], schedule: {timezone: UTC, weekly: [{days: [Mon], from: "
                    + read
                    + ", to: '10:00'}]}}"))
        .filteredOn(problem -> problem.rule().equals("downtime-unquoted-time"))
        .singleElement()
        .satisfies(
            problem ->
                assertThat(problem.sentence())
                    .startsWith("spec.schedule.weekly.0.from: ")
                    .contains(meant + " is " + read, "Write \"" + meant + "\" in quotes."));
  }
}
