package dev.heel.kinds.downtime;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.client.utils.Serialization;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("When a downtime next mutes, as people read it")
class DowntimeReportTest {
  /** Times of New York: clocks went forward on 8 March 2026 and back on 1 November 2026. */
  @ParameterizedTest(name = "{0} {1} to {2}")
  @CsvSource({
    "scheduled,2026-11-25T00:00:00Z,2026-11-25T14:00:00Z,Tue 24 Nov 19:00 EST",
    "active,2026-11-25T00:00:00Z,2026-11-25T14:00:00Z,until Wed 25 Nov 09:00 EST",
    "scheduled,2026-03-08T00:00:00Z,2026-03-08T14:00:00Z,"
        + "'Sat 7 Mar 19:00 EST until Sun 8 Mar 10:00 EDT, clocks change'",
    "scheduled,2026-10-31T23:00:00Z,2026-11-01T13:00:00Z,"
        + "'Sat 31 Oct 19:00 EDT until Sun 1 Nov 08:00 EST, clocks change'",
    "active,2026-10-31T23:00:00Z,2026-11-01T13:00:00Z,"
        + "'until Sun 1 Nov 08:00 EST, clocks change'",
    "active,2026-10-01T04:00:00Z,2026-12-01T05:00:00Z,until Tue 1 Dec 00:00 EST",
    "canceled,2026-03-08T00:00:00Z,2026-03-08T14:00:00Z,",
  })
  void next(String state, String start, String end, String words) {
    JsonNode found =
        Serialization.unmarshal(
            """
            ---
            {status: %s, schedule: {timezone: America/New_York,
              current_downtime: {start: '%s', end: '%s'}}}
            """
                .formatted(state, start, end),
            JsonNode.class);
    assertThat(DowntimeReport.of(found).next()).isEqualTo(words);
  }
}
