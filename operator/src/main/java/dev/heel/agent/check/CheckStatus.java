package dev.heel.agent.check;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.heel.resource.Condition;
import dev.heel.resource.Conditioned;
import java.util.List;

/** What Heel says of a check. Times are RFC 3339 in UTC, to the second. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record CheckStatus(
    @JsonPropertyDescription("Generation of the spec that this status speaks of.")
        Long observedGeneration,
    @JsonPropertyDescription(
            "Ready, Reconciling and Stalled, as kstatus and `kubectl wait` read them.")
        List<Condition> conditions,
    @JsonPropertyDescription("The check's name in the Agent, such as mysql.") String check,
    @JsonPropertyDescription("Nodes, Cluster or Targets.") String runsOn,
    @JsonPropertyDescription("How many instances the Agents' files hold.") Integer instances,
    @JsonPropertyDescription("Where it runs, in words.") String placement,
    @JsonPropertyDescription("The DatadogAgents that run it, as namespace/name.")
        List<String> agents,
    @JsonPropertyDescription(
            "Its files, as paths below an Agent's folder of configuration; its jars, as paths below"
                + " /opt/heel.")
        List<String> files,
    @JsonPropertyDescription("What has not gone out to the Agents yet, and what it waits for.")
        String pending,
    @JsonPropertyDescription("Until when that waits at the longest.") String pendingUntil)
    implements Conditioned<CheckStatus> {

  /** The status of a check that no pass has looked at yet. */
  public static final CheckStatus NONE =
      new CheckStatus(null, null, null, null, null, null, null, null, null, null);

  @Override
  public CheckStatus at(long generation, List<Condition> now) {
    return new CheckStatus(
        generation, now, check, runsOn, instances, placement, agents, files, pending, pendingUntil);
  }

  /**
   * The same, saying what has not gone out yet.
   *
   * @param until when it does; null if that is not known
   */
  public CheckStatus pending(String what, String until) {
    return new CheckStatus(
        observedGeneration,
        conditions,
        check,
        runsOn,
        instances,
        placement,
        agents,
        files,
        what,
        until);
  }
}
