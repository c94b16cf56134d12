package dev.heel.sandbox.datadog;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.heel.sandbox.datadog.Caller.Answer;
import dev.heel.sandbox.datadog.world.SandboxObject;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What people and tools leave behind: events, pictures of graphs, annotations. */
class TracesTest {
  private static final String EVENTS = "/api/v1/events";
  private static final String SNAPSHOT = "/api/v1/graph/snapshot";
  private static final String ANNOTATIONS = "/api/v2/annotation";
  private static final long NOW = 1_795_532_403L;

  private final TestClock clock = new TestClock();

  @AutoClose
  private final DatadogServer server =
      DatadogServer.start(DatadogOptions.builder().clock(clock).build());

  private final Caller datadog = new Caller(server);

  @Test
  @DisplayName("an event needs an API key only, is accepted with 202, and can be read")
  void event() {
    Caller keyOnly = new Caller(server, Caller.API_KEY, null);
    Answer answer =
        keyOnly.post(EVENTS, "{'title':'t','text':'x','tags':['b:2','a:1'],'priority':'low'}");
    assertThat(answer.status()).isEqualTo(202);
    String id = answer.body().at("/event/id_str").asText();
    assertThat(answer.body())
        .isEqualTo(
            Caller.json(
                "{'status':'ok','event':{'id':7000000000000000001,'id_str':'7000000000000000001',"
                    + "'title':'t','text':'x','date_happened':1795532403,'handle':null,"
                    + "'priority':'low','related_event_id':null,'tags':['b:2','a:1'],"
                    + "'url':'https://app.datadoghq.com/event/event?id=7000000000000000001'}}"));
    JsonNode read = datadog.get(EVENTS + "/" + id).body().path("event");
    assertThat(read.path("tags")).isEqualTo(Caller.json("['a:1','b:2']"));
    assertThat(read.path("alert_type").asText()).isEqualTo("info");
    assertThat(keyOnly.get(EVENTS + "/" + id).status()).isEqualTo(401);
    assertThat(datadog.get(EVENTS + "/1").error()).isEqualTo("No event matches that event_id.");
    assertThat(server.objects()).extracting(SandboxObject::kind).containsExactly("event");
  }

  @Test
  @DisplayName("a missing or refused API key is 403")
  void eventKeys() {
    String event = "{'title':'t','text':'x'}";
    assertThat(new Caller(server, null, null).post(EVENTS, event).error())
        .isEqualTo("API key required");
    server.refuse(Caller.API_KEY);
    assertThat(datadog.post(EVENTS, event).error()).isEqualTo("Forbidden");
  }

  @Test
  @DisplayName("an event of the last 18 hours is accepted, an older one is not")
  void eventAge() {
    String event = "{'title':'t','text':'x','date_happened':%d}";
    long oldest = NOW - Duration.ofHours(18).toSeconds();
    assertThat(datadog.post(EVENTS, event.formatted(oldest)).status()).isEqualTo(202);
    Answer tooOld = datadog.post(EVENTS, event.formatted(oldest - 1));
    assertThat(tooOld.status()).isEqualTo(400);
    assertThat(tooOld.error()).isEqualTo("Event too far in the past");
  }

