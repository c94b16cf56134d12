package dev.heel.cli;

import dev.heel.cli.text.ExitCode;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How a process that runs the operator ends: a signal tells it to, or it no longer leads. Used
 * once; safe for many threads.
 */
final class ProcessEnd {
  private static final Logger log = LoggerFactory.getLogger(ProcessEnd.class);

  private final CountDownLatch asked = new CountDownLatch(1);
  private final CountDownLatch closed = new CountDownLatch(1);
  private volatile int code;

  /**
   * From now on a signal lets writes finish and gives the lease back, instead of ending at once.
   */
  void followSignals() {
    Runtime.getRuntime().addShutdownHook(new Thread(this::drain, "shutdown"));
  }

  /** Waits until there is a reason to end. */
  void await() throws InterruptedException {
    asked.await();
  }

  /** All that was under way is over. */
  void closed() {
    closed.countDown();
  }

  /** The exit code. */
  int code() {
    return code;
  }

  /**
   * Another replica leads now. This one may write nothing more, and calls to an API server that it
   * cannot reach would hold up its end for minutes.
   *
   * @param bound how long what is under way at Datadog has
   */
  void leadershipLost(Duration bound) {
    log.error("leadership was lost; this replica ends");
    code = ExitCode.NOT_GOOD;
    Thread thread = new Thread(() -> haltUnlessClosed(bound), "end");
    thread.setDaemon(true);
    thread.start();
    asked.countDown();
  }

  private void haltUnlessClosed(Duration bound) {
    try {
      if (!closed.await(bound.toMillis(), TimeUnit.MILLISECONDS)) {
        log.warn("calls are still under way after {}; ends all the same", bound);
        Runtime.getRuntime().halt(ExitCode.NOT_GOOD);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void drain() {
    boolean first = asked.getCount() > 0;
    asked.countDown();
    try {
      closed.await();
      if (first) {
        // Otherwise the JVM reports the signal (143) although all ended well.
        Runtime.getRuntime().halt(0);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
