package dev.heel.operator;

import dev.heel.operator.process.Metrics;
import dev.heel.operator.status.Recorder;
import dev.heel.operator.wake.Attempts;
import java.time.Clock;

/**
 * What every pass leaves behind beside a status.
 *
 * @param recorder writes Events
 * @param attempts counts how often a resource failed in a row
 */
record PassTail(Recorder recorder, Metrics metrics, Attempts attempts, Clock clock) {
  /** Nothing has failed yet. */
  static PassTail of(OperatorProcess process) {
    Clock clock = process.options().clock();
    Recorder recorder = new Recorder(process.client(), clock);
    return new PassTail(recorder, process.metrics(), new Attempts(), clock);
  }
}