  @Test
  @DisplayName("events are listed by time, tags and priority")
  void eventList() {
    datadog.post(EVENTS, "{'title':'one','text':'','tags':['a:1','b:2']}");
    datadog.post(EVENTS, "{'title':'two','text':'','tags':['a:1'],'priority':'low'}");
    String window = EVENTS + "?start=" + (NOW - 9) + "&end=" + (NOW + 9);
    assertThat(datadog.get(window).body().path("events")).hasSize(2);
    assertThat(datadog.get(window + "&tags=a:1,b:2").body().at("/events/0/title").asText())
        .isEqualTo("one");
    assertThat(datadog.get(window + "&priority=low").body().path("events")).hasSize(1);
    assertThat(datadog.get(EVENTS + "?start=1&end=2").body().path("events")).isEmpty();
    assertThat(datadog.get(EVENTS).status()).isEqualTo(400);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'text':'x'}",
        "{'title':'t'}",
        "{'title':'t','text':'x','tags':'a:1'}",
        "{'title':'t','text':'x','alert_type':'panic'}",
        "{'title':'t','text':'x','priority':'high'}",
        "{'title':'t','text':'x','date_happened':'now'}"
      })
  @DisplayName("an event that cannot be is refused")
  void badEvents(String event) {
    assertThat(datadog.post(EVENTS, event).status()).isEqualTo(400);
    assertThat(datadog.post(EVENTS, "{'title':'t','text':'" + "x".repeat(4001) + "'}").status())
        .isEqualTo(400);
  }

  @Test
  @DisplayName("a snapshot is a picture on this server, which needs no key and counts no call")
  void snapshot() throws IOException {
    Answer answer =
        datadog.get(SNAPSHOT + "?metric_query=avg:m%7B*%7D&start=1&end=2&width=300&height=90");
    assertThat(answer.header("X-RateLimit-Limit")).isEqualTo("60");
    assertThat(answer.header("X-RateLimit-Period")).isEqualTo("3600");
    assertThat(answer.body().path("graph_def").asText())
        .isEqualTo("{\"requests\": [{\"q\": \"avg:m{*}\"}]}");
    String url = answer.body().path("snapshot_url").asText();
    assertThat(url).startsWith(server.url().toString()).endsWith(".png");
    BufferedImage picture = ImageIO.read(URI.create(url).toURL());
    assertThat(picture.getWidth()).isEqualTo(300);
    assertThat(picture.getHeight()).isEqualTo(90);
    assertThat(server.calls()).containsOnlyKeys("GET " + SNAPSHOT);
    assertThat(datadog.get(SNAPSHOT + "?start=345&end=123").error())
        .isEqualTo("metric_query or graph_def param required");
    assertThat(datadog.get(SNAPSHOT + "?metric_query=m&start=2&end=1").status()).isEqualTo(400);
  }

  @Test
  @DisplayName("sixty snapshots an hour, then 429")
  void snapshotLimit() {
    for (int i = 0; i < 60; i++) {
      datadog.get(SNAPSHOT);
    }
    assertThat(datadog.get(SNAPSHOT).status()).isEqualTo(429);
  }

  @Test
  @DisplayName("annotations are made on a page and listed by it")
  void annotations() {
    String dashboard = "{'title':'t','layout_type':'ordered','widgets':[]}";
    datadog.post("/api/v1/dashboard", dashboard);
    Answer made = datadog.post(ANNOTATIONS, annotation("pointInTime", "'color':'blue'"));
    assertThat(made.status()).isEqualTo(200);
    assertThat(made.body().at("/data/attributes/end_time").isNull()).isTrue();
    assertThat(made.body().at("/data/attributes/created_at").asLong()).isEqualTo(NOW * 1000 + 123);
    String list = ANNOTATIONS + "?page_id=dashboard:hee-laa-001";
    assertThat(datadog.get(list).body().path("data")).hasSize(1);
    assertThat(datadog.get(list + "&start_time=6000").body().path("data")).isEmpty();
    assertThat(datadog.get(list.replace("001", "002")).body().path("data")).isEmpty();
    String id = made.body().at("/data/id").asText();
    assertThat(datadog.delete(ANNOTATIONS + "/" + id).status()).isEqualTo(204);
    assertThat(server.organisation(Caller.API_KEY).annotations().all()).isEmpty();
  }

  @Test
  @DisplayName("an annotation that cannot be is refused")
  void badAnnotations() {
    String page = "hee-laa-001";
    assertThat(datadog.post(ANNOTATIONS, annotation("pointInTime", "'color':'blue'")).status())
        .as("no dashboard %s", page)
        .isEqualTo(400);
    datadog.post("/api/v1/dashboard", "{'title':'t','layout_type':'ordered','widgets':[]}");
    for (String wrong :
        new String[] {
          annotation("pointInTime", "'color':'pink'"),
          annotation("timeRegion", "'color':'blue'"),
          annotation("timeRegion", "'color':'blue','end_time':4000"),
          annotation("forever", "'color':'blue'")
        }) {
      assertThat(datadog.post(ANNOTATIONS, wrong).status()).as(wrong).isEqualTo(400);
    }
    String region = annotation("timeRegion", "'color':'blue','end_time':6000");
    assertThat(datadog.post(ANNOTATIONS, region).status()).isEqualTo(200);
  }

  private static String annotation(String type, String more) {
    return "{'data':{'type':'annotation','attributes':{'page_id':'dashboard:hee-laa-001',"
        + "'type':'"
        + type
        + "','start_time':5000,'description':'d',"
        + more
        + "}}}";
  }
}
