package dev.heel.bench;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.Callable;

/** Waits for what must come, and says what did not. */
final class Waiting {
  private static final Duration PATIENCE = Duration.ofMinutes(10);

  private Waiting() {}

  static void until(Callable<Boolean> done, String what) {
    until(done, what, Duration.ofMillis(250));
  }

  static void until(Callable<Boolean> done, String what, Duration every) {
    await(what).atMost(PATIENCE).pollDelay(Duration.ZERO).pollInterval(every).until(done);
  }

  /** Lets time pass: a protocol's own durations are what is watched. */
  static void pass(Duration time) {
    long end = System.nanoTime() + time.toNanos();
    await("time passes")
        .atMost(time.plus(PATIENCE))
        .pollInterval(Duration.ofMillis(100))
        .until(() -> System.nanoTime() >= end);
  }
}
