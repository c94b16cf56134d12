package dev.heel.sandbox;

import static dev.heel.sandbox.World.eventually;
import static dev.heel.sandbox.World.json;
import static dev.heel.sandbox.World.monitor;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.heel.sandbox.datadog.DatadogOptions;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;

/** Dashboards, downtimes and webhooks from outside, as {@link SandboxIT} has monitors. */
@DisplayName("Dashboards, downtimes and webhooks, from both sides")
class StoryIT {
  private static final String PATH = "/apis/heel.dev/v1alpha1/namespaces/%s/%ss/%s";
  private static final String TOKEN = "https://outlet.example.com/t0ken-of-the-outlet";

  private static World world;

  @BeforeAll
  static void open() {
    world = World.open(DatadogOptions.builder().hastened().foreignMonitors(2).build());
  }

  @AfterAll
  static void close() {
    world.close();
  }

  private static String namespace(TestInfo test) {
    String name = test.getTestMethod().orElseThrow().getName().toLowerCase(Locale.ROOT);
    world.namespace(name);
    return name;
  }

  private static JsonNode resource(String ns, String kind, String name) {
    return world.kubernetes().get(PATH.formatted(ns, kind.toLowerCase(Locale.ROOT), name)).json();
  }

  private static JsonNode await(String ns, String kind, String name, String reason) {
    AtomicReference<JsonNode> last = new AtomicReference<>();
    eventually(
        () -> {
          last.set(resource(ns, kind, name));
          JsonNode ready = World.ready(last.get());
          assertThat(ready.path("reason").asText()).as(ready.toString()).isEqualTo(reason);
          assertThat(last.get().at("/status/observedGeneration"))
              .isEqualTo(last.get().at("/metadata/generation"));
        });
    return last.get();
  }

  private static void patch(String ns, String kind, String name, String mergePatch) {
    world
        .kubernetes()
        .send(
            "PATCH",
            PATH.formatted(ns, kind.toLowerCase(Locale.ROOT), name),
            "application/merge-patch+json",
            json(mergePatch).toString());
  }

  private static void apply(String kind, String ns, String name, String spec) {
    world.apply(
        "{apiVersion: heel.dev/v1alpha1, kind: %s, metadata: {name: %s, namespace: %s}, spec: %s}"
            .formatted(kind, name, ns, spec));
  }

  private static final String WIDGETS =
      "{title: Mine, widgets: [{definition: {type: timeseries, title: A, requests:"
          + " [{q: 'avg:a{*}'}]}}, {definition: {type: note, content: hello}}]}";

  @Test
  @DisplayName("a dashboard that is edited in the UI is put back, and its widgets keep their ids")
  void dashboardEdited(TestInfo test) {
    String ns = namespace(test);
    apply("DatadogDashboard", ns, "d", WIDGETS);
    String id = await(ns, "DatadogDashboard", "d", "InSync").at("/status/id").asText();
    JsonNode before = world.organisation().dashboards().get(id).orElseThrow();
    List<JsonNode> ids = before.findValues("id");
    JsonNode edited = json("{title: Theirs, widgets: []}");
    ((ObjectNode) edited).set("widgets", reversed(before.path("widgets")));
    world.organisation().dashboards().edit(id, edited);
    eventually(
        () -> {
          JsonNode now = world.organisation().dashboards().get(id).orElseThrow();
          assertThat(now.path("title").asText()).isEqualTo("Mine");
          assertThat(now.findValues("id")).isEqualTo(ids);
        });
    assertThat(world.events(ns, "d", "Reverted")).hasSize(1);
  }

  @Test
  @DisplayName("500 widgets in a megabyte, as an export in a ConfigMap and as a spec")
  void largeDashboards(TestInfo test) {
    String ns = namespace(test);
    ObjectNode export = JsonNodeFactory.instance.objectNode();
    export.put("title", "Large").put("layout_type", "ordered");
    ArrayNode widgets = export.putArray("widgets");
    for (int i = 0; i < 500; i++) {
      ObjectNode note = widgets.addObject().putObject("definition").put("type", "note");
      note.put("content", i + "x".repeat(1900));
    }
    ObjectNode map = (ObjectNode) json("{apiVersion: v1, kind: ConfigMap}");
    map.putObject("metadata").put("name", "export").put("namespace", ns);
    map.putObject("data").put("board.json", export.toString());
    world.apply(map.toString());
    apply(
        "DatadogDashboard",
        ns,
        "by-map",
        "{definitionFrom: {configMapKeyRef: {name: export, key: board.json}}}");
    ObjectNode spec = JsonNodeFactory.instance.objectNode().put("title", "Large, too");
    spec.set("widgets", widgets);
    apply("DatadogDashboard", ns, "by-spec", spec.toString());
    for (String name : List.of("by-map", "by-spec")) {
      String id = await(ns, "DatadogDashboard", name, "InSync").at("/status/id").asText();
      JsonNode board = world.organisation().dashboards().get(id).orElseThrow();
      assertThat(board.path("widgets")).hasSize(500);
    }
  }

