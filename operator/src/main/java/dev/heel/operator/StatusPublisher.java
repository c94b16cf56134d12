package dev.heel.operator;

import dev.heel.operator.status.Conditions;
import dev.heel.operator.status.Outcome;
import dev.heel.operator.status.Recorder;
import dev.heel.operator.status.StatusWrites;
import dev.heel.resource.Conditioned;
import dev.heel.resource.HeelResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.javaoperatorsdk.operator.api.reconciler.Context;

/**
 * Where the outcome of a pass over a resource that has no object in Datadog takes effect: its
 * Events and its status.
 */
final class StatusPublisher {
  private final PassTail tail;

  StatusPublisher(PassTail tail) {
    this.tail = tail;
  }

  /**
   * Makes an outcome known.
   *
   * @param before the status as the pass found it
   * @return whether nothing is left to do: it was written, or another pass will write a newer one
   */
  <S extends Conditioned<S>, R extends HeelResource<S>> boolean publish(
      R resource, S before, Outcome<S> outcome, Context<R> context) {
    record(resource, before, outcome);
    return StatusWrites.write(resource, after(resource, before, outcome), context);
  }

  /** The status that an outcome leads to. */
  <S extends Conditioned<S>> S after(HasMetadata resource, S before, Outcome<S> outcome) {
    long generation = Conditions.generation(resource);
    Conditions conditions = new Conditions(before.conditions(), generation, tail.clock().instant());
    return outcome
        .facts()
        .at(generation, conditions.of(outcome.reason(), outcome.message(), outcome.waiting()));
  }

  /** Writes the Events of an outcome. */
  <S extends Conditioned<S>> void record(HasMetadata resource, S before, Outcome<S> outcome) {
    Recorder.of(outcome, Conditions.ready(before.conditions()), Conditions.generation(resource))
        .forEach(happening -> tail.recorder().record(resource, happening));
  }
}
