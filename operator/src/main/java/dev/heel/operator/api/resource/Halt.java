package dev.heel.operator.api.resource;

import dev.heel.operator.status.Outcome;

/** Ends a pass early with what it came to. Never leaves the pass. */
public final class Halt extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient Outcome outcome;
  private final boolean awaitsList;

  public Halt(Outcome outcome) {
    this(outcome, false);
  }

  private Halt(Outcome outcome, boolean awaitsList) {
    super(outcome.message(), null, false, false);
    this.outcome = outcome;
    this.awaitsList = awaitsList;
  }

  /** The same, for what the next list may resolve: each one wakes the resource. */
  Halt untilListed() {
    return new Halt(outcome, true);
  }

  public boolean awaitsList() {
    return awaitsList;
  }

  public Outcome outcome() {
    return outcome;
  }
}
