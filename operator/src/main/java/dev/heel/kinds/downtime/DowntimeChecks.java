package dev.heel.kinds.downtime;

import com.fasterxml.jackson.databind.JsonNode;
import dev.heel.engine.Check;
import dev.heel.engine.Draft;
import dev.heel.engine.problem.TimeZones;
import dev.heel.engine.read.Handles;
import dev.heel.resource.Problem;
import dev.heel.resource.Problem.Severity;
import java.util.List;
import java.util.stream.Stream;

/** What a downtime must be beyond its schema. */
final class DowntimeChecks {
  static final String MONITOR = "downtime-monitor";
  static final String SCOPE = "downtime-scope";
  static final String NOBODY = "downtime-nobody";

  static final List<Check> ALL =
      List.of(
          DowntimeChecks::monitorIsSaid,
          DowntimeChecks::oneWayOfNamingMonitors,
          DowntimeChecks::scopeIsWellFormed,
          DowntimeChecks::zonesExist,
          DowntimeChecks::shownInTheZoneOfTheSchedule,
          PlanChecks::oneSchedule,
          PlanChecks::recurringHasItsZone,
          PlanChecks::hoursComeTogether,
          PlanChecks::hoursAreTimes,
          PlanChecks::hoursAreQuoted,
          PlanChecks::rulesAreReadable,
          PlanChecks::beginsAreLocal,
          PlanChecks::lengthsAreReadable,
          PlanChecks::onceIsInOrder,
          DowntimeChecks::somebodyIsTold);

  private DowntimeChecks() {}

  private static List<Problem> monitorIsSaid(Draft draft) {
    boolean unread = draft.isUnreadable("/monitor_ref") || draft.isUnreadable("/monitor_tags");
    return draft.incomplete() || unread || draft.at("/monitor_identifier").isObject()
        ? List.of()
        : List.of(
            error(
                draft,
                MONITOR,
                "/monitor_identifier",
                "it does not say what is muted",
                "Set monitorRef: {name: …}, or monitorTags."));
  }

  private static List<Problem> oneWayOfNamingMonitors(Draft draft) {
    JsonNode spec = draft.resource().getSpec();
    return spec != null && spec.hasNonNull("monitorRef") && spec.hasNonNull("monitorTags")
        ? List.of(
            Problem.error(
                MONITOR,
                "/spec/monitorTags",
                "both monitorRef and monitorTags are given",
                "Keep one of the two."))
        : List.of();
  }

  private static List<Problem> scopeIsWellFormed(Draft draft) {
    String scope = draft.text("/scope");
    if (!draft.has("/scope") || scope.contains("$(")) {
      return List.of();
    }
    return ScopeText.fault(scope).stream()
        .map(
            fault ->
                error(
                    draft,
                    SCOPE,
                    "/scope",
                    fault,
                    "Write it like env:staging AND service:(a OR b), or * for all."))
        .toList();
  }

  private static List<Problem> zonesExist(Draft draft) {
    return Stream.of("/schedule/timezone", "/display_timezone")
        .filter(place -> !draft.text(place).isEmpty())
        .filter(place -> TimeZones.find(draft.text(place)).isEmpty())
        .map(
            place ->
                error(
                    draft,
                    TimeZones.RULE,
                    place,
                    TimeZones.unknown(draft.place(place).pointer(), draft.text(place)),
                    TimeZones.REMEDY))
        .toList();
  }

  /** Datadog refuses two different zones. */
  private static List<Problem> shownInTheZoneOfTheSchedule(Draft draft) {
    String zone = draft.text("/schedule/timezone");
    String shown = draft.text("/display_timezone");
    boolean recurring = draft.has("/schedule/weekly") || draft.has("/schedule/recurrences");
    return recurring && !zone.isEmpty() && !shown.isEmpty() && !zone.equals(shown)
        ? List.of(
            error(
                draft,
                TimeZones.RULE,
                "/display_timezone",
                "it is shown in " + shown + ", but its schedule is in " + zone,
                "Datadog takes only equal ones: leave displayTimezone out."))
        : List.of();
  }

  private static List<Problem> somebodyIsTold(Draft draft) {
    boolean tells = draft.has("/notify_end_states") || draft.has("/notify_end_types");
    return tells && !draft.incomplete() && Handles.in(draft.text("/message")).isEmpty()
        ? List.of(
            new Problem(
                Severity.WARNING,
                NOBODY,
                draft.place("/message"),
                null,
                "it says which ends notify, and its message names no one to notify",
                "Name somebody in message, such as @team@example.com."))
        : List.of();
  }

  static Problem error(Draft draft, String rule, String pointer, String message, String remedy) {
    return new Problem(Severity.ERROR, rule, draft.place(pointer), null, message, remedy);
  }
}
