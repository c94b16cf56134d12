package dev.heel.datadog;

import java.time.Duration;

/**
 * How long one call may take, and how many writes may be under way.
 *
 * @param connect to look up the name, to connect, and to wait for a connection of the pool: each
 * @param read between two bytes of the answer
 * @param whole from asking to the whole answer, the wait for a write permit included
 * @param writes in flight at once
 */
record CallLimits(Duration connect, Duration read, Duration whole, int writes) {
  /**
   * A leader that lost its lease must have ended its last call before its successor writes: hence
   * 20 s. Datadog's edge was seen to answer 512 at some 64 parallel writes, and a cap of 8 to help
   * (DataDog/datadog-sync-cli, monitors): hence 8.
   */
  static final CallLimits STANDARD =
      new CallLimits(Duration.ofSeconds(5), Duration.ofSeconds(10), Duration.ofSeconds(20), 8);

  /** Half of the whole: who gets a permit late must have the time left to hear the answer. */
  Duration permitWait() {
    return whole.dividedBy(2);
  }
}
