package dev.heel.operator;

/** Ends a pass early with what it came to. Never leaves the pass. */
final class Halt extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient Outcome outcome;

  Halt(Outcome outcome) {
    super(outcome.message(), null, false, false);
    this.outcome = outcome;
  }

  Outcome outcome() {
    return outcome;
  }
}
