package dev.heel.operator.agent;

import dev.heel.agent.check.CheckStatus;
import dev.heel.operator.status.Conditions;
import dev.heel.resource.Reason;
import java.time.Instant;

/**
 * What one pass over a check came to.
 *
 * @param reason why the check is as it is
 * @param message for people
 * @param facts the status but for its conditions and observedGeneration
 */
public record CheckOutcome(Reason reason, String message, CheckStatus facts) {
  /**
   * The same, saying what has not gone out yet.
   *
   * @param until when it does; null if that is not known
   */
  CheckOutcome pending(String what, Instant until) {
    return new CheckOutcome(
        reason,
        message,
        new CheckStatus(
            facts.observedGeneration(),
            facts.conditions(),
            facts.check(),
            facts.runsOn(),
            facts.instances(),
            facts.placement(),
            facts.agents(),
            facts.files(),
            what,
            until == null ? null : Conditions.time(until)));
  }
}
