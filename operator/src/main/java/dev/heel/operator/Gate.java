package dev.heel.operator;

import dev.heel.resource.ApiResource;
import dev.heel.resource.Condition;
import dev.heel.resource.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Whether a write may be sent now. What it answers is what comes of not sending; empty means go
 * ahead.
 */
final class Gate<R extends ApiResource> {
  private static final Duration SOON = Duration.ofSeconds(1);

  private final Work<R> work;
  private final Surroundings around;
  private final Faults faults;

  Gate(Work<R> work, Surroundings around, Faults faults) {
    this.work = work;
    this.around = around;
    this.faults = faults;
  }

  /**
   * As {@link #closed}; and nothing is made for a resource whose deletion Kubernetes would not
   * announce.
   */
  Optional<Outcome> closedToCreate(String body, Optional<Instant> blockedUntil) {
    return work.resource().hasFinalizer(HeelOperator.FINALIZER)
        ? closed(body, blockedUntil)
        : Optional.of(later());
  }

  /**
   * @param body what would be sent: a hash of the body and the account's revision
   * @param blockedUntil until when the rate limit is used up
   */
  Optional<Outcome> closed(String body, Optional<Instant> blockedUntil) {
    if (!around.leadership().mayWrite()) {
      return Optional.of(later());
    }
    recallRefusal(body);
    Optional<Outcome> refused = around.attempts().refusal(work.uid(), body, work.now());
    return refused.isPresent()
        ? refused
        : blockedUntil.map(until -> faults.limited(work, work.status(), until));
  }

  /**
   * After a restart the status still says that this generation was refused: that is not tried at
   * once again.
   */
  private void recallRefusal(String body) {
    Condition ready = work.status().condition(Condition.READY);
    if (ready != null
        && ready.reason().equals(Reason.Rejected.name())
        && Long.valueOf(work.generation()).equals(ready.observedGeneration())) {
      Outcome refused =
          Outcome.of(Reason.Rejected, ready.message(), work.status())
              .waitingFor("Waiting for a new spec.")
              .telling(List.of());
      around.attempts().refusedBefore(work.uid(), body, refused, work.now());
    }
  }

  private Outcome later() {
    return Outcome.quiet(Reason.Progressing, work.status()).again(SOON);
  }
}
