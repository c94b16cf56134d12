package dev.heel.operator.process;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.extended.leaderelection.LeaderCallbacks;
import io.fabric8.kubernetes.client.extended.leaderelection.LeaderElectionConfig;
import io.fabric8.kubernetes.client.extended.leaderelection.LeaderElector;
import io.fabric8.kubernetes.client.extended.leaderelection.LeaderElectorBuilder;
import io.fabric8.kubernetes.client.extended.leaderelection.resourcelock.LeaderElectionRecord;
import io.fabric8.kubernetes.client.extended.leaderelection.resourcelock.LeaseLock;
import io.fabric8.kubernetes.client.extended.leaderelection.resourcelock.Lock;
import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether this process may write. Nothing of the operator starts before leadership does: neither
 * informers nor pollers. The time of each renewal is kept, since a process that was stopped for a
 * while learns last that it leads no longer.
 */
public final class Leadership implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Leadership.class);

  private final OperatorOptions options;
  private final Clock clock;
  private final ExecutorService executor =
      Executors.newCachedThreadPool(
          runnable -> {
            Thread thread = new Thread(runnable, "leadership");
            thread.setDaemon(true);
            return thread;
          });
  private final ScheduledExecutorService watch =
      Executors.newSingleThreadScheduledExecutor(
          runnable -> {
            Thread thread = new Thread(runnable, "lease-watch");
            thread.setDaemon(true);
            return thread;
          });
  private final LeaseClock lease;
  private volatile LeaderElector elector;
  private volatile CompletableFuture<?> election;
  private volatile boolean closing;
  private volatile boolean standingBy;

  public Leadership(OperatorOptions options) {
    this.options = options;
    this.clock = options.clock();
    this.lease =
        new LeaseClock(clock, options.election() == null ? null : options.timing().renewDeadline());
  }

  /**
   * Begins to run for leadership; at once leads if there is no election.
   *
   * @param started run once when leadership begins, on a thread of its own
   * @param lost run once when it ends and was not given back
   */
  public void run(KubernetesClient client, Runnable started, Runnable lost) {
    if (options.election() == null) {
      lease.begin();
      started.run();
      return;
    }
    elector = elector(client, started, lost);
    election = elector.start();
    long every = options.timing().renewEvery().toMillis();
    watch.scheduleWithFixedDelay(() -> resignIfOverdue(lost), every, every, TimeUnit.MILLISECONDS);
  }

  /**
   * The library learns that a lease was lost by the end of a renewal; one that hangs, as when the
   * network is cut, would keep a process for minutes that may not do anything.
   */
  private void resignIfOverdue(Runnable lost) {
    if (lease.isOverdue()) {
      resign(lost);
    }
  }

  private void resign(Runnable lost) {
    if (lease.end() && !closing) {
      executor.execute(lost);
    }
  }

  /** Whether a write may begin now: the lease was renewed less than the renew deadline ago. */
  public boolean mayWrite() {
    return lease.mayWrite();
  }

  /** When leadership began, also after its end: nothing read before counts. */
  public Instant since() {
    return lease.since();
  }

  /** Whether this process may write at this moment. */
  public boolean isLeading() {
    return lease.isLeading();
  }

  /** Whether another process holds the lease, which this one takes over when it runs out. */
  public boolean isStandingBy() {
    return standingBy;
  }

  private LeaderElector elector(KubernetesClient client, Runnable started, Runnable lost) {
    OperatorOptions.Election election = options.election();
    Timing timing = options.timing();
    Lock lock = new LeaseLock(election.namespace(), election.leaseName(), election.identity());
    LeaderCallbacks callbacks =
        new LeaderCallbacks(
            () -> {
              lease.begin();
              executor.execute(started);
            },
            () -> resign(lost),
            this::tell);
    return new LeaderElectorBuilder(client, executor)
        .withConfig(
            new LeaderElectionConfig(
                new TimedLock(lock),
                timing.lease(),
                timing.renewDeadline(),
                timing.renewEvery(),
                callbacks,
                // Given back by hand, after the last write: the library would give it back while a
                // call may still be under way.
                false,
                election.leaseName()))
        .build();
  }

  private void tell(String leader) {
    if (leader == null || leader.isEmpty()) {
      log.info("no replica leads");
    } else if (leader.equals(options.election().identity())) {
      log.info("{} leads", leader);
    } else {
      log.info(
          "{} leads; this replica takes over when that has not renewed its lease for {} s",
          leader,
          options.timing().lease().toSeconds());
    }
  }

  /** Gives the lease back, after the last write has ended. */
  @Override
  public void close() {
    closing = true;
    boolean led = lease.end();
    watch.shutdownNow();
    if (election != null) {
      election.cancel(true);
      if (led) {
        release();
      }
    }
    executor.shutdown();
  }

  private void release() {
    try {
      elector.release();
    } catch (KubernetesClientException e) {
      log.info("The lease was not given back and runs out by itself: {}", ApiServerWords.of(e));
    }
  }

  /** Remembers when a renewal was begun that succeeded. */
  private final class TimedLock implements Lock {
    private final Lock lock;

    TimedLock(Lock lock) {
      this.lock = lock;
    }

    @Override
    public LeaderElectionRecord get(KubernetesClient client) {
      LeaderElectionRecord found = lock.get(client);
      String holder = found == null ? null : found.getHolderIdentity();
      standingBy = holder != null && !holder.isEmpty() && !holder.equals(lock.identity());
      return found;
    }

    @Override
    public void create(KubernetesClient client, LeaderElectionRecord record) {
      Instant begun = clock.instant();
      lock.create(client, record);
      lease.renewed(begun);
    }

    @Override
    public void update(KubernetesClient client, LeaderElectionRecord record) {
      Instant begun = clock.instant();
      lock.update(client, record);
      lease.renewed(begun);
    }

    @Override
    public String identity() {
      return lock.identity();
    }

    @Override
    public String describe() {
      return lock.describe();
    }
  }
}
