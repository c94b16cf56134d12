package dev.heel.operator;

import dev.heel.agent.check.CheckStatus;
import dev.heel.agent.check.DatadogCheck;
import dev.heel.engine.problem.RuleFault;
import dev.heel.kinds.Kinds;
import dev.heel.operator.agent.AgentResources;
import dev.heel.operator.agent.Checks;
import dev.heel.operator.cluster.AppliedObjects;
import dev.heel.operator.status.Conditions;
import dev.heel.operator.status.Outcome;
import dev.heel.operator.wake.PassSchedule;
import dev.heel.resource.NamespacedName;
import dev.heel.resource.Reason;
import dev.heel.resource.Reference.Target;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells of a check what the Agents made of it. The Agents' own passes write its files; only this
 * one writes its status.
 */
final class CheckReconciler implements Reconciler<DatadogCheck> {
  private static final Logger log = LoggerFactory.getLogger(CheckReconciler.class);
  private static final Duration FORBIDDEN_AGAIN = Duration.ofMinutes(1);
  private static final Duration SOON = Duration.ofSeconds(1);

  private final PassGate gate;
  private final AgentResources resources;
  private final Checks checks;
  private final PassTail tail;
  private final StatusPublisher publisher;
  private final PassSchedule schedule = new PassSchedule();

  CheckReconciler(PassGate gate, AgentResources resources, Checks checks, PassTail tail) {
    this.gate = gate;
    this.resources = resources;
    this.checks = checks;
    this.tail = tail;
    this.publisher = new StatusPublisher(tail);
  }

  @Override
  public List<EventSource<?, DatadogCheck>> prepareEventSources(
      EventSourceContext<DatadogCheck> context) {
    resources.checks(context.getPrimaryCache());
    return List.of(resources.wakers().checks());
  }

  /** Whether no pass is under way or comes before that time. */
  boolean isIdleUntil(Instant until) {
    return schedule.isIdleUntil(until);
  }

  @Override
  public UpdateControl<DatadogCheck> reconcile(DatadogCheck check, Context<DatadogCheck> context) {
    ResourceID id = ResourceID.fromResource(check);
    if (context.isPrimaryResourceDeleted() || check.getMetadata().getDeletionTimestamp() != null) {
      schedule.forget(id);
      tail.memory().forget(check.getMetadata().getUid());
      checks.gone(check);
      return UpdateControl.noUpdate();
    }
    if (!gate.isSynced()) {
      return UpdateControl.noUpdate();
    }
    if (!gate.mayWrite()) {
      return UpdateControl.<DatadogCheck>noUpdate().rescheduleAfter(FORBIDDEN_AGAIN);
    }
    schedule.begun(id);
    Duration next = null;
    try {
      next = looked(check, context);
    } finally {
      schedule.ended(id, next == null ? null : now().plus(next));
    }
    UpdateControl<DatadogCheck> done = UpdateControl.noUpdate();
    return next == null ? done : done.rescheduleAfter(next);
  }

  /** Looks at a check; gives back when to look again, or null for when something happens. */
  private Duration looked(DatadogCheck check, Context<DatadogCheck> context) {
    long began = System.nanoTime();
    Optional<Outcome<CheckStatus>> outcome;
    try {
      outcome = checks.pass(check);
    } catch (AppliedObjects.TakenException e) {
      outcome =
          Optional.of(
              Outcome.of(Reason.AlreadyExists, e.getMessage() + ". Delete it.", status(check)));
    } catch (KubernetesClientException e) {
      return patience(check);
    } catch (RuntimeException | StackOverflowError e) {
      Target target = AgentResources.target(NamespacedName.of(check));
      log.error("{}: a pass ended unexpectedly", target, e);
      String sentence = RuleFault.of(target, e).sentence();
      publish(check, Outcome.of(Reason.Invalid, sentence, status(check)), context);
      return patience(check);
    }
    if (outcome.isEmpty()) {
      return null;
    }
    tail.attempts().succeeded(check.getMetadata().getUid());
    boolean written = publish(check, outcome.get(), context);
    Duration took = Duration.ofNanos(System.nanoTime() - began);
    tail.metrics().passed(Kinds.CHECK.name(), outcome.get().reason(), took);
    boolean forbidden = outcome.get().reason() == Reason.GrantMissing;
    return !written ? SOON : forbidden ? FORBIDDEN_AGAIN : null;
  }

  private Duration patience(DatadogCheck check) {
    return tail.attempts().failed(check.getMetadata().getUid(), Conditions.generation(check));
  }

  private boolean publish(
      DatadogCheck check, Outcome<CheckStatus> outcome, Context<DatadogCheck> context) {
    return publisher.publish(check, status(check), outcome, context);
  }

  private static CheckStatus status(DatadogCheck check) {
    return Optional.ofNullable(check.getStatus()).orElse(CheckStatus.NONE);
  }

  private Instant now() {
    return tail.clock().instant();
  }
}
