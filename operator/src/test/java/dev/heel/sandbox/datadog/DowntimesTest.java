package dev.heel.sandbox.datadog;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.heel.sandbox.datadog.Caller.Answer;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Downtimes, API v2, against what is known of the real API. It is Tuesday, 15:00 UTC. */
class DowntimesTest {
  private static final String ALL = "/api/v2/downtime";
  private static final String FIRST = ALL + "/00000000-0000-4000-8000-000000000001";
  private static final String TAGS = "'monitor_identifier':{'monitor_tags':['team:a']}";

  private final TestClock clock = new TestClock();

  @AutoClose
  private final DatadogServer server =
      DatadogServer.start(DatadogOptions.builder().clock(clock).build());

  private final Caller datadog = new Caller(server);

  @Test
  @DisplayName("a created downtime has all that the server adds")
  void createAdds() {
    JsonNode body = create("'scope':'*'," + TAGS).body();
    JsonNode attributes = body.at("/data/attributes");
    assertThat(body.at("/data/id").asText()).isEqualTo(FIRST.substring(ALL.length() + 1));
    assertThat(attributes.path("schedule"))
        .isEqualTo(Caller.json("{'start':'2026-11-24T15:00:03.123456+00:00','end':null}"));
    assertThat(attributes.path("status").asText()).isEqualTo("active");
    assertThat(attributes.path("display_timezone").asText()).isEqualTo("UTC");
    assertThat(attributes.path("notify_end_types")).isEqualTo(Caller.json("['expired']"));
    assertThat(attributes.path("notify_end_states")).hasSize(3);
    assertThat(attributes.path("mute_first_recovery_notification").asBoolean(true)).isFalse();
    assertThat(attributes.path("message").isNull()).isTrue();
    assertThat(attributes.path("canceled").isNull()).isTrue();
    assertThat(body.at("/data/relationships/monitor/data").isNull()).isTrue();
    assertThat(body.at("/included/0/type").asText()).isEqualTo("users");
    JsonNode read = datadog.get(FIRST).body();
    assertThat(read.has("included")).isFalse();
    assertThat(read.path("data").has("relationships")).isFalse();
    assertThat(datadog.get(FIRST + "?include=created_by").body().has("included")).isTrue();
  }

  @Test
  @DisplayName("notify_end_states comes in another order now and then, with the same members")
  void randomOrder() {
    create("'scope':'*'," + TAGS);
    Set<String> orders = new HashSet<>();
    for (int i = 0; i < 40; i++) {
      orders.add(datadog.get(FIRST).body().at("/data/attributes/notify_end_states").toString());
    }
    assertThat(orders).hasSizeGreaterThan(2);
  }

  @Test
  @DisplayName("the status follows the clock; times in Z come back with +00:00")
  void oneTime() {
    JsonNode made =
        create(
                "'scope':'*',"
                    + TAGS
                    + ",'schedule':{'start':'2026-11-24T16:00:00Z','end':'2026-11-24T17:00:00Z'}")
            .body();
    assertThat(made.at("/data/attributes/schedule"))
        .isEqualTo(
            Caller.json("{'start':'2026-11-24T16:00:00+00:00','end':'2026-11-24T17:00:00+00:00'}"));
    assertThat(status()).isEqualTo("scheduled");
    clock.advance(Duration.ofHours(1));
    assertThat(status()).isEqualTo("active");
    clock.advance(Duration.ofHours(1));
    assertThat(status()).isEqualTo("ended");
    assertThat(server.objects()).isEmpty();
    clock.advance(Duration.ofDays(2));
    assertThat(datadog.get(FIRST).error()).isEqualTo("Downtime not found");
  }

  @Test
  @DisplayName("a canceled downtime stays readable and listed for two days, and is no object")
  void canceled() {
    create("'scope':'*'," + TAGS);
    assertThat(datadog.delete(FIRST).status()).isEqualTo(204);
    assertThat(status()).isEqualTo("canceled");
    assertThat(datadog.get(ALL).body().path("data")).hasSize(1);
    assertThat(datadog.get(ALL + "?current_only=true").body().path("data")).isEmpty();
    assertThat(server.objects()).isEmpty();
    assertThat(patch("'message':'m'").status()).isEqualTo(400);
    assertThat(datadog.delete(FIRST).status()).isEqualTo(404);
    clock.advance(Duration.ofDays(2));
    assertThat(datadog.get(FIRST).status()).isEqualTo(404);
    assertThat(datadog.get(ALL).body().at("/meta/page/total_filtered_count").asInt()).isZero();
  }

  @Test
  @DisplayName("a list has pages, and the count of all")
  void pages() {
    for (int i = 0; i < 3; i++) {
      create("'scope':'host:" + i + "'," + TAGS);
    }
    JsonNode page = datadog.get(ALL + "?page%5Boffset%5D=2&page%5Blimit%5D=2").body();
    assertThat(page.path("data")).hasSize(1);
    assertThat(page.at("/meta/page/total_filtered_count").asInt()).isEqualTo(3);
    server.organisation(Caller.API_KEY).downtimes().createForeign(40);
    assertThat(datadog.get(ALL).body().path("data")).hasSize(30);
  }