  private static JsonNode reversed(JsonNode array) {
    ArrayNode out = JsonNodeFactory.instance.arrayNode();
    StreamSupport.stream(array.spliterator(), false).forEach(item -> out.insert(0, item));
    return out;
  }

  @Test
  @DisplayName("a dashboard that no longer says what it shows stays as it was")
  void dashboardNotEmptied(TestInfo test) {
    String ns = namespace(test);
    apply("DatadogDashboard", ns, "d", WIDGETS);
    String id = await(ns, "DatadogDashboard", "d", "InSync").at("/status/id").asText();
    patch(ns, "DatadogDashboard", "d", "{spec: {widgets: null, definition: {title: Mine}}}");
    await(ns, "DatadogDashboard", "d", "Invalid");
    patch(
        ns,
        "DatadogDashboard",
        "d",
        "{spec: {definition: null, definitionFrom: {configMapKeyRef: {name: none, key: a}}}}");
    await(ns, "DatadogDashboard", "d", "WaitingForReference");
    assertThat(world.organisation().dashboards().get(id).orElseThrow().path("widgets")).hasSize(2);
  }

  private static void secret(String ns, String value) {
    world.apply(
        "{apiVersion: v1, kind: Secret, metadata: {name: outlet, namespace: %s}, stringData: {url: '%s'}}"
            .formatted(ns, value));
  }

  @Test
  @DisplayName("a webhook's secret arrives, a changed one is sent again, and no status shows it")
  void webhookSecret(TestInfo test) {
    String ns = namespace(test);
    apply("DatadogWebhook", ns, "hook-a", "{url: $(secret/outlet/url), payload: {a: $DATE}}");
    assertThat(
            World.ready(await(ns, "DatadogWebhook", "hook-a", "WaitingForReference"))
                .path("message")
                .asText())
        .startsWith("No Secret " + ns + "/outlet.");
    secret(ns, TOKEN);
    await(ns, "DatadogWebhook", "hook-a", "InSync");
    assertThat(url("hook-a")).isEqualTo(TOKEN);
    secret(ns, TOKEN + "-2");
    eventually(() -> assertThat(url("hook-a")).isEqualTo(TOKEN + "-2"));
    world.organisation().webhooks().edit("hook-a", json("{url: 'https://foreign.example.com/x'}"));
    eventually(() -> assertThat(url("hook-a")).isEqualTo(TOKEN + "-2"));
    JsonNode status = await(ns, "DatadogWebhook", "hook-a", "InSync").path("status");
    assertThat(status.at("/secrets/0/name").asText()).isEqualTo("outlet");
    String events = world.kubernetes().get("/api/v1/namespaces/%s/events".formatted(ns)).text();
    assertThat(status + events).doesNotContain("t0ken", "foreign.example.com");
  }

  private static String url(String name) {
    return world.organisation().webhooks().get(name).orElseThrow().path("url").asText();
  }

  @Test
  @DisplayName("a foreign webhook of that name is refused, and taken when the spec says so")
  void webhookForeign(TestInfo test) {
    String ns = namespace(test);
    String name = world.organisation().webhooks().createForeign(1).get(0);
    String before = url(name);
    apply(
        "DatadogWebhook", ns, "h", "{name: '%s', url: 'https://mine.example.com'}".formatted(name));
    await(ns, "DatadogWebhook", "h", "AlreadyExists");
    assertThat(url(name)).isEqualTo(before);
    patch(
        ns, "DatadogWebhook", "h", "{spec: {adopt: {name: '%s', takeOver: true}}}".formatted(name));
    await(ns, "DatadogWebhook", "h", "InSync");
    assertThat(url(name)).isEqualTo("https://mine.example.com");
  }

