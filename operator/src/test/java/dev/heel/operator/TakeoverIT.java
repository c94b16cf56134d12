package dev.heel.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.heel.operator.process.Timing;
import dev.heel.sandbox.datadog.DatadogOptions;
import dev.heel.sandbox.datadog.faults.Fault;
import dev.heel.sandbox.datadog.world.Inventory;
import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** Two replicas, each a process of its own, and a Lease between them. */
final class TakeoverIT {
  private static final Duration PACE = Duration.ofMillis(400);
  private static final Subject MONITORS = new MonitorSubject();
  private static final int FIRST = 3;
  private static final int SECOND = 2;

  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  private Path folder;

  private final HttpClient http = HttpClient.newHttpClient();
  private CrashWorld world;
  private Timing timing;

  @BeforeEach
  void open() {
    open(PACE, PACE.multipliedBy(4));
  }

  private void open(Duration pace, Duration lag) {
    timing = Timing.paced(pace);
    world = CrashWorld.open(DatadogOptions.builder().hastened().listLag(lag).build(), pace, folder);
  }

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  @DisplayName("a leader that is stopped inside its creates doubles nothing when it comes back")
  void stoppedInsideCreates() {
    try (OperatorChild old = leading("old");
        OperatorChild next = standingBy("next")) {
      String oldLeader = holder();
      // These take effect while their sender is stopped: nobody reads the answers.
      List<Wanted> unread = wanted(0, FIRST);
      world
          .datadog()
          .faults()
          .times(FIRST, "POST /api/v1/monitor", Fault.delay(PACE.multipliedBy(2)));
      unread.forEach(world::apply);
      settling().until(() -> world.onlooker().posts() >= FIRST);
      // These leave their sender, and arrive when another process has long done the same.
      Onlooker.Hold late = world.onlooker().hold(Onlooker::isPost, SECOND);
      List<Wanted> held = wanted(FIRST, FIRST + SECOND);
      held.forEach(world::apply);
      settling().until(late::isFull);
      old.pause();

      List<Wanted> all = wanted(0, FIRST + SECOND);
      settling().untilAsserted(() -> assertThat(wrong(all)).isEmpty());
      String newLeader = holder();
      assertThat(newLeader).isNotEqualTo(oldLeader);
      Map<String, JsonNode> statuses = statuses();

      late.release();
      settling().until(() -> world.objects().size() == all.size() + SECOND);
      old.resume();
      assertThat(old.exitCode(Duration.ofSeconds(30))).as("it ends by itself").isEqualTo(1);
      settling().untilAsserted(() -> assertThat(wrong(all)).isEmpty());
      stays(all);
      assertThat(ids(statuses())).isEqualTo(ids(statuses));
      assertThat(holder()).isEqualTo(newLeader);
      assertThat(next.isAlive()).isTrue();
    }
  }

  @Test
  @DisplayName("a leader that was stopped does not write an old status over a newer one")
  void oldStatus() {
    try (OperatorChild old = leading("old");
        OperatorChild next = standingBy("next")) {
      Wanted first = new Wanted(MONITORS, "m-00", 0);
      world.apply(first);
      settling().untilAsserted(() -> assertThat(wrong(List.of(first))).isEmpty());
      // Stopped while it waits for the answer of an update: its next step would be the status.
      world.datadog().faults().next("PUT /api/v1/monitor/{id}", Fault.late(PACE.multipliedBy(2)));
      long writes = world.writes();
      world.apply(first.changed());
      settling().until(() -> world.writes() > writes);
      old.pause();
      Wanted third = first.changed().changed();
      world.apply(third);
      settling().untilAsserted(() -> assertThat(wrong(List.of(third))).isEmpty());
      JsonNode status = statuses().get("m-00");

      old.resume();
      assertThat(old.exitCode(Duration.ofSeconds(30))).isEqualTo(1);
      stays(List.of(third));
      assertThat(statuses().get("m-00")).isEqualTo(status);
      assertThat(next.isAlive()).isTrue();
    }
  }

  @Test
  @DisplayName(
      "a leader that is told to end finishes its writes, gives the lease back, ends with 0")
  void toldToEnd() {
    try (OperatorChild old = leading("old");
        OperatorChild next = standingBy("next")) {
      String oldLeader = holder();
      world
          .datadog()
          .faults()
          .times(FIRST, "POST /api/v1/monitor", Fault.late(PACE.multipliedBy(2)));
      List<Wanted> all = wanted(0, FIRST);
      all.forEach(world::apply);
      settling().until(() -> world.onlooker().posts() >= FIRST);
      old.terminate();
      assertThat(old.exitCode(Duration.ofSeconds(30)))
          .as(OperatorChild.end(world.log("old")))
          .isZero();
      statuses()
          .forEach(
              (name, status) -> {
                assertThat(status.path("id").asText("")).as("id of " + name).isNotEmpty();
                assertThat(status.path("creating").asText("")).as(name + " in doubt").isEmpty();
              });
      // Sooner than by waiting for the lease to run out.
      await()
          .atMost(timing.lease().dividedBy(2))
          .until(() -> !holder().isEmpty() && !holder().equals(oldLeader));
      settling().untilAsserted(() -> assertThat(wrong(all)).isEmpty());
      assertThat(world.onlooker().posts()).as("POSTs").isEqualTo(FIRST);
      assertThat(next.isAlive()).isTrue();
    }
  }

