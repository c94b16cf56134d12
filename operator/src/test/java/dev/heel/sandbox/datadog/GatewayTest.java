package dev.heel.sandbox.datadog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.heel.sandbox.datadog.Caller.Answer;
import dev.heel.sandbox.datadog.control.OrganisationPages;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What is the same for every kind: keys, organisations, limits, lag, loss, faults, counting. */
class GatewayTest {
  private static final String MONITOR =
      "{'name':'n','type':'metric alert','query':'avg(last_5m):avg:m{*} > 5'}";

  private final TestClock clock = new TestClock();

  @AutoClose
  private final DatadogServer server =
      DatadogServer.start(
          DatadogOptions.builder().clock(clock).limit("list_monitors=2/10").build());

  private final Caller datadog = new Caller(server);

  @Test
  @DisplayName("missing keys are 401, refused ones 403; /validate says it in its own way")
  void keys() {
    Caller none = new Caller(server, null, null);
    Caller bad = new Caller(server, "abc", Caller.APPLICATION_KEY);
    assertThat(none.get("/api/v1/monitor").status()).isEqualTo(401);
    assertThat(bad.get("/api/v1/monitor").error()).isEqualTo("Forbidden");
    assertThat(none.get("/api/v1/validate").error()).isEqualTo("API key required");
    assertThat(bad.get("/api/v1/validate").status()).isEqualTo(403);
    assertThat(datadog.get("/api/v1/validate").body()).isEqualTo(Caller.json("{'valid':true}"));
    assertThat(datadog.get("/api/v2/validate_keys").body())
        .isEqualTo(Caller.json("{'status':'ok'}"));

    server.refuse(Caller.APPLICATION_KEY);
    assertThat(datadog.get("/api/v2/validate_keys").status()).isEqualTo(403);
    assertThat(datadog.get("/api/v1/validate").status()).isEqualTo(200);
    server.accept(Caller.APPLICATION_KEY);
    assertThat(datadog.get("/api/v2/validate_keys").status()).isEqualTo(200);
  }

  @Test
  @DisplayName("the API key decides the organisation, and a rotated key keeps it")
  void organisations() {
    Caller other = new Caller(server, Caller.OTHER_API_KEY, Caller.APPLICATION_KEY);
    long id = datadog.post("/api/v1/monitor", MONITOR).id();
    assertThat(other.get("/api/v1/monitor/" + id).status()).isEqualTo(404);
    var user = datadog.get("/api/v2/current_user").body();
    String org =
        user.path("data").path("relationships").path("org").path("data").path("id").asText();
    assertThat(user.path("included").path(0).path("id").asText()).isEqualTo(org);
    assertThat(user.path("included").path(0).path("attributes").path("name").asText())
        .isEqualTo("Sandbox");
    assertThat(user.path("included").path(0).path("attributes").path("public_id").asText())
        .isEqualTo("sandbox000000001");
    assertThat(
            other.get("/api/v2/current_user").body().path("included").path(0).path("id").asText())
        .isNotEqualTo(org);

    server.sameOrganisation("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", Caller.API_KEY);
    Caller rotated = new Caller(server, "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", Caller.APPLICATION_KEY);
    assertThat(rotated.get("/api/v1/monitor/" + id).status()).isEqualTo(200);
  }

  @Test
  @DisplayName("limits count per organisation in calendar windows, and 429 says when it ends")
  void limits() {
    Answer first = datadog.get("/api/v1/monitor");
    assertThat(first.header("x-ratelimit-limit")).isEqualTo("2");
    assertThat(first.header("x-ratelimit-period")).isEqualTo("10");
    assertThat(first.header("x-ratelimit-remaining")).isEqualTo("1");
    assertThat(first.header("x-ratelimit-reset")).isEqualTo("7");
    assertThat(first.header("x-ratelimit-name")).isEqualTo("list_monitors");
    datadog.get("/api/v1/monitor");
    Answer third = datadog.get("/api/v1/monitor");
    assertThat(third.status()).isEqualTo(429);
    assertThat(third.header("x-ratelimit-remaining")).isEqualTo("0");
    assertThat(third.error()).startsWith("Rate limit of 2 requests in 10 seconds reached.");
    assertThat(
            new Caller(server, Caller.OTHER_API_KEY, Caller.APPLICATION_KEY)
                .get("/api/v1/monitor")
                .status())
        .isEqualTo(200);
    clock.advance(Duration.ofSeconds(7));
    assertThat(datadog.get("/api/v1/monitor").status()).isEqualTo(200);
    assertThatThrownBy(
            () -> DatadogServer.start(DatadogOptions.builder().limit("nonsense=1/1").build()))
        .hasMessageContaining("create_monitor");
  }