  @Test
  @DisplayName(
      "a message that names a webhook and a dashboard has the handle and the address in it")
  void references(TestInfo test) {
    String ns = namespace(test);
    world.apply(
        monitor(ns, "m")
            .replace(
                "High. @platform-team@example.com",
                "@webhook-$(DatadogWebhook/hook-b) $(DatadogDashboard/d.url)"));
    apply("DatadogWebhook", ns, "hook-b", "{url: 'https://b.example.com'}");
    apply("DatadogDashboard", ns, "d", WIDGETS);
    long id = world.awaitReason(ns, "m", "InSync").at("/status/id").asLong();
    assertThat(world.object(id).orElseThrow().path("message").asText())
        .matches("@webhook-hook-b https://\\S+/dashboard/\\S+");
  }

  private static final String NIGHTS =
      "{monitorRef: {name: m}, message: Quiet., schedule: {timezone: America/New_York,"
          + " weekly: [{days: [Sun, Mon, Tue, Wed, Thu, Fri], from: '19:00', to: '09:00'},"
          + " {days: [Sat, Sun]}]}}";

  @Test
  @DisplayName("a downtime that is cancelled in the UI is made again, and stays with its monitor")
  void downtimeCancelled(TestInfo test) {
    String ns = namespace(test);
    apply("DatadogDowntime", ns, "nights", NIGHTS);
    await(ns, "DatadogDowntime", "nights", "WaitingForReference");
    long monitor = world.inSync(monitor(ns, "m"));
    JsonNode status = await(ns, "DatadogDowntime", "nights", "InSync").path("status");
    String id = status.path("id").asText();
    assertThat(status.path("state").asText()).isIn("active", "scheduled");
    assertThat(status.path("next").asText()).matches(".*[A-Z][a-z]{2} \\d+ [A-Z][a-z]{2} .*E[SD]T");
    assertThat(monitorOf(id)).isEqualTo(monitor);
    world.organisation().downtimes().cancel(id);
    eventually(
        () ->
            assertThat(resource(ns, "DatadogDowntime", "nights").at("/status/id").asText())
                .isNotEqualTo(id));
    await(ns, "DatadogDowntime", "nights", "InSync");
    world.organisation().delete(monitor);
    eventually(
        () -> {
          String now = resource(ns, "DatadogDowntime", "nights").at("/status/id").asText();
          assertThat(monitorOf(now)).isEqualTo(world.resource(ns, "m").at("/status/id").asLong());
          assertThat(monitorOf(now)).isNotEqualTo(monitor);
        });
  }

  private static long monitorOf(String downtime) {
    return world
        .organisation()
        .downtimes()
        .get(downtime)
        .orElseThrow()
        .findPath("monitor_id")
        .asLong();
  }

  @Test
  @DisplayName("an active downtime whose begin is moved is made anew, and the old one is cancelled")
  void downtimeMoved(TestInfo test) {
    String ns = namespace(test);
    apply("DatadogDowntime", ns, "d", "{monitorTags: ['team:moved']}");
    String id = await(ns, "DatadogDowntime", "d", "InSync").at("/status/id").asText();
    patch(ns, "DatadogDowntime", "d", "{spec: {schedule: {start: '2036-01-01T00:00:00Z'}}}");
    eventually(
        () -> {
          JsonNode status = resource(ns, "DatadogDowntime", "d").path("status");
          assertThat(status.path("id").asText()).isNotEqualTo(id);
          assertThat(status.has("replaced")).isFalse();
          assertThat(status.path("state").asText()).isEqualTo("scheduled");
          assertThat(world.organisation().downtimes().get(id).orElseThrow().toString())
              .contains("\"status\":\"canceled\"");
        });
    assertThat(world.events(ns, "d", "Replaced")).hasSize(1);
  }

  @Test
  @DisplayName("an active downtime whose message changes is changed, and stays the same one")
  void downtimeReworded(TestInfo test) {
    String ns = namespace(test);
    apply("DatadogDowntime", ns, "d", "{monitorTags: ['team:reworded'], message: Before.}");
    String id = await(ns, "DatadogDowntime", "d", "InSync").at("/status/id").asText();
    patch(ns, "DatadogDowntime", "d", "{spec: {message: After.}}");
    eventually(
        () ->
            assertThat(world.organisation().downtimes().get(id).orElseThrow().findPath("message"))
                .asString()
                .contains("After."));
    assertThat(await(ns, "DatadogDowntime", "d", "InSync").at("/status/id").asText()).isEqualTo(id);
  }

