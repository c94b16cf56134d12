package dev.heel.datadog;

import dev.heel.engine.api.Call;
import java.time.Duration;

/** Hears of each call that was tried over the network, once, when it has ended. */
@FunctionalInterface
public interface CallListener {
  /**
   * Called on the calling thread; must be quick and must not throw.
   *
   * @param status HTTP status; 0 if there was no answer
   * @param took from the start of the exchange to the whole answer
   */
  void finished(Call call, int status, Duration took);
}
