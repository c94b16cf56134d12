package dev.heel.operator.api.resource;

import dev.heel.operator.status.Outcome;
import dev.heel.resource.ApiStatus;

/** Ends a pass early with what it came to. Never leaves the pass. */
public final class Halt extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient Outcome<ApiStatus> outcome;

  public Halt(Outcome<ApiStatus> outcome) {
    super(outcome.message(), null, false, false);
    this.outcome = outcome;
  }

  public Outcome<ApiStatus> outcome() {
    return outcome;
  }
}