  @Test
  @DisplayName("a lagging list shows creates, updates and deletes late, a GET at once")
  void listLag() {
    server.limit("list_monitors", null);
    server.switches().listLag(Duration.ofSeconds(5));
    long id = datadog.post("/api/v1/monitor", MONITOR).id();
    assertThat(datadog.get("/api/v1/monitor/" + id).status()).isEqualTo(200);
    assertThat(datadog.get("/api/v1/monitor").body()).isEmpty();
    server.switches().lagReads(true);
    assertThat(datadog.get("/api/v1/monitor/" + id).status()).isEqualTo(404);
    clock.advance(Duration.ofSeconds(5));
    assertThat(datadog.get("/api/v1/monitor").body()).hasSize(1);
    datadog.put("/api/v1/monitor/" + id, "{'name':'new'}");
    assertThat(datadog.get("/api/v1/monitor").body().path(0).path("name").asText()).isEqualTo("n");
    clock.advance(Duration.ofSeconds(5));
    assertThat(datadog.get("/api/v1/monitor").body().path(0).path("name").asText())
        .isEqualTo("new");
    datadog.delete("/api/v1/monitor/" + id);
    assertThat(datadog.get("/api/v1/monitor").body()).hasSize(1);
    clock.advance(Duration.ofSeconds(5));
    assertThat(datadog.get("/api/v1/monitor").body()).isEmpty();
  }

  @Test
  @DisplayName("a lost answer took effect, and reads are never lost")
  void loseAnswer() {
    server.switches().loseAnswer(1);
    assertThatThrownBy(() -> datadog.post("/api/v1/monitor", MONITOR))
        .isInstanceOf(UncheckedIOException.class);
    assertThat(datadog.get("/api/v1/monitor").body()).hasSize(1);
    assertThat(server.callsAndStatus()).containsEntry("POST /api/v1/monitor cut", 1L);
  }

  @Test
  @DisplayName("calls are counted by template, status, organisation and agent; the control is not")
  void counting() {
    long id = datadog.post("/api/v1/monitor", MONITOR).id();
    datadog.get("/api/v1/monitor/" + id);
    datadog.get("/api/v1/monitor/77");
    datadog.get("/_sandbox/calls");
    assertThat(server.calls())
        .isEqualTo(Map.of("POST /api/v1/monitor", 1L, "GET /api/v1/monitor/{id}", 2L));
    assertThat(server.callsByStatus()).isEqualTo(Map.of("200", 2L, "404", 1L));
    assertThat(server.callsByOrganisation()).isEqualTo(Map.of("Sandbox", 3L));
    assertThat(server.callsByUserAgent()).isEqualTo(Map.of("caller/1", 3L));
    assertThat(datadog.get("/_sandbox/calls").body().path("total").asLong()).isEqualTo(3);
    server.resetCalls();
    assertThat(server.calls()).isEmpty();
  }

  @Test
  @DisplayName("edits in the UI change the modified time and are no calls")
  void edits() {
    long id = datadog.post("/api/v1/monitor", MONITOR).id();
    clock.advance(Duration.ofMinutes(1));
    OrganisationPages organisation = server.organisation(Caller.API_KEY);
    organisation.edit(id, Caller.json("{'options':{'thresholds':{'warning':4}},'message':'x'}"));
    var body = datadog.get("/api/v1/monitor/" + id).body();
    assertThat(body.path("options").path("thresholds"))
        .isEqualTo(Caller.json("{'critical':5.0,'warning':4}"));
    assertThat(body.path("modified").asText()).startsWith("2026-11-24T15:01:03");
    assertThat(organisation.delete(id)).isTrue();
    assertThat(server.objects()).isEmpty();
    assertThat(server.calls()).doesNotContainKey("PATCH /api/v1/monitor/{id}");
  }

  @Test
  @DisplayName("unknown paths are 404, known ones with another verb 405")
  void unknown() {
    assertThat(datadog.get("/api/v1/nothing").status()).isEqualTo(404);
    assertThat(datadog.call("PATCH", "/api/v1/monitor", "{}").status()).isEqualTo(405);
  }
}