  @Test
  @DisplayName("a scheduled downtime that no longer says when it begins begins at once")
  void downtimeBeginsNow(TestInfo test) {
    String ns = namespace(test);
    apply(
        "DatadogDowntime",
        ns,
        "d",
        "{monitorTags: ['team:now'], schedule: {start: '2036-01-01T00:00:00Z'}}");
    String id = await(ns, "DatadogDowntime", "d", "InSync").at("/status/id").asText();
    patch(ns, "DatadogDowntime", "d", "{spec: {schedule: null}}");
    eventually(
        () -> {
          JsonNode now = world.organisation().downtimes().get(id).orElseThrow();
          assertThat(now.at("/attributes/status").asText()).isEqualTo("active");
        });
    assertThat(await(ns, "DatadogDowntime", "d", "InSync").at("/status/id").asText()).isEqualTo(id);
  }

  @Test
  @DisplayName("a one-time downtime whose end has passed is finished and not made")
  void downtimeOver(TestInfo test) {
    String ns = namespace(test);
    apply(
        "DatadogDowntime", ns, "d", "{monitorTags: [a], schedule: {end: '2020-01-01T00:00:00Z'}}");
    JsonNode status = await(ns, "DatadogDowntime", "d", "Finished").path("status");
    assertThat(status.has("id")).isFalse();
    assertThat(world.organisation().downtimes().objects().toString())
        .doesNotContain("/" + ns + "/d");
  }

  @Test
  @DisplayName("a dashboard that is made anew has its new address in the message that names it")
  void addressChanges(TestInfo test) {
    String ns = namespace(test);
    world.apply(monitor(ns, "m").replace("High.", "$(DatadogDashboard/d.url)"));
    apply("DatadogDashboard", ns, "d", WIDGETS);
    long monitor = world.awaitReason(ns, "m", "InSync").at("/status/id").asLong();
    String before = resource(ns, "DatadogDashboard", "d").at("/status/id").asText();
    world.organisation().dashboards().delete(before);
    eventually(
        () -> {
          JsonNode status = resource(ns, "DatadogDashboard", "d").path("status");
          assertThat(status.path("id").asText()).isNotEqualTo(before);
          assertThat(world.object(monitor).orElseThrow().path("message").asText())
              .contains(status.path("url").asText());
        });
  }

  @Test
  @DisplayName("who refers to another goes before it, when both are deleted")
  void deletedInReverse(TestInfo test) {
    String ns = namespace(test);
    world.apply(
        monitor(ns, "m")
            .replace("High.", "@webhook-$(DatadogWebhook/hook-r) $(DatadogDashboard/d.url)"));
    apply("DatadogWebhook", ns, "hook-r", "{url: 'https://r.example.com'}");
    apply("DatadogDashboard", ns, "d", WIDGETS);
    apply("DatadogDowntime", ns, "nights", NIGHTS);
    List<String> paths =
        List.of(
            "/downtime/" + idOf(ns, "DatadogDowntime", "nights"),
            "/monitor/" + idOf(ns, "DatadogMonitor", "m"),
            "/dashboard/" + idOf(ns, "DatadogDashboard", "d"));
    world.kubernetes().send("DELETE", "/api/v1/namespaces/" + ns, null);
    eventually(
        () -> {
          List<String> deletions = deletions();
          List<Integer> turns = paths.stream().map(path -> turn(deletions, path)).toList();
          assertThat(turns).doesNotContain(-1).isSorted();
          assertThat(turn(deletions, "/webhooks/hook-r")).isGreaterThan(turns.get(1));
        });
  }

  private static String idOf(String ns, String kind, String name) {
    return await(ns, kind, name, "InSync").at("/status/id").asText();
  }

  private static List<String> deletions() {
    return world.callLog().stream().filter(call -> call.contains(" DELETE ")).toList();
  }

  private static int turn(List<String> calls, String path) {
    return IntStream.range(0, calls.size())
        .filter(i -> calls.get(i).contains(path))
        .findFirst()
        .orElse(-1);
  }

  @Test
  @DisplayName("what is deleted here goes from Datadog")
  void deleted(TestInfo test) {
    String ns = namespace(test);
    apply("DatadogDashboard", ns, "d", WIDGETS);
    apply("DatadogWebhook", ns, "hook-c", "{url: 'https://c.example.com'}");
    String id = await(ns, "DatadogDashboard", "d", "InSync").at("/status/id").asText();
    await(ns, "DatadogWebhook", "hook-c", "InSync");
    for (List<String> each :
        List.of(List.of("datadogdashboard", "d"), List.of("datadogwebhook", "hook-c"))) {
      world.kubernetes().send("DELETE", PATH.formatted(ns, each.get(0), each.get(1)), null);
    }
    eventually(
        () -> {
          assertThat(world.organisation().dashboards().get(id)).isEmpty();
          assertThat(world.organisation().webhooks().get("hook-c")).isEmpty();
        });
  }
}
