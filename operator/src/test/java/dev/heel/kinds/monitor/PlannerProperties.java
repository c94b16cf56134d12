package dev.heel.kinds.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.heel.engine.ApiKind;
import dev.heel.engine.compare.Canonical;
import dev.heel.engine.compare.Change;
import dev.heel.engine.identity.Identity;
import dev.heel.engine.plan.Diff;
import dev.heel.engine.plan.Planner;
import dev.heel.engine.plan.Policy;
import dev.heel.engine.plan.Sighting;
import dev.heel.engine.plan.Step;
import dev.heel.resource.ApiSpec.Drift;
import dev.heel.resource.ApiStatus.Applied;
import dev.heel.resource.Owner;
import dev.heel.resource.Reason;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/**
 * Difference and plan over random monitors and random edits of them, against a model of Datadog's
 * partial update: what a PUT names is replaced, the rest stays.
 */
class PlannerProperties {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final ApiKind<DatadogMonitor> KIND = new MonitorKind();
  private static final Owner OWNER = new Owner("test", "home", "m");
  private static final Policy REVERT =
      new Policy(OWNER, Drift.Revert, List.of(), Policy.Adoption.NONE, false);

  @Provide
  Arbitrary<ObjectNode> monitors() {
    return edits().map(edits -> KIND.identity().mark(edited(base(), edits), OWNER));
  }

  /**
   * Fields, by pointer into the body, and values that Datadog takes for them; a null takes a field
   * away.
   */
  @Provide
  Arbitrary<Map<String, JsonNode>> edits() {
    Arbitrary<JsonNode> values =
        Arbitraries.oneOf(
            Arbitraries.integers().between(1, 5).map(JSON::numberNode), Arbitraries.just(null));
    Arbitrary<String> fields =
        Arbitraries.of(
            "/priority",
            "/options/renotify_interval",
            "/options/timeout_h",
            "/options/evaluation_delay",
            "/options/thresholds/warning");
    return Arbitraries.maps(fields, values).ofMaxSize(5);
  }

  @Property
  void nothingDiffersFromItself(@ForAll("monitors") ObjectNode monitor) {
    assertThat(Diff.between(KIND, monitor, monitor.deepCopy(), Diff.Baseline.NONE)).isEmpty();
    assertThat(Diff.between(KIND, monitor, served(monitor), Diff.Baseline.NONE)).isEmpty();
  }

  @Property
  void oneUpdateIsEnough(
      @ForAll("monitors") ObjectNode desired, @ForAll("edits") Map<String, JsonNode> edits) {
    ObjectNode found = served(edited(desired.deepCopy(), edits));
    Applied applied = new Applied(1L, Canonical.hash(desired), Canonical.paths(desired));
    Step step = Planner.plan(KIND, desired, new Sighting("1", found, applied), REVERT);
    if (step.verb() == Step.Verb.KEEP) {
      assertThat(Diff.between(KIND, desired, found, Diff.Baseline.NONE)).isEmpty();
      return;
    }
    assertThat(step.verb()).isEqualTo(Step.Verb.UPDATE);
    ObjectNode after = served(put(found, step.body()));
    Step again = Planner.plan(KIND, desired, new Sighting("1", after, applied), REVERT);
    assertThat(again).isEqualTo(Step.keep(Reason.InSync, List.of()));
    assertThat(KIND.identity().marker(after)).contains(Identity.key(OWNER));
  }

  @Property
  void whatIsIgnoredIsNeverNamedAndKeepsItsValue(
      @ForAll("monitors") ObjectNode desired, @ForAll("edits") Map<String, JsonNode> edits) {
    List<String> ignored = List.of("/priority", "/options/thresholds");
    ObjectNode found = served(edited(desired.deepCopy(), edits));
    Policy policy = new Policy(OWNER, Drift.Revert, ignored, Policy.Adoption.NONE, false);
    Step step = Planner.plan(KIND, desired, new Sighting("1", found, null), policy);
    assertThat(step.changes().stream().map(Change::pointer))
        .noneMatch(p -> p.equals("/priority") || p.startsWith("/options/thresholds"));
    if (step.verb() == Step.Verb.UPDATE) {
      assertThat(step.body().at("/priority")).isEqualTo(found.at("/priority"));
      assertThat(step.body().at("/options/thresholds")).isEqualTo(found.at("/options/thresholds"));
    }
  }

  @Property
  void driftIsLeftAloneWhenThatIsWanted(
      @ForAll("monitors") ObjectNode desired, @ForAll("edits") Map<String, JsonNode> edits) {
    ObjectNode found = served(edited(desired.deepCopy(), edits));
    Applied applied = new Applied(1L, Canonical.hash(desired), Canonical.paths(desired));
    Policy report = new Policy(OWNER, Drift.Report, List.of(), Policy.Adoption.NONE, false);
    Step step = Planner.plan(KIND, desired, new Sighting("1", found, applied), report);
    assertThat(step.verb()).isEqualTo(Step.Verb.KEEP);
    assertThat(step.reason() == Reason.InSync).isEqualTo(step.changes().isEmpty());
  }

  @Property
  void equalMeaningHasEqualHash(
      @ForAll("monitors") ObjectNode one, @ForAll("monitors") ObjectNode two) {
    assertThat(Canonical.hash(one).equals(Canonical.hash(two)))
        .isEqualTo(Canonical.equal(one, two));
  }

  private static ObjectNode base() {
    ObjectNode monitor = JSON.objectNode();
    monitor.put("name", "m").put("type", "metric alert").put("message", "@a@example.com");
    monitor.put("query", "avg(last_5m):avg:x{*} > 8");
    monitor.putObject("options").putObject("thresholds").put("critical", 8);
    monitor.putArray("tags").add("team:a");
    return monitor;
  }

  private static ObjectNode edited(ObjectNode monitor, Map<String, JsonNode> edits) {
    edits.forEach(
        (pointer, value) -> {
          int slash = pointer.lastIndexOf('/');
          ObjectNode parent = (ObjectNode) monitor.at(pointer.substring(0, slash));
          if (value == null) {
            parent.remove(pointer.substring(slash + 1));
          } else {
            parent.set(pointer.substring(slash + 1), value);
          }
        });
    return monitor;
  }

  /** As the API gives it back: with what the server adds. */
  private static ObjectNode served(ObjectNode monitor) {
    ObjectNode served = monitor.deepCopy();
    served.put("id", 1).put("overall_state", "OK").put("multi", false).put("org_id", 7);
    if (!served.has("priority")) {
      served.putNull("priority");
    }
    ((ObjectNode) served.get("options")).put("include_tags", true).put("new_host_delay", 300);
    return served;
  }

  /** A partial update: what the body names is replaced, and a null takes it away. */
  private static ObjectNode put(ObjectNode found, JsonNode body) {
    ObjectNode after = found.deepCopy();
    body.properties().forEach(field -> after.set(field.getKey(), field.getValue().deepCopy()));
    ObjectNode options = (ObjectNode) after.get("options");
    options.properties().removeIf(field -> field.getValue().isNull());
    return after;
  }
}
