package dev.heel.sandbox;

import static dev.heel.sandbox.World.eventually;
import static dev.heel.sandbox.World.monitor;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.heel.sandbox.datadog.DatadogOptions;
import dev.heel.sandbox.datadog.world.RateLimit;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What one namespace does to others that share its account. */
@DisplayName("A shared rate limit")
class SharedBudgetIT {
  private static final String WRITTEN =
      "heel_status_writes_total\\{kind=\"DatadogMonitor\",reason=\"RateLimited\"\\} ([0-9.]+)";

  /** So many calls of half of this limit are this cluster's in each window. */
  private static final int SHARE = 10;

  private static final RateLimit LIMIT = RateLimit.parse("20/5");

  @Test
  @DisplayName("a flood of one namespace does not hold up 39 others, and who waits says so, once")
  void flood() {
    try (World world =
        World.open(DatadogOptions.builder().limit("create_monitor", LIMIT).build())) {
      world.namespace("home");
      world.inSync(monitor("home", "first"));
      world.namespace("flood");
      apply(world, "flood", 100);
      List<String> quiet = IntStream.range(0, 39).mapToObj(i -> "quiet-" + i).toList();
      quiet.forEach(world::namespace);
      long before = inSync(world, List.of("flood"), 100);
      quiet.forEach(ns -> world.apply(monitor(ns, "m0")));
      assertAllSpeakWithinFiveSeconds(world, quiet);

      await().atMost(Duration.ofSeconds(90)).until(() -> inSync(world, quiet, 1) == quiet.size());
      long meanwhile = inSync(world, List.of("flood"), 100) - before;
      assertThat(meanwhile).as("one turn each").isLessThanOrEqualTo(39 + 2 * SHARE);
      assertThat(statusWritesOfWaiting(world)).isLessThanOrEqualTo(100 + 39);
      assertThat(refused(world)).isZero();
      assertThat(world.events("flood", "m99", "RateLimited")).isEmpty();
    }
  }

  @Test
  @DisplayName("updates and deletes take turns as well")
  void updatesAndDeletes() {
    try (World world = World.open(DatadogOptions.builder().hastened().build())) {
      world.namespace("loud");
      world.namespace("home");
      apply(world, "loud", 60);
      world.inSync(monitor("home", "m0"));
      eventually(() -> assertThat(inSync(world, List.of("loud"), 60)).isEqualTo(60));
      world.sandbox.datadog().limit("update_monitor", LIMIT);
      world.sandbox.datadog().limit("delete_monitor", LIMIT);

      IntStream.range(0, 60).forEach(i -> world.patch("loud", "m" + i, "{spec: {priority: 1}}"));
      world.patch("home", "m0", "{spec: {priority: 1}}");
      eventually(() -> assertThat(calls(world, "PUT")).isGreaterThanOrEqualTo(2 * SHARE));
      world.awaitReason("home", "m0", "InSync");
      assertThat(calls(world, "PUT")).isLessThanOrEqualTo(4 * SHARE);

      IntStream.range(0, 60).forEach(i -> world.delete("loud", "m" + i));
      world.delete("home", "m0");
      world.awaitGone("home", "m0");
      assertThat(calls(world, "DELETE")).isLessThanOrEqualTo(3 * SHARE);
      assertThat(refused(world)).isZero();
    }
  }

  @Test
  @DisplayName("the seventh write of a minute waits and says so")
  void sixWritesAMinute() {
    try (World world = World.brisk()) {
      world.namespace("ns");
      world.inSync(monitor("ns", "m"));
      for (int i = 1; i <= 5; i++) {
        world.patch("ns", "m", "{spec: {priority: %d}}".formatted(i));
        world.awaitReason("ns", "m", "InSync");
      }
      world.patch("ns", "m", "{spec: {priority: 1}}");
      JsonNode waiting = world.awaitReason("ns", "m", "RateLimited");

      assertThat(World.ready(waiting).path("message").asText())
          .matches("Waits until .*Z: Heel wrote it 6 times within a minute, .* by itself\\.");
      assertThat(calls(world, "PUT")).isEqualTo(5);
    }
  }

  private static void apply(World world, String namespace, int count) {
    IntStream.range(0, count).forEach(i -> world.apply(monitor(namespace, "m" + i)));
  }

  private static void assertAllSpeakWithinFiveSeconds(World world, List<String> quiet) {
    List<String> reasons = new ArrayList<>();
    await()
        .atMost(Duration.ofSeconds(5))
        .untilAsserted(
            () -> {
              reasons.clear();
              IntStream.range(0, 100).forEach(i -> reasons.add(reason(world, "flood", "m" + i)));
              quiet.forEach(ns -> reasons.add(reason(world, ns, "m0")));
              assertThat(reasons).containsOnly("InSync", "RateLimited");
            });
    assertThat(reasons).contains("RateLimited");
  }

  private static long inSync(World world, List<String> namespaces, int each) {
    return namespaces.stream()
        .flatMap(ns -> IntStream.range(0, each).mapToObj(i -> reason(world, ns, "m" + i)))
        .filter("InSync"::equals)
        .count();
  }

  private static String reason(World world, String namespace, String name) {
    return world.ready(namespace, name).path("reason").asText();
  }

  private static double statusWritesOfWaiting(World world) {
    Matcher written = Pattern.compile(WRITTEN).matcher(world.sandbox.metrics());
    return written.find() ? Double.parseDouble(written.group(1)) : 0;
  }

  private static long calls(World world, String method) {
    return world.callLog().stream().filter(call -> call.contains(" " + method + " ")).count();
  }

  private static long refused(World world) {
    return world.sandbox.datadog().callsByStatus().getOrDefault("429", 0L);
  }
}
