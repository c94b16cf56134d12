package dev.heel.operator.agent;

import dev.heel.agent.objects.AgentInput.Keys;
import dev.heel.agent.spec.AgentStatus;
import dev.heel.operator.agent.AgentWriter.Workloads;
import dev.heel.operator.status.Conditions;
import dev.heel.operator.status.Happening;
import dev.heel.operator.status.Outcome;
import dev.heel.resource.Reason;
import io.fabric8.kubernetes.api.model.apps.DaemonSet;
import io.fabric8.kubernetes.api.model.apps.DaemonSetStatus;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** How far an Agent's workloads are, in words and as a status. Pure. */
final class WorkloadProgress {
  private final AgentInPass pass;
  private final DaemonSet nodes;
  private final Deployment cluster;
  private final Optional<String> podsRefused;
  private final AgentStatus.Apm untraced;

  /**
   * @param podsRefused why the namespace lets no pod of a node Agent in, as a sentence
   * @param untraced workloads that lack the library; null if there are none
   */
  WorkloadProgress(
      AgentInPass pass,
      Workloads workloads,
      Optional<String> podsRefused,
      AgentStatus.Apm untraced) {
    this.pass = pass;
    this.nodes = workloads.nodes();
    this.cluster = workloads.cluster();
    this.podsRefused = podsRefused;
    this.untraced = untraced;
  }

  /**
   * @param keys where the Agent sends to
   * @param changes of the nodes' Agents, in a few words each
   * @param waitsUntil when they go out; null if they do not wait
   */
  Outcome<AgentStatus> outcome(Keys keys, List<String> changes, Instant waitsUntil) {
    AgentStatus facts = facts(keys, changes, waitsUntil);
    Outcome<AgentStatus> outcome = Outcome.of(reason(waitsUntil), message(facts), facts);
    if (waitsUntil != null) {
      return outcome.again(Duration.between(pass.now(), waitsUntil));
    }
    Outcome<AgentStatus> timed =
        untraced == null ? outcome : outcome.again(UntracedWorkloads.EVERY);
    return changes.isEmpty() ? timed : timed.telling(List.of(restarts(changes)));
  }

  private Happening restarts(List<String> changes) {
    int desired = number(status().getDesiredNumberScheduled());
    return Happening.normal(
        "Restarting",
        "Restarts the Agent on %s: %s."
            .formatted(count(desired, "node"), String.join(", ", changes)));
  }

  private Reason reason(Instant waitsUntil) {
    return waitsUntil == null && isOnAllNodes() && isClusterAgentReady()
        ? Reason.RolledOut
        : Reason.Progressing;
  }

  private String message(AgentStatus facts) {
    DaemonSetStatus status = status();
    int desired = number(status.getDesiredNumberScheduled());
    String on =
        "The Agent is ready on %d of %s and runs %s."
            .formatted(
                ready(status, desired), count(desired, "node"), count(pass.checks(), "check"));
    if (podsRefused.isPresent()) {
      return on + " " + podsRefused.get();
    }
    if (facts.waiting() != null) {
      return on
          + " A change waits until %s for spec.rollout.minInterval: %s."
              .formatted(facts.waiting().until(), String.join(", ", facts.waiting().changes()));
    }
    if (!isOnAllNodes()) {
      return on + " The others restart.";
    }
    return isClusterAgentReady() ? on : on + " The Cluster Agent is not ready yet.";
  }

  private AgentStatus facts(Keys keys, List<String> changes, Instant waitsUntil) {
    DaemonSetStatus status = status();
    int desired = number(status.getDesiredNumberScheduled());
    return new AgentStatus(
        null,
        pass.status().conditions(),
        keys.account(),
        ready(status, desired) + "/" + desired,
        pass.checks(),
        nodes.getSpec().getTemplate().getSpec().getContainers().get(0).getImage(),
        waitsUntil == null ? null : new AgentStatus.Waiting(Conditions.time(waitsUntil), changes),
        untraced);
  }

  private boolean isOnAllNodes() {
    DaemonSetStatus status = status();
    int desired = number(status.getDesiredNumberScheduled());
    return Objects.equals(status.getObservedGeneration(), nodes.getMetadata().getGeneration())
        && number(status.getUpdatedNumberScheduled()) >= desired
        && number(status.getNumberAvailable()) >= desired;
  }

  private boolean isClusterAgentReady() {
    DeploymentStatus status =
        cluster.getStatus() == null ? new DeploymentStatus() : cluster.getStatus();
    int wanted = number(cluster.getSpec().getReplicas());
    return Objects.equals(status.getObservedGeneration(), cluster.getMetadata().getGeneration())
        && number(status.getUpdatedReplicas()) >= wanted
        && number(status.getAvailableReplicas()) >= wanted;
  }

  private DaemonSetStatus status() {
    return nodes.getStatus() == null ? new DaemonSetStatus() : nodes.getStatus();
  }

  /** Those that run the newest pods and are ready; a node counts once. */
  private static int ready(DaemonSetStatus status, int desired) {
    int updated = number(status.getUpdatedNumberScheduled());
    return Math.min(desired, Math.min(number(status.getNumberReady()), updated));
  }

  private static int number(Integer value) {
    return value == null ? 0 : value;
  }

  private static String count(int number, String thing) {
    return number + " " + thing + (number == 1 ? "" : "s");
  }
}
