package dev.heel.operator.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heel.agent.objects.AgentInput.Keys;
import dev.heel.agent.spec.AgentSpec;
import dev.heel.agent.spec.AgentStatus;
import dev.heel.agent.spec.DatadogAgent;
import dev.heel.operator.agent.AgentWriter.Workloads;
import dev.heel.operator.status.Happening;
import dev.heel.operator.status.Outcome;
import dev.heel.resource.Reason;
import io.fabric8.kubernetes.api.model.apps.DaemonSet;
import io.fabric8.kubernetes.api.model.apps.DaemonSetBuilder;
import io.fabric8.kubernetes.api.model.apps.DaemonSetStatus;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import io.fabric8.kubernetes.api.model.apps.DeploymentStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("How far an Agent's workloads are")
class WorkloadProgressTest {
  private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");
  private static final Keys KEYS = new Keys("datadog/default", "keys", "api-key", "datadoghq.com");
  private static final List<String> NO_CHANGE = List.of();

  /** Three nodes; all of them run the newest pods and are ready. */
  private final DaemonSet nodes =
      new DaemonSetBuilder()
          .withNewMetadata()
          .withGeneration(7L)
          .endMetadata()
          .withNewSpec()
          .withNewTemplate()
          .withNewSpec()
          .addNewContainer()
          .withImage("agent:1")
          .endContainer()
          .endSpec()
          .endTemplate()
          .endSpec()
          .withNewStatus()
          .withObservedGeneration(7L)
          .withDesiredNumberScheduled(3)
          .withUpdatedNumberScheduled(3)
          .withNumberReady(3)
          .withNumberAvailable(3)
          .endStatus()
          .build();

  /** Two replicas, both newest and available. */
  private final Deployment cluster =
      new DeploymentBuilder()
          .withNewMetadata()
          .withGeneration(4L)
          .endMetadata()
          .withNewSpec()
          .withReplicas(2)
          .endSpec()
          .withNewStatus()
          .withObservedGeneration(4L)
          .withUpdatedReplicas(2)
          .withAvailableReplicas(2)
          .endStatus()
          .build();

  private Outcome<AgentStatus> outcome(String refused, List<String> changes, Instant until) {
    return outcome(refused, null, changes, until);
  }

  private Outcome<AgentStatus> outcome(
      String refused, AgentStatus.Apm untraced, List<String> changes, Instant until) {
    AgentInPass pass =
        new AgentInPass(
            new DatadogAgent(), new AgentSpec(), new AgentState(Duration.ofSeconds(5)), NOW);
    return new WorkloadProgress(
            pass, new Workloads(nodes, cluster), Optional.ofNullable(refused), untraced)
        .outcome(KEYS, changes, until);
  }

  @Test
  @DisplayName("all nodes and the Cluster Agent are ready: it is rolled out, and rests")
  void rolledOut() {
    Outcome<AgentStatus> outcome = outcome(null, NO_CHANGE, null);
    assertThat(outcome.reason()).isEqualTo(Reason.RolledOut);
    assertThat(outcome.message())
        .isEqualTo("The Agent is ready on 3 of 3 nodes and runs 0 checks.");
    assertThat(outcome.happenings()).isEmpty();
    assertThat(outcome.then().next()).as("nothing is under way").isNull();
    assertThat(outcome.facts().nodes()).isEqualTo("3/3");
    assertThat(outcome.facts().account()).isEqualTo("datadog/default");
    assertThat(outcome.facts().image()).isEqualTo("agent:1");
    assertThat(outcome.facts().waiting()).isNull();
  }

  @ParameterizedTest(name = "{6}")
  @CsvSource({
    "6, 3, 3, 3, 3, 3/3, its controller has not seen the newest template",
    "7, 3, 2, 3, 3, 2/3, a pod is of the template before",
    "7, 3, 3, 2, 3, 2/3, a pod is not ready yet; it is available by its count",
    "7, 3, 3, 3, 2, 3/3, a pod is ready and not yet for long enough",
    "7, 3, 2, 1, 3, 1/3, what is ready counts no more than what is newest",
    "7, 1, 3, 3, 3, 1/1, nodes that went are counted no longer"
  })
  @DisplayName("nodes that are behind")
  void nodes(
      long seen, int desired, int updated, int ready, int available, String shown, String because) {
    DaemonSetStatus status = nodes.getStatus();
    status.setObservedGeneration(seen);
    status.setDesiredNumberScheduled(desired);
    status.setUpdatedNumberScheduled(updated);
    status.setNumberReady(ready);
    status.setNumberAvailable(available);

    Outcome<AgentStatus> outcome = outcome(null, NO_CHANGE, null);

    boolean behind = seen < 7 || updated < desired || available < desired;
    assertThat(outcome.facts().nodes()).as(because).isEqualTo(shown);
    assertThat(outcome.reason())
        .as(because)
        .isEqualTo(behind ? Reason.Progressing : Reason.RolledOut);
    assertThat(outcome.message().endsWith(" The others restart.")).as(because).isEqualTo(behind);
  }

