package dev.heel.sandbox.datadog;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** A large organisation, and many callers at once. */
class LoadTest {
  private final DatadogServer server =
      DatadogServer.start(
          DatadogOptions.builder()
              .foreignMonitors(10_000)
              .limit("create_monitor=10000/10")
              .build());
  private final Caller datadog = new Caller(server);

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  @DisplayName("a page of 1000 out of 10,000 monitors takes well under 100 ms once warm")
  void pages() {
    Duration best = Duration.ofHours(1);
    for (int i = 0; i < 15; i++) {
      long start = System.nanoTime();
      int size = datadog.get("/api/v1/monitor?page=" + i % 10 + "&page_size=1000").body().size();
      assertThat(size).isEqualTo(1000);
      Duration took = Duration.ofNanos(System.nanoTime() - start);
      best = took.compareTo(best) < 0 ? took : best;
    }
    System.err.println("*** a page of 1000 of 10,000 monitors: " + best.toMillis() + " ms");
    assertThat(best).isLessThan(Duration.ofMillis(100));
  }

  @Test
  @DisplayName("twenty callers at once get different ids, and nothing is lost")
  void manyCallers() throws Exception {
    ExecutorService callers = Executors.newFixedThreadPool(20);
    List<Callable<Long>> work = new ArrayList<>();
    for (int i = 0; i < 400; i++) {
      String body =
          "{'name':'m"
              + i
              + "','type':'metric alert','query':'avg(last_5m):avg:m{*} > 5',"
              + "'tags':['mine:yes']}";
      work.add(() -> datadog.post("/api/v1/monitor", body).id());
    }
    List<Long> ids = new ArrayList<>();
    for (Future<Long> each : callers.invokeAll(work)) {
      ids.add(each.get());
    }
    callers.shutdown();
    assertThat(ids).doesNotHaveDuplicates().hasSize(400).allMatch(id -> id > 10_000_000);
    assertThat(datadog.get("/api/v1/monitor?monitor_tags=mine:yes").body()).hasSize(400);
  }
}
