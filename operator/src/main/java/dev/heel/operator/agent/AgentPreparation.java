package dev.heel.operator.agent;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.heel.agent.objects.AgentChecks;
import dev.heel.agent.objects.AgentInput;
import dev.heel.agent.objects.AgentObjects;
import dev.heel.agent.spec.AgentStatus;
import dev.heel.engine.compare.Canonical;
import dev.heel.operator.agent.AgentRendering.Rendered;
import dev.heel.operator.cluster.Namespaces;
import dev.heel.operator.status.Outcome;
import dev.heel.resource.Problem;
import java.util.List;

/** What is to be in the cluster for an Agent, or why nothing can be. */
public final class AgentPreparation {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String CLUSTER_NAME = "[a-z]([-a-z0-9.]*[a-z0-9])?";

  private final AgentKeys keys;
  private final AgentRendering rendering;
  private final Namespaces namespaces;
  private final String clusterName;

  /**
   * @param clusterName that of the operator, for Agents that give none
   */
  public AgentPreparation(
      AgentKeys keys, AgentRendering rendering, Namespaces namespaces, String clusterName) {
    this.keys = keys;
    this.rendering = rendering;
    this.namespaces = namespaces;
    this.clusterName = clusterName;
  }

  /**
   * @param input what the objects are made from
   * @param objects what is to be in the cluster
   * @param rendered the checks among it
   * @param refused why there is none of these; null if there is
   */
  record Prepared(
      AgentInput input, AgentObjects objects, Rendered rendered, Outcome<AgentStatus> refused) {
    private static Prepared refused(Outcome<AgentStatus> outcome) {
      return new Prepared(null, null, null, outcome);
    }

    /** Hash of all objects. */
    String change() {
      return Canonical.hash(JSON.valueToTree(objects.all()));
    }
  }

  Prepared of(AgentInPass pass) {
    List<Problem> errors =
        AgentChecks.problems(pass.agent()).stream().filter(Problem::isError).toList();
    if (!errors.isEmpty()) {
      return invalid(pass, errors);
    }
    AgentKeys.Found found = keys.of(pass.agent(), pass.spec(), pass.status());
    if (found.missing() != null) {
      return Prepared.refused(found.missing());
    }
    String cluster = pass.spec().clusterName == null ? clusterName : pass.spec().clusterName;
    if (!cluster.matches(CLUSTER_NAME)) {
      return invalid(pass, List.of(unfit(cluster)));
    }
    Rendered rendered = rendering.of(pass);
    List<Problem> lacking = AgentChecks.imageProblems(pass.spec(), rendered.files().jmx());
    if (!lacking.isEmpty()) {
      return invalid(pass, lacking);
    }
    AgentInput input =
        new AgentInput(pass.agent(), pass.spec(), found.keys(), cluster, rendered.files());
    String uid = namespaces.uidOf(pass.name().namespace());
    return new Prepared(input, AgentObjects.of(input, uid), rendered, null);
  }

  private static Prepared invalid(AgentInPass pass, List<Problem> problems) {
    return Prepared.refused(Agents.invalid(problems, pass.status()));
  }

  private static Problem unfit(String cluster) {
    return Problem.error(
        "agent-cluster-name",
        "/spec/clusterName",
        "the operator's cluster name %s is none that the Agent takes".formatted(cluster),
        "Give one in spec.clusterName: lower-case letters, digits, - and ., a letter first.");
  }
}
