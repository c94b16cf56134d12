package dev.heel.operator.agent;

import dev.heel.agent.spec.AgentStatus;
import dev.heel.operator.status.Happening;
import dev.heel.operator.status.ProblemText;
import dev.heel.resource.Problem;
import dev.heel.resource.Reason;
import java.time.Duration;
import java.util.List;

/**
 * What one pass over an Agent came to.
 *
 * @param reason why the Agent is as it is
 * @param message for people
 * @param facts the status but for its conditions and observedGeneration
 * @param happenings what a person must see once
 * @param next when to look again if nothing happens before
 */
public record AgentOutcome(
    Reason reason, String message, AgentStatus facts, List<Happening> happenings, Duration next) {
  /** How often an Agent is looked at when nothing happens; that costs a few reads. */
  static final Duration AT_REST = Duration.ofMinutes(10);

  /** An outcome without Events, for which nothing is looked at before something happens. */
  public static AgentOutcome of(Reason reason, String message, AgentStatus facts) {
    return new AgentOutcome(reason, message, facts, List.of(), AT_REST);
  }

  /** The spec contradicts itself; a person must change it. */
  public static AgentOutcome invalid(List<Problem> problems, AgentStatus facts) {
    String kept = " Nothing was changed in the cluster.";
    return of(Reason.Invalid, ProblemText.of(problems) + kept, facts);
  }

  /** The same, but it is looked at again after that time. */
  public AgentOutcome again(Duration in) {
    return new AgentOutcome(reason, message, facts, happenings, in);
  }

  AgentOutcome telling(List<Happening> more) {
    return new AgentOutcome(reason, message, facts, List.copyOf(more), next);
  }

  AgentOutcome with(AgentStatus other) {
    return new AgentOutcome(reason, message, other, happenings, next);
  }
}
