package dev.heel.datadog;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** So many writes in flight to one account, and no more; who came first goes first. */
final class WritePermits {
  private final Semaphore free;

  WritePermits(int atOnce) {
    free = new Semaphore(atOnce, true);
  }

  /** Whether one was had in time; if so, {@link #release} must follow. */
  boolean acquire(Duration atMost) throws InterruptedException {
    return free.tryAcquire(atMost.toMillis(), TimeUnit.MILLISECONDS);
  }

  void release() {
    free.release();
  }
}