  @ParameterizedTest(name = "{3}")
  @CsvSource({
    "3, 2, 2, its controller has not seen the newest template",
    "4, 1, 2, a replica is of the template before",
    "4, 2, 1, a replica is not available"
  })
  @DisplayName("a Cluster Agent that is behind")
  void clusterAgent(long seen, int updated, int available, String because) {
    DeploymentStatus status = cluster.getStatus();
    status.setObservedGeneration(seen);
    status.setUpdatedReplicas(updated);
    status.setAvailableReplicas(available);

    Outcome<AgentStatus> outcome = outcome(null, NO_CHANGE, null);

    assertThat(outcome.reason()).as(because).isEqualTo(Reason.Progressing);
    assertThat(outcome.message()).endsWith(" The Cluster Agent is not ready yet.");
  }

  @Test
  @DisplayName("workloads without a status were only just made")
  void justMade() {
    nodes.setStatus(null);
    cluster.setStatus(null);
    Outcome<AgentStatus> outcome = outcome(null, NO_CHANGE, null);
    assertThat(outcome.reason()).isEqualTo(Reason.Progressing);
    assertThat(outcome.facts().nodes()).isEqualTo("0/0");
  }

  @Test
  @DisplayName("one node and one check are said in the singular")
  void singular() {
    nodes.getStatus().setDesiredNumberScheduled(1);
    assertThat(outcome(null, NO_CHANGE, null).message()).contains("1 of 1 node and");
  }

  @Test
  @DisplayName("changes that go out are told once, with the nodes that restart")
  void restarts() {
    Outcome<AgentStatus> outcome =
        outcome(null, List.of("the image is agent:2", "check a is new"), null);
    assertThat(outcome.happenings())
        .containsExactly(
            Happening.normal(
                "Restarting",
                "Restarts the Agent on 3 nodes: the image is agent:2, check a is new."));
  }

  @Test
  @DisplayName("changes that wait say until when, tell no restart, and are looked at then")
  void waits() {
    Outcome<AgentStatus> outcome = outcome(null, List.of("check a is new"), NOW.plusSeconds(90));
    assertThat(outcome.reason()).as("what is wanted is not there").isEqualTo(Reason.Progressing);
    assertThat(outcome.message())
        .endsWith(
            " A change waits until 2026-03-01T10:01:30Z for spec.rollout.minInterval: check a is"
                + " new.");
    assertThat(outcome.facts().waiting())
        .isEqualTo(new AgentStatus.Waiting("2026-03-01T10:01:30Z", List.of("check a is new")));
    assertThat(outcome.happenings()).isEmpty();
    assertThat(outcome.then().next()).isEqualTo(Duration.ofSeconds(90));
  }

  @Test
  @DisplayName("a namespace that lets no pod in is said before all that follows from it")
  void refused() {
    nodes.getStatus().setNumberAvailable(0);
    Outcome<AgentStatus> outcome =
        outcome("The namespace refuses pods.", List.of("x"), NOW.plusSeconds(9));
    assertThat(outcome.message()).endsWith("0 checks. The namespace refuses pods.");
    assertThat(outcome.message()).doesNotContain("waits until", "restart");
  }

  @Test
  @DisplayName("while workloads lack the library it looks again every minute")
  void untraced() {
    AgentStatus.Apm apm = new AgentStatus.Apm(List.of());
    Outcome<AgentStatus> outcome = outcome(null, apm, NO_CHANGE, null);
    assertThat(outcome.then().next()).isEqualTo(Duration.ofMinutes(1));
    assertThat(outcome.facts().apm()).isSameAs(apm);
    assertThat(outcome.reason()).as("a restart of theirs is their own").isEqualTo(Reason.RolledOut);
  }
}