  @Test
  @DisplayName("an update changes what it names; an unknown attribute is refused")
  void update() {
    create("'scope':'*','message':'m'," + TAGS);
    Answer wrong = patch("'name':'x'");
    assertThat(wrong.status()).isEqualTo(400);
    assertThat(wrong.error())
        .isEqualTo("Additional properties are not allowed ('name' was unexpected)");
    clock.advance(Duration.ofSeconds(60));
    JsonNode attributes = patch("'scope':'host:a'").body().at("/data/attributes");
    assertThat(attributes.path("message").asText()).isEqualTo("m");
    assertThat(attributes.path("scope").asText()).isEqualTo("host:a");
    assertThat(attributes.path("modified").asText()).startsWith("2026-11-24T15:01:03");
    assertThat(attributes.path("created").asText()).startsWith("2026-11-24T15:00:03");
    assertThat(datadog.get(ALL + "/x").error())
        .isEqualTo("Invalid URL param: downtime_id must be an uuid");
  }

  @Test
  @DisplayName("a downtime in progress keeps its start; a scheduled one may start now")
  void starts() {
    create("'scope':'*'," + TAGS);
    assertThat(patch("'schedule':{'start':'2026-11-25T00:00:00Z'}").error())
        .isEqualTo("Start times of downtimes in progress cannot be changed");
    JsonNode ended = patch("'schedule':{'end':'2026-11-25T00:00:00Z'}").body();
    assertThat(ended.at("/data/attributes/schedule/start").asText()).contains("15:00:03.123456");
    create("'scope':'*'," + TAGS + ",'schedule':{'start':'2026-11-25T00:00:00Z'}");
    JsonNode now =
        datadog
            .patch(
                FIRST.replace("0001", "0002"),
                "{'data':{'type':'downtime','id':'','attributes':{'schedule':{'start':null}}}}")
            .body();
    assertThat(now.at("/data/attributes/status").asText()).isEqualTo("active");
  }

  @Test
  @DisplayName("a monitor shows the downtimes that mute it, whoever else they mute")
  void matching() {
    String monitor =
        "{'name':'n','type':'metric alert','query':'avg(last_5m):avg:m{*} > 5','tags':['%s']}";
    long muted = datadog.post("/api/v1/monitor", monitor.formatted("team:a")).id();
    long other = datadog.post("/api/v1/monitor", monitor.formatted("team:b")).id();
    create("'scope':'*'," + TAGS);
    assertThat(matches(muted).at("/0/monitor_id").asLong()).isEqualTo(muted);
    assertThat(matches(muted).at("/0/start").asLong()).isEqualTo(1_795_532_403L);
    assertThat(matches(other)).isEmpty();
    create("'scope':'*','monitor_identifier':{'monitor_id':" + other + "}");
    assertThat(matches(other)).hasSize(1);
    String path = "/api/v2/monitor/" + other + "/downtime_matches";
    assertThat(datadog.get(path).body().at("/data/0/id").asText()).endsWith("0002");
    datadog.delete(FIRST);
    assertThat(matches(muted)).isEmpty();
  }

  @Test
  @DisplayName("people edit and cancel in the UI, and others' downtimes are there")
  void control() {
    create("'scope':'*'," + TAGS);
    Caller control = new Caller(server, null, null);
    String path = FIRST.replace("/api/v2/downtime", "/_sandbox/downtimes");
    control.patch(path, "{'message':'by hand','schedule':{'end':'2026-11-25T00:00:00Z'}}");
    JsonNode attributes = datadog.get(FIRST).body().at("/data/attributes");
    assertThat(attributes.path("message").asText()).isEqualTo("by hand");
    assertThat(attributes.at("/schedule/end").asText()).startsWith("2026-11-25");
    assertThat(control.post(path + "/cancel", "{}").status()).isEqualTo(204);
    assertThat(status()).isEqualTo("canceled");
    assertThat(control.delete(path).status()).isEqualTo(204);
    assertThat(datadog.get(FIRST).status()).isEqualTo(404);
  }

  private Answer create(String attributes) {
    return datadog.post(ALL, "{'data':{'type':'downtime','attributes':{" + attributes + "}}}");
  }

  private Answer patch(String attributes) {
    return datadog.patch(
        FIRST, "{'data':{'type':'downtime','id':'','attributes':{" + attributes + "}}}");
  }

  private String status() {
    return datadog.get(FIRST).body().at("/data/attributes/status").asText();
  }

  private JsonNode matches(long monitor) {
    return datadog
        .get("/api/v1/monitor/" + monitor + "?with_downtimes=true")
        .body()
        .path("matching_downtimes");
  }
}
