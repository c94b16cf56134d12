package dev.heel.operator;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.heel.kinds.Kinds;
import dev.heel.operator.process.Timing;
import dev.heel.sandbox.datadog.DatadogOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/**
 * The operator, a process of its own, is killed by SIGKILL again and again while users create,
 * change and delete resources: at every step of a create, an update and a delete, and at moments
 * that chance chooses. Each kill ends one process and the next starts at once. After every few
 * kills the last one is left alone until all has settled, and then everything must be right.
 *
 * <p>Without leader election: a new process then starts inside the windows that its predecessor
 * left, which is harder than after a lease ran out. Replicas are TakeoverIT's matter.
 *
 * <p>{@code -Dheel.crash.iterations=200} for that many kills, {@code -Dheel.crash.seed=N} to see a
 * failure again (what users do and the moments are the same; the machine's own timing is not).
 */
final class CrashIT {
  private static final int ITERATIONS = Integer.getInteger("heel.crash.iterations", 10);
  private static final long SEED = Long.getLong("heel.crash.seed", System.nanoTime() % 1_000_000);
  private static final int BATCH = 25;
  private static final Duration PACE = Duration.ofMillis(300);
  private static final Timing TIMING = Timing.paced(PACE);

  /**
   * Lists and reads lag behind by two thirds of what the operator allows for; in production's
   * proportions that is 40 s of 60 s, eight times the 5 s that the real API was seen to need.
   */
  private static final Duration LAG = PACE.multipliedBy(4);

  private static final Duration LONGEST_WAIT = Duration.ofSeconds(12);
  private static final Duration LONGEST_SETTLING = Duration.ofSeconds(60);

  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  private Path folder;

  private final Random random = new Random(SEED);
  private final List<String> history = new ArrayList<>();
  private final TreeMap<String, Integer> kills = new TreeMap<>();
  private CrashWorld world;
  private Workload workload;

  @Test
  @DisplayName("every kind that has objects in Datadog is killed at its own calls")
  void everyKind() {
    assertThat(Subject.ALL.stream().map(Subject::kind))
        .containsExactlyInAnyOrderElementsOf(
            Kinds.api().stream().map(kind -> kind.type().getSimpleName()).toList());
  }

  @Test
  @DisplayName("killed at any moment, nothing is doubled, lost, wrong or somebody else's")
  void killedAtAnyMoment() {
    DatadogOptions options =
        DatadogOptions.builder()
            .hastened()
            .listLag(LAG)
            .loseAnswer(0.2)
            .latency(Duration.ofMillis(15))
            .seed(SEED)
            .build();
    long began = System.nanoTime();
    try (CrashWorld opened = CrashWorld.open(options, PACE, folder)) {
      world = opened;
      workload = new Workload(world, random);
      for (int i = 0; i < 3; i++) {
        Subject.ALL.forEach(subject -> workload.provoke(Moment.Trigger.CREATE, subject));
      }
      settled();
      List<Moment> moments = moments();
      for (int done = 0; done < ITERATIONS; done += BATCH) {
        // Some APIs lag in reads of one object, too.
        world.datadog().switches().lagReads(random.nextBoolean());
        moments.subList(done, Math.min(done + BATCH, ITERATIONS)).forEach(this::killed);
        settled();
        workload.cloneOne();
      }
    }
    report(Duration.ofNanos(System.nanoTime() - began));
  }

  @Test
  @DisplayName("what was deleted during an outage longer than the grace is still removed after it")
  void deletedDuringOutage() {
    try (CrashWorld opened =
        CrashWorld.open(DatadogOptions.builder().hastened().build(), PACE, folder)) {
      world = opened;
      workload = new Workload(world, random);
      Subject.ALL.forEach(subject -> workload.provoke(Moment.Trigger.CREATE, subject));
      try (OperatorChild child = start("1s")) {
        settling().untilAsserted(() -> assertThat(wrong()).isEmpty());
        child.kill();
      }
      long deleted = System.nanoTime();
      Subject.ALL.forEach(subject -> workload.provoke(Moment.Trigger.DELETE, subject));
      assertThat(workload.living()).isEmpty();
      await().until(() -> System.nanoTime() - deleted > Duration.ofSeconds(2).toNanos());
      try (OperatorChild child = start("1s")) {
        settling().untilAsserted(() -> assertThat(wrong()).isEmpty());
        assertThat(child.isAlive()).isTrue();
      }
    }
  }

