package dev.heel.datadog;

import dev.heel.datadog.budget.RateBudget;
import dev.heel.engine.api.Call;
import dev.heel.engine.api.Call.Method;
import dev.heel.engine.api.DatadogError;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * A process that reads for sixteen accounts at once what one peer sends, and then says how often it
 * came through and what it holds. Run by {@link LargeAnswersIT} with the chart's options of the
 * JVM.
 */
final class ManyAccounts {
  private static final int ACCOUNTS = 16;
  private static final int CALLS = 4;
  private static final CallLimits PATIENT =
      new CallLimits(Duration.ofSeconds(20), Duration.ofSeconds(60), Duration.ofSeconds(120), 8);

  private ManyAccounts() {}

  /** Arguments: the address of the peer. */
  public static void main(String[] args) throws Exception {
    int[] outcomes = new int[2];
    ExecutorService threads = Executors.newFixedThreadPool(ACCOUNTS * CALLS);
    List<Future<Boolean>> reads = new ArrayList<>();
    for (int account = 0; account < ACCOUNTS; account++) {
      DatadogClient client = client(URI.create(args[0]));
      for (int call = 0; call < CALLS; call++) {
        reads.add(threads.submit(() -> isRead(client)));
      }
    }
    for (Future<Boolean> read : reads) {
      outcomes[read.get() ? 0 : 1]++;
    }
    threads.shutdown();
    System.gc();
    Runtime runtime = Runtime.getRuntime();
    long held = (runtime.totalMemory() - runtime.freeMemory()) / 1024 / 1024;
    System.out.printf("read %d, refused %d, holds %d MiB%n", outcomes[0], outcomes[1], held);
    System.exit(0);
  }

  private static DatadogClient client(URI peer) {
    DatadogAccess access = new DatadogAccess(peer, Rig.API_KEY, Rig.APP_KEY);
    return new DatadogClient(
        Transport.open(access, PATIENT),
        RateBudget.half(Clock.systemUTC()),
        (call, status, took) -> {},
        Clock.systemUTC());
  }

  private static boolean isRead(DatadogClient client) {
    Call call = Calls.of(Method.GET);
    try {
      return client.send(call).isContainerNode();
    } catch (DatadogError e) {
      return false;
    }
  }
}
