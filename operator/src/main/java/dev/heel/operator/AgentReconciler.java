package dev.heel.operator;

import dev.heel.agent.spec.AgentStatus;
import dev.heel.agent.spec.DatadogAgent;
import dev.heel.engine.problem.RuleFault;
import dev.heel.kinds.Kinds;
import dev.heel.operator.agent.AgentHalf;
import dev.heel.operator.agent.AgentOutcome;
import dev.heel.operator.agent.AgentPass;
import dev.heel.operator.agent.AgentTools;
import dev.heel.operator.cluster.AppliedObjects;
import dev.heel.operator.process.ApiServerWords;
import dev.heel.operator.status.Conditions;
import dev.heel.operator.status.Outcome;
import dev.heel.operator.status.Recorder;
import dev.heel.operator.status.StatusWrites;
import dev.heel.resource.Condition;
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

  private final AgentHalf half;
  private final AgentTools tools;
  private final Recorder recorder;

  AgentReconciler(AgentHalf half, Recorder recorder) {
    this.half = half;
    this.tools = new AgentTools(half);
    this.recorder = recorder;
  }

  @Override
  public List<EventSource<?, DatadogAgent>> prepareEventSources(
      EventSourceContext<DatadogAgent> context) {
    half.agents(context.getPrimaryCache());
    return List.of(half.wakers().agents());
  }

  @Override
  public UpdateControl<DatadogAgent> reconcile(DatadogAgent agent, Context<DatadogAgent> context) {
    ResourceID id = ResourceID.fromResource(agent);
    if (context.isPrimaryResourceDeleted() || agent.getMetadata().getDeletionTimestamp() != null) {
      gone(NamespacedName.of(agent));
      half.around().attempts().forget(agent.getMetadata().getUid());
      return UpdateControl.noUpdate();
    }
    if (!half.around().cacheSync().isComplete()) {
      return UpdateControl.noUpdate();
    }
    if (!half.around().leadership().mayWrite()) {
      return UpdateControl.<DatadogAgent>noUpdate().rescheduleAfter(AgentTools.APM_EVERY);
    }
    half.agentSchedule().begun(id);
    Duration next = AgentTools.APM_EVERY;
    long began = System.nanoTime();
    try {
      AgentOutcome outcome = outcome(agent);
      next = publish(agent, outcome, context);
      half.passed(Kinds.AGENT.name(), outcome.reason(), began);
      half.forgetUnused();
    } finally {
      half.agentSchedule().ended(id, now().plus(next));
    }
    return UpdateControl.<DatadogAgent>noUpdate().rescheduleAfter(next);
  }

  /** Owners take nearly all of it along. */
  private void gone(NamespacedName name) {
    half.gone(name);
    tools.forget(name);
    half.forgetUnused();
    sweep();
  }

  /** At start, and when an Agent went: what is in no namespace has no owner to go with. */
  void sweep() {
    try {
      tools.sweep();
    } catch (KubernetesClientException e) {
      log.warn("bindings of Agents that are gone could not be deleted: {}", ApiServerWords.of(e));
    }
  }

  private AgentOutcome outcome(DatadogAgent agent) {
    AgentStatus status = Optional.ofNullable(agent.getStatus()).orElse(AgentStatus.NONE);
    try {
      AgentOutcome outcome = new AgentPass(half, tools, agent).run();
      half.around().attempts().succeeded(agent.getMetadata().getUid());
      return outcome;
    } catch (AppliedObjects.TakenException e) {
      half.stuck(NamespacedName.of(agent));
      return AgentOutcome.of(
          Reason.AlreadyExists,
          e.getMessage() + ". Delete it, or give the Agent another name.",
          status);
    } catch (KubernetesClientException e) {
      half.stuck(NamespacedName.of(agent));
      return failed(agent, status, e);
    } catch (RuntimeException | StackOverflowError e) {
      NamespacedName name = NamespacedName.of(agent);
      log.error("{}: a pass ended unexpectedly", Kinds.AGENT.target(name), e);
      half.stuck(name);
      return AgentOutcome.invalid(List.of(RuleFault.of(Kinds.AGENT.target(name), e)), status)
          .again(
              half.around()
                  .attempts()
                  .failed(agent.getMetadata().getUid(), Conditions.generation(agent)));
    }
  }

  private AgentOutcome failed(DatadogAgent agent, AgentStatus status, KubernetesClientException e) {
    String said = ApiServerWords.of(e);
    Duration again =
        half.around().attempts().failed(agent.getMetadata().getUid(), Conditions.generation(agent));
    return switch (e.getCode()) {
      case HttpURLConnection.HTTP_FORBIDDEN ->
          AgentOutcome.of(
                  Reason.Forbidden,
                  ("Heel may not do this in namespace %s: %s. Agents live where Heel may work on"
                          + " Secrets: the namespace of its release, or one of the chart's"
                          + " secretAccess.namespaces.")
                      .formatted(agent.getMetadata().getNamespace(), said),
                  status)
              .again(again);
      case UNPROCESSABLE, HttpURLConnection.HTTP_BAD_REQUEST ->
          AgentOutcome.of(Reason.Rejected, "Kubernetes refused it: " + said, status).again(again);
      default ->
          AgentOutcome.of(
                  Reason.Unavailable, "Kubernetes: " + said + ". Heel keeps trying.", status)
              .again(again);
    };
  }

  /** Writes the status and the events; gives back when to look again. */
  private Duration publish(
      DatadogAgent agent, AgentOutcome outcome, Context<DatadogAgent> context) {
    AgentStatus before = Optional.ofNullable(agent.getStatus()).orElse(AgentStatus.NONE);
    long generation = Conditions.generation(agent);
    List<Condition> conditions =
        new Conditions(before.conditions(), generation, now())
            .of(outcome.reason(), outcome.message(), null);
    AgentStatus facts = outcome.facts();
    AgentStatus after =
        new AgentStatus(
            generation,
            conditions,
            facts.account(),
            facts.nodes(),
            facts.checks(),
            facts.image(),
            facts.waiting(),
            facts.apm());
    outcome.happenings().forEach(happening -> recorder.record(agent, happening));
    if (outcome.reason() != Reason.Progressing) {
      Outcome<?> told = Outcome.of(outcome.reason(), outcome.message(), null);
      Recorder.of(told, Conditions.ready(before.conditions()), generation)
          .forEach(happening -> recorder.record(agent, happening));
    }
    return StatusWrites.write(agent, after, context) ? outcome.next() : Duration.ofSeconds(1);
  }

  private Instant now() {
    return half.around().options().clock().instant();
  }
}
