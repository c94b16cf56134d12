package dev.heel.agent.spec;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.heel.resource.Condition;
import dev.heel.resource.Conditioned;
import java.util.List;

/** What Heel says of an Agent. Times are RFC 3339 in UTC, to the second. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record AgentStatus(
    @JsonPropertyDescription("Generation of the spec that this status speaks of.")
        Long observedGeneration,
    @JsonPropertyDescription(
            "Ready, Reconciling and Stalled, as kstatus and `kubectl wait` read them.")
        List<Condition> conditions,
    @JsonPropertyDescription("The DatadogAccount in use, as namespace/name.") String account,
    @JsonPropertyDescription("Nodes whose Agent is ready, of all that should have one: 3/3.")
        String nodes,
    @JsonPropertyDescription("How many DatadogChecks this Agent runs.") Integer checks,
    @JsonPropertyDescription("The image of the node Agent.") String image,
    @JsonPropertyDescription("A change that waits for its turn to restart the nodes' Agents.")
        Waiting waiting,
    @JsonPropertyDescription("What APM knows of workloads that should be traced.") Apm apm)
    implements Conditioned<AgentStatus> {

  /** The status of an Agent that no pass has looked at yet. */
  public static final AgentStatus NONE =
      new AgentStatus(null, null, null, null, null, null, null, null);

  @Override
  public AgentStatus at(long generation, List<Condition> now) {
    return new AgentStatus(generation, now, account, nodes, checks, image, waiting, apm);
  }

  /**
   * @param until when it goes out
   * @param changes what it is
   */
  @JsonInclude(JsonInclude.Include.NON_EMPTY)
  public record Waiting(
      @JsonPropertyDescription("When it goes out.") String until,
      @JsonPropertyDescription("What waits, such as datadog.yaml or checks.d.")
          List<String> changes) {}

  /**
   * @param notInstrumented workloads that a target selects and whose pods lack the library: twenty
   *     at most
   */
  @JsonInclude(JsonInclude.Include.NON_EMPTY)
  public record Apm(
      @JsonPropertyDescription(
              "Workloads that a target selects and whose pods lack the library, because they began"
                  + " before the Cluster Agent could give it to them: twenty at most.")
          List<NotInstrumented> notInstrumented) {}

  /**
   * @param workload kind, namespace and name, such as {@code Deployment home/web}
   * @param pods how many of its pods lack the library
   * @param command what fixes it
   */
  @JsonInclude(JsonInclude.Include.NON_EMPTY)
  public record NotInstrumented(
      @JsonPropertyDescription("Kind, namespace and name, such as Deployment home/web.")
          String workload,
      @JsonPropertyDescription("How many of its pods lack the library.") Integer pods,
      @JsonPropertyDescription("The command that fixes it.") String command) {}
}
