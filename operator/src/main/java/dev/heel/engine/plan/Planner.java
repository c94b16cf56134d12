package dev.heel.engine.plan;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.heel.engine.ApiKind;
import dev.heel.engine.Liveness;
import dev.heel.engine.Report;
import dev.heel.engine.api.Routes;
import dev.heel.engine.compare.Canonical;
import dev.heel.engine.compare.Change;
import dev.heel.engine.plan.Policy.Adoption;
import dev.heel.engine.read.Pointers;
import dev.heel.resource.ApiSpec;
import dev.heel.resource.ApiStatus.Applied;
import dev.heel.resource.Problem;
import dev.heel.resource.Reason;
import java.util.List;
import java.util.Optional;

/**
 * Decides what to do about one object. Pure; what it gives is executed by the operator, printed by
 * the command and compared by tests.
 */
public final class Planner {
  private Planner() {}

  /**
   * The step that makes the object as desired, or says why it is left. Whether the owner may have
   * the object is asked before.
   *
   * @param desired the whole body, with the owner's marker
   */
  public static Step plan(ApiKind<?> kind, JsonNode desired, Sighting seen, Policy policy) {
    if (!seen.exists() || kind.liveness(seen.body()) == Liveness.GONE) {
      return Step.create(desired);
    }
    if (kind.liveness(seen.body()) == Liveness.FINISHED) {
      return isDrift(kind, desired, seen.applied())
          ? Step.keep(Reason.Finished, List.of())
          : Step.create(desired);
    }
    Diff.Baseline baseline = new Diff.Baseline(seen.applied(), policy.ignored());
    JsonNode carried = kind.carried(desired, seen.body());
    boolean sent = isDrift(kind, desired, seen.applied());
    List<Change> changes =
        Diff.between(kind, carried, seen.body(), baseline).stream()
            .filter(change -> !sent || !kind.isOmission(change))
            .toList();
    if (changes.isEmpty()) {
      return Step.keep(Reason.InSync, List.of());
    }
    return stepFor(new Difference(kind, desired, carried, seen, changes), policy);
  }

  /** Whether only Datadog's side changed since the last write. */
  public static boolean isDrift(ApiKind<?> kind, JsonNode desired, Applied applied) {
    return applied != null && Canonical.hash(kind.lasting(desired)).equals(applied.hash());
  }

  /**
   * @param carried the desired body with what the found object says; it is compared and sent
   */
  private record Difference(
      ApiKind<?> kind, JsonNode desired, JsonNode carried, Sighting seen, List<Change> changes) {}

  private static Step stepFor(Difference difference, Policy policy) {
    if (policy.adoption() == Adoption.SHOW) {
      return showAdoption(difference);
    }
    if (isDrift(difference.kind(), difference.desired(), difference.seen().applied())) {
      Optional<Reason> left = leftAlone(policy);
      if (left.isPresent()) {
        boolean shown = policy.drift() != ApiSpec.Drift.Ignore;
        return Step.keep(left.get(), shown ? difference.changes() : List.of());
      }
    }
    return change(difference, policy);
  }

  private static Optional<Reason> leftAlone(Policy policy) {
    return switch (policy.drift()) {
      case Revert -> policy.paused() ? Optional.of(Reason.Paused) : Optional.empty();
      case Report -> Optional.of(Reason.Drifted);
      case Ignore -> Optional.of(Reason.InSync);
    };
  }

  private static Step change(Difference difference, Policy policy) {
    ApiKind<?> kind = difference.kind();
    JsonNode found = difference.seen().body();
    boolean anew = difference.changes().stream().anyMatch(c -> kind.needsReplacement(c, found));
    if (anew) {
      return Step.replace(difference.desired(), difference.changes());
    }
    List<Change> sendable =
        difference.changes().stream().filter(c -> canSend(difference, c)).toList();
    if (sendable.isEmpty()) {
      return Step.keep(Reason.Drifted, difference.changes());
    }
    return Step.update(updateBody(difference, policy), sendable);
  }

  /**
   * A partial update cannot take away a field for which the API knows no value that means "not
   * set", unless it names an object around it.
   */
  private static boolean canSend(Difference difference, Change change) {
    return change.wanted() != null
        || !difference.kind().routes().partial()
        || resetPlace(difference, change.pointer()).isPresent();
  }

  /**
   * Where a partial update says that a field goes: at its own reset value, else at the nearest
   * object around it, which replaces the one that is there: it is in the desired body, or has a
   * reset value itself.
   */
  private static Optional<String> resetPlace(Difference difference, String pointer) {
    Routes routes = difference.kind().routes();
    String at = pointer;
    while (!at.isEmpty()) {
      boolean around = !at.equals(pointer) && !difference.desired().at(at).isMissingNode();
      if (around || routes.reset().containsKey(at)) {
        return Optional.of(at);
      }
      at = at.substring(0, at.lastIndexOf('/'));
    }
    return Optional.empty();
  }

  /**
   * The desired body, with the found values where others may decide, and with reset values for what
   * must go. The whole of it is sent: whether a nested object is merged or replaced is then all the
   * same. The marker is in it, whatever is left to others.
   */
  private static JsonNode updateBody(Difference difference, Policy policy) {
    ObjectNode body = difference.carried().deepCopy();
    for (String pointer : policy.ignored()) {
      JsonNode found = difference.seen().body().at(pointer);
      Pointers.set(body, pointer, found.isMissingNode() ? null : found);
    }
    Routes routes = difference.kind().routes();
    difference.changes().stream()
        .filter(change -> change.wanted() == null)
        .flatMap(change -> resetPlace(difference, change.pointer()).stream())
        .filter(routes.reset()::containsKey)
        .filter(at -> difference.desired().at(at).isMissingNode())
        .forEach(at -> Pointers.set(body, at, routes.reset().get(at)));
    return difference.kind().identity().mark(body, policy.owner());
  }

  private static Step showAdoption(Difference difference) {
    int count = difference.changes().size();
    Problem problem =
        Problem.error(
            "adoption",
            "/spec/adopt",
            "%s %s would change in %d field%s (see status.drift)"
                .formatted(
                    difference.kind().noun(), difference.seen().id(), count, count == 1 ? "" : "s"),
            "Nothing was sent. Set spec.adopt.takeOver: true to continue, or change the spec.");
    return Step.refuse(Reason.AdoptionShown, difference.changes(), problem);
  }
}
