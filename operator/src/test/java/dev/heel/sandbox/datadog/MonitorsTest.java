package dev.heel.sandbox.datadog;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.heel.sandbox.datadog.Caller.Answer;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Monitors over HTTP: what is added, rewritten, kept, listed and refused to be deleted. */
class MonitorsTest {
  private static final String QUERY =
      "avg(last_5m):avg:my_metric{environment:local} by {host} > 800";
  private static final String SIMPLE =
      "{'name': 'n', 'type': 'metric alert', 'query': '" + QUERY + "'}";

  private final TestClock clock = new TestClock();

  @AutoClose
  private final DatadogServer server =
      DatadogServer.start(DatadogOptions.builder().clock(clock).foreignMonitors(3).build());

  private final Caller datadog = new Caller(server);

  @Test
  @DisplayName("ids are counted from 10000001 and foreign monitors do not shift them")
  void idsAreCounted() {
    assertThat(datadog.post("/api/v1/monitor", SIMPLE).id()).isEqualTo(10_000_001);
    assertThat(datadog.post("/api/v1/monitor", SIMPLE).id()).isEqualTo(10_000_002);
    assertThat(server.organisation(Caller.API_KEY).foreignMonitors()).hasSize(3);
  }

  @Test
  @DisplayName("a create adds what the server owns, with the clock's time")
  void createAdds() {
    JsonNode body = datadog.post("/api/v1/monitor", SIMPLE).body();
    assertThat(body)
        .isEqualTo(
            Caller.json(
                "{'id':10000001,'org_id':1000001,'type':'metric alert','name':'n','message':'',"
                    + "'query':'"
                    + QUERY
                    + "','tags':[],'options':{'thresholds':{'critical':800.0},"
                    + "'notify_no_data':false,'notify_audit':false,'include_tags':true,"
                    + "'new_host_delay':300,'silenced':{}},'priority':null,'restricted_roles':null,"
                    + "'draft_status':'published','assets':[],'multi':true,"
                    + "'created_at':1795532403000,'created':'2026-11-24T15:00:03.123456+00:00',"
                    + "'modified':'2026-11-24T15:00:03.123456+00:00','deleted':null,"
                    + "'overall_state_modified':null,'overall_state':'No Data',"
                    + "'creator':{'name':'Sandbox user','handle':'sandbox@example.com',"
                    + "'email':'sandbox@example.com','id':2000001},'restriction_policy':null}"));
  }

  @Test
  @DisplayName("text is trimmed, null thresholds and priority 0 go, unknown names are tolerated")
  void createNormalises() {
    JsonNode body =
        datadog
            .post(
                "/api/v1/monitor",
                "{'name':'n','type':'metric alert','query':' "
                    + QUERY
                    + " ','message':' hi\\n',"
                    + "'priority':0,'nonsense':1,'options':{'escalation_message':' up ',"
                    + "'thresholds':{'critical':800,'warning':null},'on_missing_data':'default',"
                    + "'future_option':true}}")
            .body();
    assertThat(body.path("query").asText()).isEqualTo(QUERY);
    assertThat(body.path("message").asText()).isEqualTo("hi");
    assertThat(body.path("priority").isNull()).isTrue();
    assertThat(body.has("nonsense")).isFalse();
    assertThat(body.path("options").path("escalation_message").asText()).isEqualTo("up");
    assertThat(body.path("options").path("thresholds")).hasToString("{\"critical\":800.0}");
    assertThat(body.path("options").has("on_missing_data")).isFalse();
    assertThat(body.path("options").path("future_option").asBoolean()).isTrue();
  }

  @ParameterizedTest(name = "{0} with {1} is kept as {2}")
  @CsvSource(
      delimiter = '|',
      value = {
        "metric alert | sum(current_1mo):sum:cost{*} > 800 | query alert",
        "query alert | formula(\\\"a / b\\\").last(\\\"5m\\\") > 800 | metric alert",
        "query alert | avg(last_5m):avg:m{*} > 800 | query alert",
        "metric alert | avg(last_5m):avg:m{*} > 800 | metric alert"
      })
  void metricTypes(String sent, String query, String kept) {
    Answer answer =
        datadog.post(
            "/api/v1/monitor", "{'type':'" + sent + "','query':'" + query + "','name':'n'}");
    assertThat(answer.body().path("type").asText()).isEqualTo(kept);
  }

