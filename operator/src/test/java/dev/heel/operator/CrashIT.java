package dev.heel.operator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heel.sandbox.datadog.DatadogOptions;
import dev.heel.sandbox.datadog.Fault;
import dev.heel.testing.HeelChild;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The operator is a child process and is killed (SIGKILL) again and again, at random moments and at
 * the arrival of each kind of write, while resources come, change and go; lists lag and every fifth
 * answer is lost. Afterwards nothing is doubled, nothing is lost, and nothing of others was
 * touched.
 *
 * <p>{@code -Dheel.crash.kills=200} for the full run, {@code -Dheel.crash.seed=N} to repeat one.
 * Durations are paced: lists come every 300 ms and lag by 1 s with a grace of 1.8 s, where
 * production has 60 s for both.
 */
@DisplayName("Killed at any moment")
class CrashIT {
  private static final int KILLS = Integer.getInteger("heel.crash.kills", 12);
  private static final int BATCH = 10;
  private static final int RESOURCES = 20;
  private static final int CHANGES = 6;
  private static final int FOREIGN = 25;
  private static final Duration PATIENCE = Duration.ofSeconds(90);

  @TempDir private Path folder;
  private final Map<String, Integer> wanted = new TreeMap<>();
  private Landscape landscape;
  private HeelChild child;
  private Random random;
  private int made;

  /** When the process is killed. */
  private enum Moment {
    ANY("none"),
    CREATE_SENT("POST"),
    UPDATE_SENT("PUT"),
    DELETE_SENT("DELETE"),
    KUBERNETES_WRITTEN("none");

    private final String method;

    Moment(String method) {
      this.method = method;
    }
  }

  @Test
  @DisplayName("one object per resource, none lost, none of others touched")
  void killed() throws IOException, InterruptedException {
    long seed = Long.getLong("heel.crash.seed", System.nanoTime());
    System.out.println("CrashIT: " + KILLS + " kills, -Dheel.crash.seed=" + seed);
    random = new Random(seed);
    DatadogOptions options =
        DatadogOptions.builder()
            .listLag(Duration.ofSeconds(1))
            .loseAnswer(0.2)
            .seed(seed)
            .foreignMonitors(FOREIGN)
            .build();
    try (Landscape world = new Landscape(options, folder)) {
      landscape = world;
      String foreign = world.organisation().foreignMonitors().toString();
      for (int kill = 1; kill <= KILLS; kill++) {
        killOnce(Moment.values()[kill % Moment.values().length]);
        if (kill % BATCH == 0 || kill == KILLS) {
          settle("seed " + seed + ", after " + kill + " kills");
        }
      }
      assertThat(world.organisation().foreignMonitors().toString()).isEqualTo(foreign);
    }
  }

  private void killOnce(Moment moment) throws InterruptedException {
    HeelChild victim = start();
    CountDownLatch reached = new CountDownLatch(1);
    AtomicBoolean armed = new AtomicBoolean(true);
    landscape
        .datadog
        .faults()
        .times(
            Long.MAX_VALUE,
            arrival -> {
              if (arrival.method().equals(moment.method) && armed.getAndSet(false)) {
                victim.kill();
                reached.countDown();
              }
              return false;
            },
            Fault.cutBefore());
    for (int i = 0; i < CHANGES; i++) {
      change();
    }
    await(moment, reached);
    victim.kill();
    landscape.datadog.faults().clear();
  }

  /** Until the moment has come; one that does not come within seconds is as good as any. */
  private void await(Moment moment, CountDownLatch reached) throws InterruptedException {
    switch (moment) {
      case ANY -> reached.await(800 + random.nextInt(2200), TimeUnit.MILLISECONDS);
      case CREATE_SENT, UPDATE_SENT, DELETE_SENT -> reached.await(6, TimeUnit.SECONDS);
      case KUBERNETES_WRITTEN -> {
        long goal = landscape.kubernetes.writes() + 1 + random.nextInt(4);
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(6);
        while (landscape.kubernetes.writes() < goal && System.nanoTime() < end) {
          reached.await(1, TimeUnit.MILLISECONDS);
        }
      }
    }
  }

  private void change() {
    String name = "m" + random.nextInt(RESOURCES);
    Integer priority = wanted.get(name);
    int next = 1 + random.nextInt(5);
    if (priority == null) {
      String fresh = landscape.resources().containsKey(name) ? "n" + made++ : name;
      landscape.create(fresh, next);
      wanted.put(fresh, next);
    } else if (random.nextInt(3) == 0) {
      landscape.delete(name);
      wanted.remove(name);
    } else {
      landscape.prioritise(name, next);
      wanted.put(name, next);
    }
  }

  private void settle(String when) {
    child = start();
    try {
      Awaitility.await(when)
          .atMost(PATIENCE)
          .pollInterval(Duration.ofMillis(250))
          .untilAsserted(() -> assertThat(landscape.faults(wanted)).isEmpty());
    } finally {
      child.kill();
    }
  }

  private HeelChild start() {
    return HeelChild.start(
        folder.resolve("operator.log"),
        "operator",
        "--cluster-name=crash",
        "--default-account=datadog/default",
        "--kubeconfig=" + landscape.kubeconfig,
        "--no-leader-election",
        "--pace=300ms",
        "--port=0");
  }
}
