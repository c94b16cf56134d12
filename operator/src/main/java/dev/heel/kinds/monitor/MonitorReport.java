package dev.heel.kinds.monitor;

import com.fasterxml.jackson.databind.JsonNode;
import dev.heel.engine.Report;
import dev.heel.resource.ApiStatus.TriggeredGroup;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** A monitor's state as a list with {@code group_states=all} tells it. */
final class MonitorReport {
  private static final int MOST = 10;
  private static final Set<String> TRIGGERED = Set.of("Alert", "Warn", "No Data");

  private MonitorReport() {}

  static Report of(JsonNode found) {
    List<TriggeredGroup> groups = groups(found.at("/state/groups"));
    return new Report(
        found.path("overall_state").asText(null),
        timestamp(found.path("overall_state_modified")),
        groups.stream().limit(MOST).toList(),
        Math.max(0, groups.size() - MOST));
  }

  /** Newest first; at the same time by name, so that equal states give equal lists. */
  private static List<TriggeredGroup> groups(JsonNode groups) {
    return members(groups)
        .filter(group -> TRIGGERED.contains(group.state()))
        .sorted(
            Comparator.comparing(
                    TriggeredGroup::since, Comparator.nullsLast(Comparator.reverseOrder()))
                .thenComparing(TriggeredGroup::group))
        .toList();
  }

  /** The API describes a mapping from the group's name; a list of named groups is read as well. */
  private static Stream<TriggeredGroup> members(JsonNode groups) {
    if (groups.isArray()) {
      return Stream.iterate(0, i -> i < groups.size(), i -> i + 1)
          .map(i -> group(groups.get(i).path("name").asText(""), groups.get(i)));
    }
    return groups.properties().stream()
        .map(each -> group(each.getValue().path("name").asText(each.getKey()), each.getValue()));
  }

  private static TriggeredGroup group(String name, JsonNode group) {
    String state = group.path("status").asText("");
    JsonNode silent = group.path("last_nodata_ts");
    boolean isSilent = state.equals("No Data") && silent.asLong() > 0;
    return new TriggeredGroup(
        name, state, timestamp(isSilent ? silent : group.path("last_triggered_ts")));
  }

  /** Seconds since 1970 or ISO 8601 as RFC 3339 in UTC, to the second; null if it is neither. */
  private static String timestamp(JsonNode value) {
    try {
      if (value.isNumber()) {
        return value.asLong() <= 0 ? null : Instant.ofEpochSecond(value.asLong()).toString();
      }
      return value.isTextual()
          ? OffsetDateTime.parse(value.asText())
              .toInstant()
              .truncatedTo(ChronoUnit.SECONDS)
              .toString()
          : null;
    } catch (DateTimeException e) {
      return null;
    }
  }
}