  @Test
  @DisplayName("a PUT changes the members it names, and replaces options whole")
  void updateIsPartial() {
    long id =
        datadog
            .post(
                "/api/v1/monitor",
                "{'name':'n','type':'metric alert','query':'"
                    + QUERY
                    + "','message':'m',"
                    + "'tags':['a:b'],'options':{'timeout_h':3,'renotify_interval':5}}")
            .id();
    clock.advance(Duration.ofSeconds(60));
    JsonNode body =
        datadog.put("/api/v1/monitor/" + id, "{'name':'new','options':{'timeout_h':4}}").body();
    assertThat(body.path("name").asText()).isEqualTo("new");
    assertThat(body.path("message").asText()).isEqualTo("m");
    assertThat(body.path("tags").path(0).asText()).isEqualTo("a:b");
    assertThat(body.path("options").path("timeout_h").asInt()).isEqualTo(4);
    assertThat(body.path("options").has("renotify_interval")).isFalse();
    assertThat(body.path("created").asText()).startsWith("2026-11-24T15:00:03");
    assertThat(body.path("modified").asText()).startsWith("2026-11-24T15:01:03");
    assertThat(body.has("creator")).isFalse();
    assertThat(datadog.get("/api/v1/monitor/" + id).body().has("creator")).isTrue();
  }

  @Test
  @DisplayName("the type stays what it was, apart from the two metric types")
  void typeStays() {
    long id = datadog.post("/api/v1/monitor", SIMPLE).id();
    String path = "/api/v1/monitor/" + id;
    assertThat(datadog.put(path, "{'type':'query alert'}").status()).isEqualTo(200);
    assertThat(datadog.put(path, "{'type':'log alert'}").status()).isEqualTo(400);
  }

  @Test
  @DisplayName("a missing monitor is 404 with Datadog's words, for each verb")
  void missing() {
    for (String verb : List.of("GET", "PUT", "DELETE")) {
      Answer answer = datadog.call(verb, "/api/v1/monitor/77", verb.equals("PUT") ? "{}" : null);
      assertThat(answer.status()).isEqualTo(404);
      assertThat(answer.error()).isEqualTo("Monitor not found");
    }
  }

