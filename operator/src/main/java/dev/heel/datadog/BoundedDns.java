package dev.heel.datadog;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.http.conn.DnsResolver;

/**
 * Looks a name up in bounded time. The system's resolver takes as long as its configuration says,
 * some search domains times 10 s in a cluster whose DNS is down, and cannot be interrupted: its
 * threads, a few at most, are left to finish by themselves.
 */
final class BoundedDns implements DnsResolver, AutoCloseable {
  private static final int LOOK_UPS = 4;

  private final DnsResolver system;
  private final Duration atMost;
  private final ThreadPoolExecutor threads;

  BoundedDns(DnsResolver system, Duration atMost) {
    this.system = system;
    this.atMost = atMost;
    this.threads =
        new ThreadPoolExecutor(
            LOOK_UPS,
            LOOK_UPS,
            10,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            BoundedDns::thread);
    threads.allowCoreThreadTimeOut(true);
  }

  @Override
  public InetAddress[] resolve(String host) throws UnknownHostException {
    Future<InetAddress[]> found = submit(host);
    try {
      return found.get(atMost.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      throw new UnknownHostException(host);
    } catch (TimeoutException e) {
      throw new UnknownHostException(host + " (the name service does not answer)");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new UnknownHostException(host + " (interrupted)");
    } finally {
      found.cancel(true);
    }
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }

  private Future<InetAddress[]> submit(String host) throws UnknownHostException {
    try {
      return threads.submit(() -> system.resolve(host));
    } catch (RejectedExecutionException e) {
      throw new UnknownHostException(host + " (closed)");
    }
  }

  private static Thread thread(Runnable task) {
    Thread thread = new Thread(task, "datadog-dns");
    thread.setDaemon(true);
    return thread;
  }
}
