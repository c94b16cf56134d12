package dev.heel.kinds.downtime;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.heel.engine.Liveness;
import dev.heel.engine.Scope;
import dev.heel.engine.compare.Change;
import dev.heel.engine.plan.Diff;
import dev.heel.engine.plan.Diff.Baseline;
import dev.heel.engine.plan.Planner;
import dev.heel.engine.plan.Policy;
import dev.heel.engine.plan.Sighting;
import dev.heel.engine.plan.Step;
import dev.heel.resource.ApiSpec;
import dev.heel.resource.ApiStatus.Applied;
import dev.heel.resource.Owner;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("A week in Git holds no date, and time alone makes no drift")
class PlanTest {
  private static final DowntimeKind KIND = new DowntimeKind();
  private static final Owner OWNER = new Owner("c", "home", "a");
  private static final String NIGHTS =
      "{monitorTags: [a], schedule: {timezone: America/New_York,"
          + " weekly: [{days: [%s], from: '%s', to: '09:00'}]}}";

  private static JsonNode yaml(String text) {
    return Serialization.unmarshal("---\n" + text, JsonNode.class);
  }

  private static JsonNode desired(String spec, String now) {
    Scope scope = new Scope(OWNER, Map.of(), Instant.parse(now));
    return KIND.desired(KIND.draft(Downtimes.of(spec), null), scope);
  }

  @ParameterizedTest
  @CsvSource({
    "2026-11-24T15:00:00Z, 2026-11-24T19:00", // Tuesday morning there: tonight
    "2026-11-25T00:00:00Z, 2026-11-24T19:00", // this very moment
    "2026-11-25T00:00:01Z, 2026-11-25T19:00", // tonight's has begun: tomorrow
    "2026-11-28T12:00:00Z, 2026-11-29T19:00", // Saturday does not open: Sunday
  })
  void firstFittingDay(String now, String start) {
    JsonNode desired = desired(NIGHTS.formatted("Sun, Mon, Tue, Wed, Thu, Fri", "19:00"), now);
    assertThat(desired.at("/schedule/recurrences/0/start").asText()).isEqualTo(start);
    assertThat(desired.at("/schedule/recurrences/0/duration").asText()).isEqualTo("14h");
  }

  @Test
  @DisplayName("what was made weeks ago is as desired today, and is remembered as the same")
  void weeksLater() {
    String spec = NIGHTS.formatted("Sun, Mon, Fri", "19:00");
    JsonNode then = desired(spec, "2026-11-01T00:00:00Z");
    JsonNode now = desired(spec, "2026-11-24T15:00:00Z");
    assertThat(now).isNotEqualTo(then);
    assertThat(Diff.between(KIND, KIND.carried(now, then), then, Baseline.NONE)).isEmpty();
    assertThat(KIND.lasting(now)).isEqualTo(KIND.lasting(then));
    assertThat(KIND.carried(now, then).at("/schedule/recurrences/0/start"))
        .isEqualTo(then.at("/schedule/recurrences/0/start"));
  }

  @Test
  @DisplayName("a later hour or another day is a difference; on an active one it is made anew")
  void changedHour() {
    JsonNode found = desired(NIGHTS.formatted("Mon", "19:00"), "2026-11-01T00:00:00Z");
    JsonNode later = desired(NIGHTS.formatted("Mon", "20:00"), "2026-11-24T15:00:00Z");
    assertThat(Diff.between(KIND, KIND.carried(later, found), found, Baseline.NONE))
        .extracting(Change::field)
        .containsExactly("schedule.recurrences.0.start", "schedule.recurrences.0.duration");
    assertThat(step(later, found, "active").verb()).isEqualTo(Step.Verb.REPLACE);
    assertThat(step(later, found, "scheduled").verb()).isEqualTo(Step.Verb.UPDATE);
    ((ObjectNode) later).put("message", "Other.\n[heel] c/home/a");
    JsonNode same = desired(NIGHTS.formatted("Mon", "19:00"), "2026-11-24T15:00:00Z");
    ((ObjectNode) same).put("message", "Other.\n[heel] c/home/a");
    assertThat(step(same, found, "active").verb()).isEqualTo(Step.Verb.UPDATE);
  }

  private static Step step(JsonNode desired, JsonNode found, String status) {
    JsonNode there = ((ObjectNode) found.deepCopy()).put("status", status).put("id", "x");
    Policy policy = new Policy(OWNER, ApiSpec.Drift.Revert, List.of(), Policy.Adoption.NONE, false);
    return Planner.plan(
        KIND, desired, new Sighting("x", there, new Applied(1L, "before", null)), policy);
  }

  @Test
  @DisplayName("what Datadog shuffles and writes in another way is the same")
  void rewritten() {
    JsonNode wanted =
        yaml(
            "{notify_end_states: [alert, warn], schedule: {start: '2026-12-24T17:00:00Z',"
                + " recurrences: [{rrule: 'FREQ=WEEKLY;INTERVAL=1;BYDAY=SA,SU', duration: 24h}]}}");
    JsonNode found =
        yaml(
            "{notify_end_states: [warn, alert], schedule: {start: '2026-12-24T17:00:00+00:00',"
                + " recurrences: [{rrule: 'BYDAY=SU,SA;FREQ=WEEKLY', duration: 1d}]},"
                + " status: active, canceled: null}");
    assertThat(Diff.between(KIND, wanted, found, Baseline.NONE)).isEmpty();
    assertThat(KIND.hash(yaml("{notify_end_states: [a, b], status: active}")))
        .isEqualTo(KIND.hash(yaml("{notify_end_states: [b, a], status: scheduled}")))
        .isNotEqualTo(KIND.hash(yaml("{notify_end_states: [b, a], status: canceled}")));
  }

  @Test
  @DisplayName("cancelled in the UI is gone, ended is finished, an end that has passed is over")
  void life() {
    assertThat(KIND.liveness(yaml("{status: canceled}"))).isEqualTo(Liveness.GONE);
    assertThat(KIND.liveness(yaml("{status: ended}"))).isEqualTo(Liveness.FINISHED);
    JsonNode once =
        desired("{monitorTags: [a], schedule: {end: '2026-11-24T00:00Z'}}", "2026-11-24T15:00:00Z");
    assertThat(KIND.isOver(once, Instant.parse("2026-11-24T15:00:00Z"))).isTrue();
    assertThat(KIND.isOver(once, Instant.parse("2026-11-23T15:00:00Z"))).isFalse();
  }

  @Test
  @DisplayName("a begin of now takes whatever begin Datadog gave it")
  void anyBegin() {
    JsonNode wanted = desired("{monitorTags: [a]}", "2026-11-24T15:00:00Z");
    JsonNode found = ((ObjectNode) wanted.deepCopy()).put("status", "active");
    ((ObjectNode) found.path("schedule")).put("start", "2026-11-01T20:53:26.854449+00:00");
    ((ObjectNode) found.path("schedule")).putNull("end");
    assertThat(Diff.between(KIND, KIND.carried(wanted, found), found, Baseline.NONE)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"scheduled, Tue 24 Nov 19:00 EST", "active, until Wed 25 Nov 09:00 EST"})
  void nextWindow(String status, String next) {
    String found =
        "{status: %s, schedule: {timezone: America/New_York, current_downtime:"
            + " {start: '2026-11-25T00:00:00+00:00', end: '2026-11-25T14:00:00+00:00'}}}";
    assertThat(KIND.report(yaml(found.formatted(status))).next()).isEqualTo(next);
  }
}
