package dev.heel.operator;

import dev.heel.engine.ApiKind;
import dev.heel.kinds.Kinds;
import dev.heel.operator.process.ApiServerWords;
import dev.heel.operator.process.KubernetesClients;
import dev.heel.operator.process.Leadership;
import dev.heel.operator.process.Metrics;
import dev.heel.operator.process.OperatorOptions;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The operator: agrees on leadership, then watches and reconciles until it is closed. Closing
 * drains what is under way and gives the lease back.
 */
public final class HeelOperator implements AutoCloseable {
  private static final long LONGEST_WAIT = 60;
  private static final Logger log = LoggerFactory.getLogger(HeelOperator.class);

  private final OperatorProcess process;
  private final Leadership leadership;
  private final Runnable lost;
  private final ScheduledExecutorService starter =
      Executors.newSingleThreadScheduledExecutor(HeelOperator::daemon);
  private volatile LeaderRun running;
  private volatile boolean closed;

  /** Counts the lives of the controllers; which of them has ended; how many ended in a row. */
  private int begun;

  private int ended;
  private int restarts;

  /**
   * @param client reads custom resources leniently ({@link KubernetesClients}); closed by the
   *     caller
   * @param lost run when leadership was lost to another process: this one must end
   */
  public HeelOperator(OperatorOptions options, KubernetesClient client, Runnable lost) {
    this(options, client, Kinds.api(), lost);
  }

  /** The same with other kinds. */
  HeelOperator(
      OperatorOptions options, KubernetesClient client, List<ApiKind<?>> kinds, Runnable lost) {
    this.process = new OperatorProcess(options, client, kinds, new Metrics());
    this.lost = lost;
    this.leadership = new Leadership(options);
    process.metrics().leading(() -> leadership.isLeading() ? 1 : 0);
  }

  /** Begins to run for leadership and returns; work begins when this process leads. */
  public void start() {
    boolean alone = process.options().election() == null;
    leadership.run(process.client(), alone ? this::begin : this::beginOrRetry, lost);
  }

  /** Whether this process is alive: standing by, or at work without a stopped informer. */
  public boolean isHealthy() {
    LeaderRun now = running;
    return now == null || now.isHealthy();
  }

  /** Whether this process can take its part: it is at work, or stands by for the one that is. */
  public boolean isReady() {
    LeaderRun now = running;
    return now != null ? now.isAtWork() : leadership.isStandingBy() && !leadership.isLeading();
  }

  /**
   * Whether nothing is under way or due within that time, and lists were read twice without a
   * finding.
   */
  public boolean isSettled(Duration within) {
    LeaderRun now = running;
    return now != null && now.isSettled(process.options().clock().instant().plus(within));
  }

  /** All metrics, as Prometheus reads them. */
  public String metrics() {
    LeaderRun now = running;
    if (now != null) {
      now.gauges();
    }
    return process.metrics().text();
  }

  private synchronized void begin() {
    if (closed) {
      return;
    }
    log.info(
        "leads; cluster {}{}",
        process.options().clusterName(),
        process.options().agents() ? "" : "; DatadogAgents and DatadogChecks are left alone");
    int number = ++begun;
    running = new LeaderRun(process, leadership, why -> restart(number, why));
    running.start();
    restarts = 0;
  }

  /** As {@link #begin}, on a thread where nobody would hear of a failure. */
  private void beginOrRetry() {
    try {
      begin();
    } catch (RuntimeException e) {
      restart(begun, "the controllers cannot start: " + ApiServerWords.behind(e));
    }
  }

  /**
   * An informer stopped for good: everything that hangs on it is built anew, at most once for each
   * life, and with growing patience where it dies at once.
   */
  private synchronized void restart(int number, String why) {
    if (closed || number != begun || number == ended) {
      return;
    }
    ended = number;
    long wait = Math.min(1L << Math.min(restarts, 6), LONGEST_WAIT);
    restarts++;
    log.error("{}; the controllers start anew in {} s", why, wait);
    starter.schedule(this::anew, wait, TimeUnit.SECONDS);
  }

  private synchronized void anew() {
    if (closed) {
      return;
    }
    closeRunning();
    beginOrRetry();
  }

  @Override
  public void close() {
    synchronized (this) {
      closed = true;
      closeRunning();
    }
    starter.shutdownNow();
    leadership.close();
  }

  /** There is none if it could not even be built. */
  private void closeRunning() {
    if (running != null) {
      running.close();
      running = null;
    }
  }

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work, "restart");
    thread.setDaemon(true);
    return thread;
  }
}
