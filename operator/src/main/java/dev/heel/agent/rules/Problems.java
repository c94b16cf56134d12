package dev.heel.agent.rules;

import dev.heel.resource.Problem;

/** Problems that several rules tell alike. */
final class Problems {
  /** The id of every refusal that another grant would lift. */
  static final String NOT_ALLOWED = "not-allowed";

  private Problems() {}

  /**
   * @param why it takes more than data, as the begin of a sentence
   */
  static Problem notAllowed(String pointer, String why) {
    return Problem.error(
        NOT_ALLOWED,
        pointer,
        why + ", and this namespace may bring data only",
        "Take it out, or ask the owner of the DatadogAgent to let spec.allowedChecks.codeNamespaces"
            + " cover this namespace.");
  }
}
