package dev.heel.operator.api.resource;

import dev.heel.engine.plan.Policy;
import dev.heel.engine.plan.Policy.Adoption;
import dev.heel.resource.ApiSpec;
import dev.heel.resource.ApiStatus;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;

/** What a resource's spec and annotations say about changes made in Datadog. Pure. */
public final class Policies {
  private Policies() {}

  /** What the engine goes by when it plans for this resource. */
  public static Policy of(ResourceInPass<?> work, ApiSpec spec) {
    return new Policy(
        work.owner(),
        spec.drift == null ? ApiSpec.Drift.Revert : spec.drift,
        spec.ignore == null ? List.of() : spec.ignore,
        adoption(spec, work.status()),
        pausedUntil(work).filter(work.now()::isBefore).isPresent());
  }

  /** Adoption is a matter of the first write; afterwards the object is ours or it is not. */
  public static Adoption adoption(ApiSpec spec, ApiStatus status) {
    if (spec.adopt == null || status.id() != null) {
      return Adoption.NONE;
    }
    return Boolean.TRUE.equals(spec.adopt.takeOver) ? Adoption.TAKE_OVER : Adoption.SHOW;
  }

  /**
   * Until when edits made in Datadog are left alone; empty if no such time is set or it is not a
   * time.
   */
  public static Optional<Instant> pausedUntil(ResourceInPass<?> work) {
    try {
      return work.annotation("pause-until").map(Instant::parse);
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }
}
