package dev.heel.kinds.downtime;

import dev.heel.engine.Draft;
import dev.heel.engine.problem.TimeZones;
import dev.heel.resource.Problem;
import dev.heel.resource.Problem.Severity;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Times of a downtime that have passed. Apart from its other checks, since a file that was right
 * yesterday may have them today: warnings, and only for who asks at a time.
 */
final class Passed {
  private static final String PASSED = "downtime-passed";

  private Passed() {}

  /** Total; the draft is one of a downtime. */
  static List<Problem> problems(Draft draft, Instant now) {
    ZoneId zone = TimeZones.find(draft.text("/schedule/timezone")).orElse(ZoneOffset.UTC);
    int rules = draft.at("/schedule/recurrences").size();
    return Stream.concat(
            over(draft, zone, now).stream(),
            IntStream.range(0, rules).boxed().flatMap(i -> begun(draft, i, zone, now).stream()))
        .toList();
  }

  private static Optional<Problem> over(Draft draft, ZoneId zone, Instant now) {
    String end = "/schedule/end";
    return Times.moment(draft.text(end), zone)
        .filter(moment -> !moment.isAfter(now))
        .map(
            moment ->
                warning(
                    draft,
                    end,
                    "this has passed: the downtime mutes nothing any more",
                    "Give another end, or take the downtime out."));
  }

  /** Of a plain week the date does not count; any other rule is sent with the one it has. */
  private static Optional<Problem> begun(Draft draft, int rule, ZoneId zone, Instant now) {
    String at = "/schedule/recurrences/" + rule;
    if (!new Rule(draft.text(at + "/rrule")).plainDays().isEmpty()) {
      return Optional.empty();
    }
    return Times.local(draft.text(at + "/start"))
        .filter(start -> start.atZone(zone).toInstant().isBefore(now))
        .map(
            start ->
                warning(
                    draft,
                    at + "/start",
                    "this begin has passed, and Datadog makes no downtime that begins in the past",
                    "Unless the downtime is there already, write the next date of its rule."));
  }

  private static Problem warning(Draft draft, String at, String message, String remedy) {
    return new Problem(Severity.WARNING, PASSED, draft.place(at), null, message, remedy);
  }
}
