package dev.heel.operator;

import dev.heel.operator.process.Metrics;
import dev.heel.operator.status.Recorder;
import dev.heel.operator.wake.Attempts;
import dev.heel.operator.wake.ResourceMemory;
import java.time.Clock;

/**
 * What every pass leaves behind beside a status.
 *
 * @param recorder writes Events
 * @param attempts counts how often a resource failed in a row
 * @param memory what is remembered of each resource until it is gone
 */
record PassTail(
    Recorder recorder, Metrics metrics, Attempts attempts, ResourceMemory memory, Clock clock) {
  /** Nothing has failed yet. */
  static PassTail of(OperatorProcess process) {
    Clock clock = process.options().clock();
    Recorder recorder = new Recorder(process.client(), clock);
    ResourceMemory memory = new ResourceMemory();
    return new PassTail(recorder, process.metrics(), new Attempts(memory), memory, clock);
  }
}
