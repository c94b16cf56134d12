package dev.heel.operator.api;

import dev.heel.engine.read.ValueWords;
import dev.heel.operator.api.resource.ResourceInPass;
import dev.heel.operator.cluster.OwnerLookup;
import dev.heel.operator.status.Outcome;
import dev.heel.operator.wake.Wakers;
import dev.heel.resource.ApiResource;
import dev.heel.resource.ApiStatus;
import dev.heel.resource.Reason;
import dev.heel.resource.Reference.Target;
import java.util.Optional;
import java.util.regex.Pattern;

/** A resource whose annotation {@code heel.dev/release-to} lets another have its object. */
final class ReleaseTo {
  private static final Pattern FORM =
      Pattern.compile("([a-z0-9][-a-z0-9._]*/)?[a-z0-9]([-a-z0-9]*[a-z0-9])?/[a-z0-9][-a-z0-9.]*");

  private ReleaseTo() {}

  /** What a pass comes to, before anything else; empty if the resource keeps its object. */
  static <R extends ApiResource> Optional<Outcome<ApiStatus>> of(
      ResourceInPass<R> work, Wakers wakers) {
    return OwnerLookup.releasedTo(work.resource()).map(to -> outcome(work, wakers, to));
  }

  private static <R extends ApiResource> Outcome<ApiStatus> outcome(
      ResourceInPass<R> work, Wakers wakers, String to) {
    if (!FORM.matcher(to).matches()) {
      return Outcome.of(
              Reason.Invalid,
              "heel.dev/release-to: \"%s\" names no resource. Write NAMESPACE/NAME, or CLUSTER/NAMESPACE/NAME. Nothing is sent until then."
                  .formatted(ValueWords.shortened(to)),
              work.status())
          .waitingFor("Waiting for another annotation.");
    }
    wake(work, wakers, to.split("/", -1));
    String what =
        work.status().id() == null ? "what it would have made" : work.subject(work.status().id());
    return Outcome.of(
        Reason.Released,
        "heel.dev/release-to lets %s have %s. While it stands there, Heel makes, changes and deletes nothing for this resource."
            .formatted(ValueWords.shortened(to), what),
        work.status());
  }

  /** Whoever waits for it in this cluster need not wait any longer. */
  private static void wake(ResourceInPass<?> work, Wakers wakers, String[] to) {
    boolean here = to.length == 2 || to[0].equals(work.lineage().cluster());
    if (here) {
      wakers.wake(new Target(work.kind().name(), to[to.length - 2], to[to.length - 1]));
    }
  }
}
