package dev.heel.sandbox.datadog;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.heel.sandbox.datadog.Caller.Answer;
import dev.heel.sandbox.datadog.world.SandboxObject;
import java.time.Duration;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Dashboards, against what is known of the real API. */
class DashboardsTest {
  private static final String ALL = "/api/v1/dashboard";
  private static final String NOTE = "{'definition':{'type':'note','content':'c'}}";

  private final TestClock clock = new TestClock();

  @AutoClose
  private final DatadogServer server =
      DatadogServer.start(DatadogOptions.builder().clock(clock).build());

  private final Caller datadog = new Caller(server);

  @Test
  @DisplayName("a created dashboard has all that the server adds, ids counted")
  void createAdds() {
    Answer answer = create("'title':'My [CPU] load_1','widgets':[" + NOTE + "]");
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body())
        .isEqualTo(
            Caller.json(
                "{'id':'hee-laa-001','author_handle':'sandbox@example.com',"
                    + "'author_name':'Sandbox user',"
                    + "'created_at':'2026-11-24T15:00:03.123456+00:00',"
                    + "'title':'My [CPU] load_1','url':'/dashboard/hee-laa-001/my-cpu-load1',"
                    + "'description':null,'layout_type':'ordered','is_read_only':false,"
                    + "'template_variables':null,'widgets':[{'definition':{'type':'note',"
                    + "'content':'c'},'id':1000000000001}],'notify_list':null,"
                    + "'modified_at':'2026-11-24T15:00:03.123456+00:00','restricted_roles':[]}"));
    assertThat(datadog.get(ALL + "/hee-laa-001").body()).isEqualTo(answer.body());
    assertThat(create("'title':'b','widgets':[]").body().path("id").asText())
        .isEqualTo("hee-laa-002");
  }

  @Test
  @DisplayName("widgets come back as sent but for ids, also inside groups; a PUT keeps known ids")
  void widgetIds() {
    String group = "{'definition':{'type':'group','x':{'deep':[1,null]},'widgets':[" + NOTE + "]}}";
    JsonNode made = create("'title':'t','widgets':[" + group + "]").body();
    assertThat(made.at("/widgets/0/definition/x")).isEqualTo(Caller.json("{'deep':[1,null]}"));
    assertThat(made.at("/widgets/0/id").asLong()).isEqualTo(1_000_000_000_001L);
    assertThat(made.at("/widgets/0/definition/widgets/0/id").asLong())
        .isEqualTo(1_000_000_000_002L);
    String kept = NOTE.replace("{'definition'", "{'id':1000000000002,'definition'");
    String unknown = NOTE.replace("{'definition'", "{'id':77,'definition'");
    JsonNode put = put("'title':'t','widgets':[" + kept + "," + unknown + "]").body();
    assertThat(put.at("/widgets/0/id").asLong()).isEqualTo(1_000_000_000_002L);
    assertThat(put.at("/widgets/1/id").asLong()).isEqualTo(1_000_000_000_003L);
  }

  @Test
  @DisplayName("tabs name widgets by position, and come back with ids")
  void tabs() {
    String widgets = "'widgets':[" + NOTE + "," + NOTE + "]";
    JsonNode made =
        create("'title':'t'," + widgets + ",'tabs':[{'name':'one','widget_ids':['@2']}]").body();
    assertThat(made.path("tabs"))
        .isEqualTo(Caller.json("[{'name':'one','widget_ids':[1000000000002],'id':1000000000003}]"));
    Answer wrong =
        create("'title':'t'," + widgets + ",'tabs':[{'name':'one','widget_ids':['@3']}]");
    assertThat(wrong.error()).isEqualTo("'tabs' is invalid");
  }

  @Test
  @DisplayName("a PUT replaces everything; what was not sent is gone; the body's id is ignored")
  void replaces() {
    create(
        "'title':'t','description':'d','tags':['team:a'],'widgets':["
            + NOTE
            + "],"
            + "'template_variables':[{'name':'v','defaults':['a']}]");
    clock.advance(Duration.ofSeconds(60));
    JsonNode put = put("'id':'xxx-xxx-xxx','title':'u','widgets':[]").body();
    assertThat(put.path("id").asText()).isEqualTo("hee-laa-001");
    assertThat(put.path("description").isNull()).isTrue();
    assertThat(put.has("tags")).isFalse();
    assertThat(put.path("template_variables").isNull()).isTrue();
    assertThat(put.path("url").asText()).isEqualTo("/dashboard/hee-laa-001/u");
    assertThat(put.path("created_at").asText()).startsWith("2026-11-24T15:00:03");
    assertThat(put.path("modified_at").asText()).startsWith("2026-11-24T15:01:03");
  }

  @Test
  @DisplayName("who is to be notified: unknown people fall away, the order is the server's")
  void notifyList() {
    server.organisation(Caller.API_KEY).addUser("anna@example.com");
    JsonNode made =
        create(
                "'title':'t','widgets':[],'notify_list':['sandbox@example.com','no@example.com',"
                    + "'anna@example.com']")
            .body();
    assertThat(made.path("notify_list"))
        .isEqualTo(Caller.json("['anna@example.com','sandbox@example.com']"));
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "'title':5,'widgets':[]|'title' should be string",
        "'title':'t'|'widgets' is invalid",
        "'title':'t','widgets':[],'layout_type':'grid'|'layout_type' is invalid",
        "'title':'t','widgets':[],'reflow_type':'wide'|'reflow_type' is invalid",
        "'title':'t','widgets':[],'layout_type':'free','reflow_type':'auto'"
            + "|'reflow_type' is invalid",
        "'title':'t','widgets':[],'tags':['team:a','env:b']"
            + "|Invalid tag format. Valid tag keys are: team.",
        "'title':'t','widgets':[],'tags':['team:1','team:2','team:3','team:4','team:5','team:6']"
            + "|'tags' is invalid",
        "'title':'t','widgets':[],'template_variables':[{'name':'v','default':'a','defaults':['a']}]"
            + "|'template_variables' is invalid",
        "'title':'t','widgets':[{}]"
            + "|Invalid widget definition at position 0. Error: 'definition' is a required"
            + " property.",
        "'title':'t','reflow_type':'fixed','widgets':[{'definition':{'type':'note'}}]"
            + "|Invalid widget definition at position 0 of type note. Error: 'layout' is a"
            + " required property.",
        "'title':'t','widgets':[{'definition':{'type':'group','widgets':[{'definition':{}}]}}]"
            + "|Invalid widget definition at position 0 of type group. Error: Invalid inner"
            + " widget definition at position 0. Error: 'type' is a required property."
      },
      quoteCharacter = '`')
  void refused(String body, String words) {
    Answer answer =
        body.contains("layout_type") ? datadog.post(ALL, "{" + body + "}") : create(body);
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.error()).isEqualTo(words);
  }

  @Test
  @DisplayName("the list has summaries, pages by start and count, and shows the bin when asked")
  void list() {
    for (String title : List.of("a", "b", "c")) {
      create("'title':'" + title + "','widgets':[" + NOTE + "]");
    }
    assertThat(titles("")).containsExactly("a", "b", "c");
    assertThat(titles("?start=1&count=1")).containsExactly("b");
    assertThat(titles("?filter%5Bshared%5D=false")).hasSize(3);
    JsonNode summary = datadog.get(ALL).body().at("/dashboards/0");
    assertThat(summary.has("widgets")).isFalse();
    assertThat(summary.path("deleted_at").isNull()).isTrue();

    String two =
        "{'data':[{'id':'hee-laa-001','type':'dashboard'},{'id':'hee-laa-003','type':'dashboard'}]}";
    assertThat(datadog.call("DELETE", ALL, two).status()).isEqualTo(204);
    assertThat(titles("")).containsExactly("b");
    assertThat(titles("?filter%5Bdeleted%5D=true")).containsExactly("a", "c");
    assertThat(datadog.get(ALL + "/hee-laa-001").error())
        .isEqualTo("Dashboard with ID hee-laa-001 not found");
    assertThat(datadog.patch(ALL, two).status()).isEqualTo(204);
    assertThat(titles("")).containsExactly("a", "b", "c");
    assertThat(datadog.call("DELETE", ALL, two.replace("003", "009")).status()).isEqualTo(404);
    assertThat(titles("")).as("all or none").hasSize(3);
  }

  @Test
  @DisplayName("lists lag behind writes, and reading is limited as recorded")
  void lagAndLimits() {
    server.switches().listLag(Duration.ofSeconds(5));
    create("'title':'a','widgets':[]");
    assertThat(titles("")).isEmpty();
    clock.advance(Duration.ofSeconds(5));
    assertThat(titles("")).containsExactly("a");
    Answer answer = datadog.get(ALL);
    assertThat(answer.header("X-RateLimit-Name")).isEqualTo("get_custom_dashboards");
    assertThat(answer.header("X-RateLimit-Limit")).isEqualTo("60");
    assertThat(datadog.get(ALL + "/hee-laa-001").header("X-RateLimit-Period")).isEqualTo("60");
  }

  @Test
  @DisplayName("people edit and delete in the UI, and others' dashboards are there")
  void control() {
    create("'title':'a','widgets':[]");
    Caller control = new Caller(server, null, null);
    String path = "/_sandbox/dashboards/hee-laa-001";
    clock.advance(Duration.ofSeconds(60));
    assertThat(control.patch(path, "{'title':'By hand'}").status()).isEqualTo(200);
    JsonNode edited = datadog.get(ALL + "/hee-laa-001").body();
    assertThat(edited.path("url").asText()).endsWith("/by-hand");
    assertThat(edited.path("modified_at").asText()).startsWith("2026-11-24T15:01:03");
    String foreign = "{'apiKey':'" + Caller.API_KEY + "','count':2}";
    assertThat(control.post("/_sandbox/dashboards/foreign", foreign).body())
        .isEqualTo(Caller.json("['old-laa-001','old-laa-002']"));
    assertThat(server.objects()).extracting(SandboxObject::title).containsExactly("By hand");
    assertThat(control.delete(path).status()).isEqualTo(204);
    assertThat(control.delete(path).status()).isEqualTo(404);
    assertThat(titles("")).containsExactly("Disks of rack 1", "Disks of rack 2");
  }

  private Answer create(String members) {
    return datadog.post(ALL, "{'layout_type':'ordered'," + members + "}");
  }

  private Answer put(String members) {
    return datadog.put(ALL + "/hee-laa-001", "{'layout_type':'ordered'," + members + "}");
  }

  private List<String> titles(String query) {
    JsonNode list = datadog.get(ALL + query).body().path("dashboards");
    return StreamSupport.stream(list.spliterator(), false)
        .map(each -> each.path("title").asText())
        .toList();
  }
}
