package dev.heel.sandbox.datadog;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** A large organisation, and many callers at once. */
class LoadTest {
  @AutoClose
  private final DatadogServer server =
      DatadogServer.start(
          DatadogOptions.builder()
              .foreignMonitors(10_000)
              .limit("create_monitor=10000/10")
              .build());

  private final Caller datadog = new Caller(server);

  @Test
  @DisplayName("ten pages of 1000 hold 10,000 monitors, each once")
  void pages() {
    Set<Long> ids = new HashSet<>();
    for (int page = 0; page < 10; page++) {
      JsonNode monitors = datadog.get("/api/v1/monitor?page=" + page + "&page_size=1000").body();
      assertThat(monitors).hasSize(1000);
      monitors.forEach(monitor -> ids.add(monitor.path("id").asLong()));
    }
    assertThat(ids).hasSize(10_000);
    assertThat(datadog.get("/api/v1/monitor?page=10&page_size=1000").body()).isEmpty();
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