  @Test
  @DisplayName("a monitor that a composite uses cannot be deleted without force")
  void composite() {
    long a = datadog.post("/api/v1/monitor", SIMPLE).id();
    long b = datadog.post("/api/v1/monitor", SIMPLE).id();
    String query = a + " && !" + b;
    Answer composite =
        datadog.post(
            "/api/v1/monitor", "{'name':'both','type':'composite','query':'" + query + "'}");
    assertThat(composite.status()).isEqualTo(200);
    assertThat(composite.body().path("options").has("thresholds")).isFalse();

    Answer refused = datadog.delete("/api/v1/monitor/" + a);
    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.error())
        .isEqualTo("monitor [10000001,n] is referenced in composite monitors: [10000003,both]");
    assertThat(datadog.get("/api/v1/monitor/can_delete?monitor_ids=" + a).status()).isEqualTo(409);
    assertThat(datadog.get("/api/v1/monitor/can_delete?monitor_ids=" + composite.id()).body())
        .isEqualTo(Caller.json("{'data':{'ok':[10000003]},'errors':null}"));
    Answer forced = datadog.delete("/api/v1/monitor/" + a + "?force=true");
    assertThat(forced.body()).isEqualTo(Caller.json("{'deleted_monitor_id':10000001}"));
  }

  @Test
  @DisplayName("lists: everything, pages to an empty one, id_offset, name, exact tags, scope")
  void lists() {
    datadog.post("/api/v1/monitor", SIMPLE.replace("'n'", "'one','tags':['a:1','b:2']"));
    datadog.post("/api/v1/monitor", SIMPLE.replace("'n'", "'two','tags':['a:1','b:22']"));
    assertThat(names("")).hasSize(5).endsWith("one", "two");
    assertThat(names("?page=0&page_size=2")).hasSize(2);
    assertThat(names("?page=2&page_size=2")).containsExactly("two");
    assertThat(names("?page=3&page_size=2")).isEmpty();
    assertThat(names("?id_offset=10000001&page_size=9")).containsExactly("two");
    assertThat(names("?name=on")).containsExactly("one");
    assertThat(names("?monitor_tags=a:1,b:2")).containsExactly("one");
    assertThat(names("?monitor_tags=a:1&page=0&page_size=1000")).containsExactly("one", "two");
    assertThat(names("?tags=environment:local")).containsExactly("one", "two");
    assertThat(datadog.get("/api/v1/monitor?page=-1").status()).isEqualTo(400);
  }

  @Test
  @DisplayName("state and groups are shown when asked for, and are no modification")
  void states() {
    long id = datadog.post("/api/v1/monitor", SIMPLE).id();
    clock.advance(Duration.ofSeconds(28));
    datadog.post(
        "/_sandbox/monitors/" + id + "/state",
        "{'state':'Alert','groups':[{'name':'host:web','status':'Alert',"
            + "'last_triggered_ts':1795532400},{'name':'host:db','status':'OK'}]}");
    JsonNode plain = datadog.get("/api/v1/monitor/" + id).body();
    assertThat(plain.path("overall_state").asText()).isEqualTo("Alert");
    assertThat(plain.path("overall_state_modified").asText())
        .isEqualTo("2026-11-24T15:00:31+00:00");
    assertThat(plain.path("modified").asText()).startsWith("2026-11-24T15:00:03");
    assertThat(plain.has("state")).isFalse();

    JsonNode all = datadog.get("/api/v1/monitor/" + id + "?group_states=all").body();
    assertThat(all.path("state").path("groups")).hasSize(2);
    JsonNode listed =
        datadog.get("/api/v1/monitor?group_states=alert,no%20data&id_offset=10000000").body();
    assertThat(listed.path(0).path("state").path("groups"))
        .isEqualTo(
            Caller.json(
                "{'host:web':{'name':'host:web','status':'Alert','last_triggered_ts':1795532400,"
                    + "'last_notified_ts':1795532400,'last_resolved_ts':null,"
                    + "'last_nodata_ts':null}}"));
  }

  @Test
  @DisplayName("muting shows as a matching downtime, and an update does not end it")
  void muted() {
    long id = datadog.post("/api/v1/monitor", SIMPLE).id();
    server.organisation(Caller.API_KEY).mute(id, Duration.ofHours(1));
    datadog.put("/api/v1/monitor/" + id, "{'options':{'timeout_h':4}}");
    JsonNode body = datadog.get("/api/v1/monitor/" + id + "?with_downtimes=true").body();
    assertThat(body.path("options").path("silenced").path("*").asLong()).isEqualTo(1795536003L);
    assertThat(body.path("matching_downtimes").path(0).path("monitor_id").asLong()).isEqualTo(id);
  }

  @Test
  @DisplayName("the search endpoint finds by name, tag, type and status")
  void search() {
    datadog.post("/api/v1/monitor", SIMPLE.replace("'n'", "'one fine','tags':['a:1']"));
    for (String query : List.of("fine", "tag:%22a:1%22", "id:10000001", "fine%20type:metric")) {
      JsonNode found = datadog.get("/api/v1/monitor/search?query=" + query).body();
      assertThat(found.path("metadata").path("total_count").asInt()).as(query).isEqualTo(1);
      assertThat(found.path("monitors").path(0).path("id").asLong()).isEqualTo(10_000_001);
    }
  }

  private Stream<JsonNode> stream(JsonNode list) {
    return StreamSupport.stream(list.spliterator(), false);
  }

  private List<String> names(String query) {
    JsonNode list = datadog.get("/api/v1/monitor" + query).body();
    return stream(list).map(each -> each.path("name").asText()).toList();
  }
}
