package dev.heel.operator;

import dev.heel.engine.problem.RuleFault;
import dev.heel.operator.api.removal.Cleanup;
import dev.heel.operator.api.removal.CleanupResult;
import dev.heel.operator.api.resource.ResourceInPass;
import dev.heel.operator.api.resource.SecretValues;
import dev.heel.operator.process.OperatorOptions;
import dev.heel.operator.status.Outcome;
import dev.heel.operator.status.StatusWriter;
import dev.heel.operator.wake.KindController;
import dev.heel.operator.wake.LastSeen;
import dev.heel.resource.ApiResource;
import dev.heel.resource.ApiStatus;
import dev.heel.resource.Reason;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.javaoperatorsdk.operator.api.reconciler.Cleaner;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.DeleteControl;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one reconciler of all API kinds: runs a {@link Pass} or a {@link Cleanup}, and turns its
 * outcome into a status, Events, metrics and the time of the next pass.
 */
final class ApiReconciler<R extends ApiResource> implements Reconciler<R>, Cleaner<R> {
  private static final Logger log = LoggerFactory.getLogger(ApiReconciler.class);
  private static final Duration SOON = Duration.ofMillis(200);
  private static final Duration LOOK_AGAIN = Duration.ofMinutes(10);

  private final KindController<R> controller;
  private final ApiPasses passes;
  private final PassGate gate;
  private final PassTail tail;
  private final OutcomePublisher<R> publisher;

  ApiReconciler(KindController<R> controller, ApiPasses passes, PassGate gate, PassTail tail) {
    this.controller = controller;
    this.passes = passes;
    this.gate = gate;
    this.tail = tail;
    this.publisher = new OutcomePublisher<>(controller, passes.passes().resolutions(), tail);
  }

  @Override
  public List<EventSource<?, R>> prepareEventSources(EventSourceContext<R> context) {
    controller.cache(context.getPrimaryCache());
    return List.of(controller.inbound());
  }

  @Override
  public UpdateControl<R> reconcile(R resource, Context<R> context) {
    ResourceInPass<R> work = work(resource);
    if (!gate.isSynced()) {
      return next(work, SOON);
    }
    long began = System.nanoTime();
    controller.begun(work.id());
    publisher.begin(work);
    try {
      StatusWriter<R> writer = writer(resource, context);
      Outcome<ApiStatus> outcome = passed(work, writer);
      tail.metrics().passed(controller.kind().name(), outcome.reason(), since(began));
      Duration next = publisher.publish(work, outcome, writer);
      tail.attempts().succeeded(atKubernetes(work));
      return next == null ? listless(work, outcome) : next(work, next);
    } catch (StatusWriter.SupersededException e) {
      return next(work, again(work, e));
    }
  }

  private Outcome<ApiStatus> passed(ResourceInPass<R> work, StatusWriter<R> writer)
      throws StatusWriter.SupersededException {
    try {
      Outcome<ApiStatus> outcome = passes.passes().of(work).run(writer);
      tail.attempts().succeeded(atHeel(work));
      return outcome;
    } catch (KubernetesClientException e) {
      throw e;
    } catch (RuntimeException | StackOverflowError e) {
      return faulty(work, writer, e);
    }
  }

  /**
   * A fault of Heel's own is told on the resource, like any other, and met with patience. What the
   * pass had written of its progress stays.
   */
  private Outcome<ApiStatus> faulty(
      ResourceInPass<R> work, StatusWriter<R> writer, Throwable fault) {
    log.error("{}: a pass ended unexpectedly", work.target(), fault);
    return Outcome.of(
            Reason.Invalid, RuleFault.of(work.target(), fault).sentence(), writer.status())
        .seeing(LastSeen.NOT_ASKED)
        .again(tail.attempts().failed(atHeel(work), work.generation()));
  }

  @Override
  public DeleteControl cleanup(R resource, Context<R> context) {
    ResourceInPass<R> work = work(resource);
    if (!gate.isSynced()) {
      return DeleteControl.noFinalizerRemoval().rescheduleAfter(SOON);
    }
    controller.begun(work.id());
    CleanupResult result = cleaned(work);
    if (result.isDone()) {
      gone(work, result);
      return DeleteControl.defaultDelete();
    }
    Duration again = stays(work, result, writer(resource, context));
    controller.due(work.id(), work.now().plus(again));
    return DeleteControl.noFinalizerRemoval().rescheduleAfter(again);
  }

  private Duration stays(ResourceInPass<R> work, CleanupResult result, StatusWriter<R> writer) {
    try {
      return publisher.publish(work, result.outcome(), writer);
    } catch (StatusWriter.SupersededException e) {
      return again(work, e);
    }
  }

  private CleanupResult cleaned(ResourceInPass<R> work) {
    Cleanup<R> cleanup = passes.cleanups().of(work);
    try {
      return cleanup.run();
    } catch (KubernetesClientException e) {
      throw e;
    } catch (RuntimeException | StackOverflowError e) {
      log.error("{}: a deletion ended unexpectedly", work.target(), e);
      return cleanup.failed(e);
    }
  }

  /** When to try again what a status write ended; with patience where Kubernetes itself fails. */
  private Duration again(ResourceInPass<R> work, StatusWriter.SupersededException end) {
    if (!end.isOutage()) {
      return SOON;
    }
    log.warn("{}: {}", work.target(), end.getMessage());
    return tail.attempts().failed(atKubernetes(work), work.generation());
  }

  /** Under this name failures of Kubernetes are counted, apart from those of Datadog. */
  private static String atKubernetes(ResourceInPass<?> work) {
    return work.uid() + "/kubernetes";
  }

  /** Likewise those of Heel itself. */
  private static String atHeel(ResourceInPass<?> work) {
    return work.uid() + "/heel";
  }

  private StatusWriter<R> writer(R resource, Context<R> context) {
    return new StatusWriter<>(resource, context, gate::mayWrite);
  }

  private void gone(ResourceInPass<R> work, CleanupResult result) {
    if (result.told() != null) {
      tail.recorder().record(work.resource(), result.told());
    }
    passes.gone().gone(work, result);
    controller.forget(work.id());
    publisher.gone(work);
    tail.memory().forget(work.uid());
  }

  /** What no list shows is looked at from time to time; that is no work under way. */
  private UpdateControl<R> listless(ResourceInPass<R> work, Outcome<ApiStatus> outcome) {
    boolean watched = work.kind().routes().list() != null;
    controller.ended(work.id());
    return watched || outcome.reason().health() != Reason.Health.READY
        ? UpdateControl.noUpdate()
        : UpdateControl.<R>noUpdate()
            .rescheduleAfter(passes.options().timing().interval(LOOK_AGAIN));
  }

  private UpdateControl<R> next(ResourceInPass<R> work, Duration in) {
    UpdateControl<R> control = UpdateControl.noUpdate();
    if (in == null) {
      controller.ended(work.id());
      return control;
    }
    controller.due(work.id(), tail.clock().instant().plus(in));
    return control.rescheduleAfter(in);
  }

  private ResourceInPass<R> work(R resource) {
    OperatorOptions options = passes.options();
    return new ResourceInPass<>(
        controller, resource, options.lineage(), options.clock().instant(), SecretValues.NONE);
  }

  private static Duration since(long began) {
    return Duration.ofNanos(System.nanoTime() - began);
  }
}