  /** Two thirds at exact steps, each as often as the others; null stands for chance. */
  private List<Moment> moments() {
    List<Moment> steps = Moment.all();
    List<Moment> all = new ArrayList<>();
    List<Moment> round = new ArrayList<>();
    while (all.size() < ITERATIONS) {
      if (round.isEmpty()) {
        round.addAll(steps);
        round.addAll(Collections.nCopies(steps.size() / 2, null));
        Collections.shuffle(round, random);
      }
      all.add(round.remove(round.size() - 1));
    }
    return all;
  }

  private void killed(Moment moment) {
    try (OperatorChild child = start("10m")) {
      int more = random.nextInt(4);
      String when = moment == null ? byChance(child, more) : atMoment(child, moment, more);
      assertThat(child.exitCode(Duration.ofSeconds(10)))
          .as("ended by SIGKILL; " + OperatorChild.end(world.log("operator")))
          .isEqualTo(OperatorChild.KILLED);
      kills.merge(when, 1, Integer::sum);
      history.add(when);
    }
  }

  /**
   * @param deletionGrace by default a few seconds at this pace: less than what a row of kills
   *     takes, after which objects are rightly left behind
   */
  private OperatorChild start(String deletionGrace) {
    return world.start(
        "operator", "--no-leader-election", "--port", "0", "--deletion-grace", deletionGrace);
  }

  private String atMoment(OperatorChild child, Moment moment, int more) {
    CountDownLatch sprung = world.onlooker().set(moment, child::kill);
    workload.provoke(moment.call().trigger(), moment.subject());
    for (int i = 0; i < more; i++) {
      workload.noise();
    }
    if (awaited(sprung, LONGEST_WAIT)) {
      return moment.toString();
    }
    world.onlooker().unset();
    child.kill();
    return "not reached: " + moment;
  }

  private String byChance(OperatorChild child, int more) {
    long after = random.nextInt(3500);
    long began = System.nanoTime();
    for (int i = 0; i <= more; i++) {
      workload.noise();
    }
    CountDownLatch never = new CountDownLatch(1);
    awaited(never, Duration.ofNanos(after * 1_000_000 - (System.nanoTime() - began)));
    child.kill();
    return "by chance";
  }

  private static boolean awaited(CountDownLatch latch, Duration atMost) {
    try {
      return latch.await(atMost.toMillis(), MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** The last process is left alone until nothing is wrong and nothing more is written. */
  private void settled() {
    try (OperatorChild last = start("10m")) {
      Duration quiet = TIMING.visibilityGrace().plus(PACE.multipliedBy(2));
      settling().untilAsserted(() -> assertThat(wrong()).isEmpty());
      long writes = world.writes();
      await(context() + "all was right, and must stay so")
          .during(quiet)
          .atMost(quiet.multipliedBy(4))
          .pollInterval(Duration.ofMillis(100))
          .untilAsserted(() -> assertThat(wrong()).isEmpty());
      assertThat(world.writes() - writes).as("writes at rest; " + context()).isZero();
      assertThat(last.isAlive()).isTrue();
    }
    assertThat(world.onlooker().tooEarly()).as(context()).isEmpty();
  }

  private ConditionFactory settling() {
    return await(context()).atMost(LONGEST_SETTLING).pollInterval(Duration.ofMillis(100));
  }

  private List<String> wrong() {
    return Verdict.of(world, workload.living(), workload.others());
  }

  private String context() {
    return "-Dheel.crash.seed=%d -Dheel.crash.iterations=%d after %d kills (the last: %s), log %s; "
        .formatted(
            SEED,
            ITERATIONS,
            history.size(),
            history.subList(Math.max(0, history.size() - BATCH), history.size()),
            world.log("operator"));
  }

  private void report(Duration took) {
    System.out.printf(
        "CrashIT: seed %d, %d processes killed in %d s, %d POSTs, %d moments with two objects of one"
            + " owner %s%n  %s%n",
        SEED,
        history.size(),
        took.toSeconds(),
        world.onlooker().posts(),
        world.onlooker().doubles().size(),
        world.onlooker().doubles(),
        kills);
  }
}
