package dev.heel.operator;

import dev.heel.agent.spec.AgentStatus;
import dev.heel.agent.spec.DatadogAgent;
import dev.heel.engine.problem.RuleFault;
import dev.heel.kinds.Kinds;
import dev.heel.operator.agent.AgentResources;
import dev.heel.operator.agent.Agents;
import dev.heel.operator.cluster.AppliedObjects;
import dev.heel.operator.process.ApiServerWords;
import dev.heel.operator.status.Conditions;
import dev.heel.operator.status.Outcome;
import dev.heel.operator.wake.PassSchedule;
import dev.heel.resource.NamespacedName;
import dev.heel.resource.Reason;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import java.net.HttpURLConnection;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps an Agent's workloads, rights and files as its spec and the checks that it admits say. */
final class AgentReconciler implements Reconciler<DatadogAgent> {
  private static final Logger log = LoggerFactory.getLogger(AgentReconciler.class);
  private static final int UNPROCESSABLE = 422;

  /** When an Agent is looked at again over which no pass could begin or end. */
  private static final Duration AGAIN = Duration.ofSeconds(60);

  /** How often an Agent is looked at when nothing happens; that costs a few reads. */
  private static final Duration AT_REST = Duration.ofMinutes(10);

  /** When it is tried again where the status could not be written. */
  private static final Duration SOON = Duration.ofSeconds(1);

  private final PassGate gate;
  private final AgentResources resources;
  private final Agents agents;
  private final PassTail tail;
  private final StatusPublisher publisher;
  private final PassSchedule schedule = new PassSchedule();

  AgentReconciler(PassGate gate, AgentResources resources, Agents agents, PassTail tail) {
    this.gate = gate;
    this.resources = resources;
    this.agents = agents;
    this.tail = tail;
    this.publisher = new StatusPublisher(tail);
  }

  @Override
  public List<EventSource<?, DatadogAgent>> prepareEventSources(
      EventSourceContext<DatadogAgent> context) {
    resources.agents(context.getPrimaryCache());
    return List.of(resources.wakers().agents());
  }

  @Override
  public UpdateControl<DatadogAgent> reconcile(DatadogAgent agent, Context<DatadogAgent> context) {
    ResourceID id = ResourceID.fromResource(agent);
    if (context.isPrimaryResourceDeleted() || agent.getMetadata().getDeletionTimestamp() != null) {
      agents.gone(NamespacedName.of(agent));
      schedule.forget(id);
      sweep();
      tail.memory().forget(agent.getMetadata().getUid());
      return UpdateControl.noUpdate();
    }
    if (!gate.isSynced()) {
      return UpdateControl.noUpdate();
    }
    if (!gate.mayWrite()) {
      return UpdateControl.<DatadogAgent>noUpdate().rescheduleAfter(AGAIN);
    }
    schedule.begun(id);
    Duration next = AGAIN;
    long began = System.nanoTime();
    try {
      Outcome<AgentStatus> outcome = outcome(agent);
      next = publish(agent, outcome, context);
      Duration took = Duration.ofNanos(System.nanoTime() - began);
      tail.metrics().passed(Kinds.AGENT.name(), outcome.reason(), took);
      agents.forgetUnused();
    } finally {
      schedule.ended(id, now().plus(next));
    }
    return UpdateControl.<DatadogAgent>noUpdate().rescheduleAfter(next);
  }

  /** Whether no pass is under way or comes before that time. */
  boolean isIdleUntil(Instant until) {
    return schedule.isIdleUntil(until);
  }

  /** At start, and when an Agent went: what is in no namespace has no owner to go with. */
  void sweep() {
    try {
      agents.sweep();
    } catch (KubernetesClientException e) {
      log.warn("bindings of Agents that are gone could not be deleted: {}", ApiServerWords.of(e));
    }
  }

  private Outcome<AgentStatus> outcome(DatadogAgent agent) {
    AgentStatus status = status(agent);
    try {
      Outcome<AgentStatus> outcome = agents.pass(agent, now());
      tail.attempts().succeeded(agent.getMetadata().getUid());
      return outcome;
    } catch (AppliedObjects.TakenException e) {
      agents.stuck(NamespacedName.of(agent));
      return Outcome.of(
          Reason.AlreadyExists,
          e.getMessage() + ". Delete it, or give the Agent another name.",
          status);
    } catch (KubernetesClientException e) {
      agents.stuck(NamespacedName.of(agent));
      return failed(agent, status, e);
    } catch (RuntimeException | StackOverflowError e) {
      NamespacedName name = NamespacedName.of(agent);
      log.error("{}: a pass ended unexpectedly", Kinds.AGENT.target(name), e);
      agents.stuck(name);
      return Agents.invalid(List.of(RuleFault.of(Kinds.AGENT.target(name), e)), status)
          .again(
              tail.attempts().failed(agent.getMetadata().getUid(), Conditions.generation(agent)));
    }
  }

  private Outcome<AgentStatus> failed(
      DatadogAgent agent, AgentStatus status, KubernetesClientException e) {
    String said = ApiServerWords.of(e);
    Duration again =
        tail.attempts().failed(agent.getMetadata().getUid(), Conditions.generation(agent));
    return switch (e.getCode()) {
      case HttpURLConnection.HTTP_FORBIDDEN ->
          Outcome.of(
                  Reason.Forbidden,
                  ("Heel may not do this in namespace %s: %s. Agents live where Heel may work on"
                          + " Secrets: the namespace of its release, or one of the chart's"
                          + " secretAccess.namespaces.")
                      .formatted(agent.getMetadata().getNamespace(), said),
                  status)
              .again(again);
      case UNPROCESSABLE, HttpURLConnection.HTTP_BAD_REQUEST ->
          Outcome.of(Reason.Rejected, "Kubernetes refused it: " + said, status).again(again);
      default ->
          Outcome.of(Reason.Unavailable, "Kubernetes: " + said + ". Heel keeps trying.", status)
              .again(again);
    };
  }

  /** Makes the outcome known; gives back when to look again. */
  private Duration publish(
      DatadogAgent agent, Outcome<AgentStatus> outcome, Context<DatadogAgent> context) {
    if (!publisher.publish(agent, status(agent), outcome, context)) {
      return SOON;
    }
    Duration next = outcome.then().next();
    return next == null ? AT_REST : next;
  }

  private static AgentStatus status(DatadogAgent agent) {
    return Optional.ofNullable(agent.getStatus()).orElse(AgentStatus.NONE);
  }

  private Instant now() {
    return tail.clock().instant();
  }
}
