package dev.heel.operator;

import dev.heel.engine.problem.RuleFault;
import dev.heel.operator.api.Pass;
import dev.heel.operator.api.removal.Cleanup;
import dev.heel.operator.api.removal.CleanupResult;
import dev.heel.operator.api.resource.ResourceInPass;
import dev.heel.operator.api.resource.SecretValues;
import dev.heel.operator.api.resource.Surroundings;
import dev.heel.operator.process.OperatorOptions;
import dev.heel.operator.status.Outcome;
import dev.heel.operator.status.Recorder;
import dev.heel.operator.status.StatusWriter;
import dev.heel.operator.wake.KindController;
import dev.heel.operator.wake.LastSeen;
import dev.heel.resource.ApiResource;
import dev.heel.resource.ApiStatus;
import dev.heel.resource.Reason;
import dev.heel.resource.Reference.Target;
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
import java.util.Set;
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
  private final Surroundings around;
  private final Recorder recorder;
  private final OutcomePublisher<R> publisher;

  ApiReconciler(KindController<R> controller, Surroundings around, Recorder recorder) {
    this.controller = controller;
    this.around = around;
    this.recorder = recorder;
    this.publisher = new OutcomePublisher<>(controller, around, recorder);
  }

  @Override
  public List<EventSource<?, R>> prepareEventSources(EventSourceContext<R> context) {
    controller.cache(context.getPrimaryCache());
    return List.of(controller.inbound());
  }

  @Override
  public UpdateControl<R> reconcile(R resource, Context<R> context) {
    ResourceInPass<R> work = work(resource);
    if (!around.cacheSync().isComplete()) {
      return next(work, SOON);
    }
    long began = System.nanoTime();
    controller.begun(work.id());
    publisher.begin(work);
    try {
      StatusWriter<R> writer = writer(resource, context);
      Outcome<ApiStatus> outcome = passed(work, writer);
      around.metrics().passed(controller.kind().name(), outcome.reason(), since(began));
      Duration next = publisher.publish(work, outcome, writer);
      around.attempts().succeeded(atKubernetes(work));
      return next == null ? listless(work, outcome) : next(work, next);
    } catch (StatusWriter.SupersededException e) {
      return next(work, again(work, e));
    }
  }

  private Outcome<ApiStatus> passed(ResourceInPass<R> work, StatusWriter<R> writer)
      throws StatusWriter.SupersededException {
    try {
      Outcome<ApiStatus> outcome = new Pass<>(work, around).run(writer);
      around.attempts().succeeded(atHeel(work));
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
        .again(around.attempts().failed(atHeel(work), work.generation()));
  }

  @Override
  public DeleteControl cleanup(R resource, Context<R> context) {
    ResourceInPass<R> work = work(resource);
    if (!around.cacheSync().isComplete()) {
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
    Cleanup<R> cleanup = new Cleanup<>(work, around);
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
    return around.attempts().failed(atKubernetes(work), work.generation());
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
    return new StatusWriter<>(resource, context, around.leadership()::mayWrite);
  }

  private void gone(ResourceInPass<R> work, CleanupResult result) {
    around.released(work, result.left());
    if (result.told() != null) {
      recorder.record(work.resource(), result.told());
    }
    around.accounts().figuresChanged(work.status().account());
    Set<Target> named = around.dependants().from(work.target());
    around.refer(work.target(), Set.of());
    named.forEach(around::wake);
    around.wakeDependants(work.target());
    controller.forget(work.id());
    around.attempts().forget(work.uid());
    around.grace().forget(work.uid());
    around.accounts().all().forEach(account -> account.deletions().forget(work.uid()));
    publisher.gone(work);
  }

  /** What no list shows is looked at from time to time; that is no work under way. */
  private UpdateControl<R> listless(ResourceInPass<R> work, Outcome<ApiStatus> outcome) {
    boolean watched = work.kind().routes().list() != null;
    controller.ended(work.id());
    return watched || outcome.reason().health() != Reason.Health.READY
        ? UpdateControl.noUpdate()
        : UpdateControl.<R>noUpdate()
            .rescheduleAfter(around.options().timing().interval(LOOK_AGAIN));
  }

  private UpdateControl<R> next(ResourceInPass<R> work, Duration in) {
    UpdateControl<R> control = UpdateControl.noUpdate();
    if (in == null) {
      controller.ended(work.id());
      return control;
    }
    controller.due(work.id(), around.options().clock().instant().plus(in));
    return control.rescheduleAfter(in);
  }

  private ResourceInPass<R> work(R resource) {
    OperatorOptions options = around.options();
    return new ResourceInPass<>(
        controller, resource, options.lineage(), options.clock().instant(), SecretValues.NONE);
  }

  private static Duration since(long began) {
    return Duration.ofNanos(System.nanoTime() - began);
  }
}
