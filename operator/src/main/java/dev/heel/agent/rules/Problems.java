package dev.heel.agent.rules;

import dev.heel.resource.Problem;

/** Problems that several rules tell alike. */
final class Problems {
  /** The id of every refusal that another grant would lift. */
  static final String NOT_ALLOWED = "not-allowed";

  private Problems() {}

  /**
   * @param what is refused, as the begin of a sentence
   */
  static Problem notAllowed(String pointer, String what) {
    return Problem.error(
        NOT_ALLOWED,
        pointer,
        what + " only where the Agent trusts the namespace with its own rights",
        "Take it out, or let allowedChecks.codeNamespaces of the DatadogAgent cover this namespace.");
  }
}