  @Test
  @DisplayName("a leader that cannot reach the API server stops to write, and ends")
  void withoutApiServer() {
    world.close();
    // Edits are seen at once, and there is time enough to revert some before the deadline.
    open(PACE.multipliedBy(2), Duration.ZERO);
    List<Wanted> all = wanted(0, FIRST);
    try (OperatorChild old = leading("old")) {
      all.forEach(world::apply);
      settling().untilAsserted(() -> assertThat(wrong(all)).isEmpty());
      // What was just written is believed for a while, whatever a list shows.
      stays(all);
      world.toKubernetes().sever();
      long severed = System.nanoTime();
      long before = world.writes();
      // It reverts edits as long as it may believe that it leads ...
      settling()
          .until(
              () -> {
                edit();
                return world.writes() > before;
              });
      assertThat(Duration.ofNanos(System.nanoTime() - severed)).isLessThan(timing.renewDeadline());
      // ... and not a call longer; one that was begun in time may still end.
      Duration bound = timing.renewDeadline().plus(timing.callBound());
      await()
          .atMost(bound.multipliedBy(2))
          .until(() -> System.nanoTime() - severed > bound.toNanos());
      long writes = world.writes();
      await()
          .during(timing.visibilityGrace().plus(PACE.multipliedBy(4)))
          .atMost(timing.visibilityGrace().multipliedBy(4))
          .pollInterval(Duration.ofMillis(100))
          .untilAsserted(
              () -> {
                edit();
                assertThat(world.writes()).isEqualTo(writes);
              });
      assertThat(old.exitCode(Duration.ofSeconds(60))).isEqualTo(1);
    }
    world.toKubernetes().mend();
    try (OperatorChild next = leading("next")) {
      settling().untilAsserted(() -> assertThat(wrong(all)).isEmpty());
      assertThat(next.isAlive()).isTrue();
    }
  }

  private void edit() {
    Inventory monitors = MONITORS.inventory(world.organisation());
    monitors.objects().forEach(monitor -> monitors.edit(monitor.id(), MONITORS.edit()));
  }

  /** A replica that has begun to lead. */
  private OperatorChild leading(String name) {
    String before = holder();
    OperatorChild child = world.start(name, "--port", "0");
    settling().until(() -> !holder().isEmpty() && !holder().equals(before));
    return child;
  }

  /** A replica that has seen that another one leads. */
  private OperatorChild standingBy(String name) {
    int port = freePort();
    OperatorChild child = world.start(name, "--port", Integer.toString(port));
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/readyz")).build();
    settling()
        .ignoreExceptionsInstanceOf(IOException.class)
        .until(() -> http.send(request, BodyHandlers.discarding()).statusCode() == 200);
    return child;
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String holder() {
    return Optional.ofNullable(world.lease())
        .map(Lease::getSpec)
        .map(spec -> spec.getHolderIdentity())
        .orElse("");
  }

  private Map<String, JsonNode> statuses() {
    Map<String, JsonNode> statuses = new TreeMap<>();
    world.resources().forEach((name, resource) -> statuses.put(name, resource.path("status")));
    return statuses;
  }

  private static List<String> ids(Map<String, JsonNode> statuses) {
    return statuses.values().stream().map(status -> status.path("id").asText()).toList();
  }

  private static List<Wanted> wanted(int from, int to) {
    return IntStream.range(from, to)
        .mapToObj(i -> new Wanted(MONITORS, "m-%02d".formatted(i), 0))
        .toList();
  }

  private List<String> wrong(List<Wanted> all) {
    return Verdict.of(world, all, Map.of());
  }

  private void stays(List<Wanted> all) {
    await()
        .during(timing.visibilityGrace())
        .atMost(timing.visibilityGrace().multipliedBy(3))
        .pollInterval(Duration.ofMillis(100))
        .untilAsserted(() -> assertThat(wrong(all)).isEmpty());
  }

  private ConditionFactory settling() {
    return await(folder.toString())
        .atMost(Duration.ofSeconds(60))
        .pollInterval(Duration.ofMillis(50));
  }
}
