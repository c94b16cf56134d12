package dev.heel.operator;

import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The operator: agrees on leadership, then watches and reconciles until it is closed. Closing
 * drains what is under way and gives the lease back.
 */
public final class HeelOperator implements AutoCloseable {
  /** Holds a resource in Kubernetes until its object is gone from Datadog. */
  public static final String FINALIZER = "heel.dev/datadog";

  private static final Logger log = LoggerFactory.getLogger(HeelOperator.class);

  private final OperatorOptions options;
  private final KubernetesClient client;
  private final Metrics metrics = new Metrics();
  private final Leadership leadership;
  private final Runnable lost;
  private volatile Running running;
  private volatile boolean closed;

  /**
   * @param client reads custom resources leniently ({@link KubernetesClients}); closed by the
   *     caller
   * @param lost run when leadership was lost to another process: this one must end
   */
  public HeelOperator(OperatorOptions options, KubernetesClient client, Runnable lost) {
    this.options = options;
    this.client = client;
    this.lost = lost;
    this.leadership = new Leadership(options);
    metrics.leading(() -> leadership.isLeading() ? 1 : 0);
  }

  /** Begins to run for leadership and returns; work begins when this process leads. */
  public void start() {
    leadership.run(client, this::begin, lost);
  }

  /** Whether this process leads and its caches are filled. */
  public boolean isWorking() {
    return running != null;
  }

  /** Whether this process is alive: standing by, or at work without a stopped informer. */
  public boolean isHealthy() {
    Running now = running;
    return now == null || now.isHealthy();
  }

  /** Whether this process can take its part: it is at work, or stands by for the one that is. */
  public boolean isReady() {
    return running != null ? running.isHealthy() : leadership.isStandingBy();
  }

  /**
   * Whether nothing is under way or due within that time, and lists were read twice without a
   * finding.
   */
  public boolean isSettled(Duration within) {
    Running now = running;
    return now != null && now.isSettled(options.clock().instant().plus(within));
  }

  /** All metrics, as Prometheus reads them. */
  public String metrics() {
    Running now = running;
    if (now != null) {
      now.gauges();
    }
    return metrics.text();
  }

  private synchronized void begin() {
    if (closed) {
      return;
    }
    log.info("leads; cluster {}", options.clusterName());
    running = new Running(options, client, leadership, metrics, this::restart);
    running.start();
  }

  /** An informer stopped for good: everything that hangs on it is built anew. */
  private void restart(String why) {
    Thread thread =
        new Thread(
            () -> {
              log.error("{}; the controllers start anew", why);
              synchronized (this) {
                if (running != null && !closed) {
                  running.close();
                  begin();
                }
              }
            },
            "restart");
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public void close() {
    synchronized (this) {
      closed = true;
      if (running != null) {
        running.close();
        running = null;
      }
    }
    leadership.close();
  }
}
