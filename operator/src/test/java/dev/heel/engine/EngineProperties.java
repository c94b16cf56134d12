package dev.heel.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.heel.engine.compare.Canonical;
import dev.heel.engine.compare.Change;
import dev.heel.engine.plan.Diff;
import dev.heel.engine.plan.Planner;
import dev.heel.engine.plan.Policy;
import dev.heel.engine.plan.Policy.Adoption;
import dev.heel.engine.plan.Sighting;
import dev.heel.engine.plan.Step;
import dev.heel.engine.plan.Step.Verb;
import dev.heel.engine.read.Pointers;
import dev.heel.resource.ApiSpec.Drift;
import dev.heel.resource.ApiStatus.Applied;
import dev.heel.resource.Owner;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Diff and Planner against a model of a server, over any bodies. */
@Label("Whatever the bodies are")
class EngineProperties {
  private static final Owner OWNER = new Owner("here", "home", "m");

  @Provide
  Arbitrary<ObjectNode> bodies() {
    return Trees.objects(PlainKind.FIELDS);
  }

  @Provide
  Arbitrary<PlainKind> kinds() {
    return Arbitraries.of(new PlainKind(true), new PlainKind(false));
  }

  @Property(tries = 500)
  @Label("a created object needs nothing more")
  void createdIsKept(@ForAll("kinds") PlainKind kind, @ForAll("bodies") ObjectNode body) {
    JsonNode desired = marked(kind, body);
    Step create = Planner.plan(kind, desired, Sighting.NOTHING, revert());
    assertThat(create.verb()).isEqualTo(Verb.CREATE);
    Sighting seen = new Sighting("7", kind.created(create.body()), applied(kind, desired));
    Step next = Planner.plan(kind, desired, seen, revert());
    assertThat(next.verb()).as(next.changes().toString()).isEqualTo(Verb.KEEP);
  }

  @Property(tries = 1000)
  @Label("after one update, or a replacement, the server has what is wanted: nothing more to do")
  void updateConverges(
      @ForAll("kinds") PlainKind kind,
      @ForAll("bodies") ObjectNode before,
      @ForAll("bodies") ObjectNode after,
      @ForAll("bodies") ObjectNode edited) {
    JsonNode desired = marked(kind, after);
    Applied applied = applied(kind, marked(kind, before));
    JsonNode found = kind.updated(kind.created(marked(kind, before)), edited);
    Step step = Planner.plan(kind, desired, new Sighting("7", found, applied), revert());
    if (step.verb() == Verb.KEEP) {
      assertThat(step.changes()).isEmpty();
      return;
    }
    JsonNode result =
        step.verb() == Verb.REPLACE ? kind.created(step.body()) : kind.updated(found, step.body());
    Sighting seen = new Sighting("7", result, applied(kind, desired));
    Step next = Planner.plan(kind, desired, seen, revert());
    assertThat(next.changes()).isEmpty();
    assertThat(next.verb()).isEqualTo(Verb.KEEP);
  }

  @Property(tries = 500)
  @Label("without drift to leave alone: KEEP if, and only if, nothing differs")
  void keepMeansEqual(
      @ForAll("kinds") PlainKind kind,
      @ForAll("bodies") ObjectNode wanted,
      @ForAll("bodies") ObjectNode there) {
    JsonNode desired = marked(kind, wanted);
    JsonNode found = kind.created(marked(kind, there));
    Applied applied = applied(kind, desired);
    Step step = Planner.plan(kind, desired, new Sighting("7", found, applied), revert());
    List<Change> changes =
        Diff.between(kind, desired, found, new Diff.Baseline(applied, List.of()));
    assertThat(step.verb() == Verb.KEEP).isEqualTo(changes.isEmpty());
  }

  @Property(tries = 500)
  @Label("what is ignored is in no change, and keeps the value that others gave it")
  void ignoredIsLeft(
      @ForAll("kinds") PlainKind kind,
      @ForAll("bodies") ObjectNode wanted,
      @ForAll("bodies") ObjectNode there) {
    JsonNode desired = marked(kind, wanted);
    JsonNode found = kind.created(marked(kind, there));
    Policy policy = new Policy(OWNER, Drift.Revert, List.of("/a"), Adoption.NONE, false);
    Sighting seen = new Sighting("7", found, applied(kind, desired));
    Step step = Planner.plan(kind, desired, seen, policy);
    assertThat(step.changes()).noneMatch(change -> Pointers.covers("/a", change.pointer()));
    if (step.verb() == Verb.UPDATE) {
      JsonNode result = kind.updated(found, step.body());
      assertThat(Canonical.equal(result.path("a"), found.path("a"))).isTrue();
    }
  }

  @Property(tries = 500)
  @Label("Report and Ignore never write while the spec is what was last sent")
  void leftAlone(
      @ForAll("kinds") PlainKind kind,
      @ForAll("bodies") ObjectNode wanted,
      @ForAll("bodies") ObjectNode there) {
    JsonNode desired = marked(kind, wanted);
    JsonNode found = kind.created(marked(kind, there));
    Sighting seen = new Sighting("7", found, applied(kind, desired));
    for (Drift drift : List.of(Drift.Report, Drift.Ignore)) {
      Policy policy = new Policy(OWNER, drift, List.of(), Adoption.NONE, false);
      assertThat(Planner.plan(kind, desired, seen, policy).verb()).isEqualTo(Verb.KEEP);
    }
  }

  private static Policy revert() {
    return new Policy(OWNER, Drift.Revert, List.of(), Adoption.NONE, false);
  }

  private static JsonNode marked(PlainKind kind, ObjectNode body) {
    return kind.identity().mark(body.deepCopy(), OWNER);
  }

  private static Applied applied(PlainKind kind, JsonNode body) {
    boolean partial = kind.routes().partial();
    return new Applied(1L, Canonical.hash(body), partial ? Canonical.paths(body) : null);
  }
}
