package dev.heel.sandbox;

import static dev.heel.sandbox.World.eventually;
import static dev.heel.sandbox.World.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.heel.sandbox.datadog.faults.Fault;
import dev.heel.sandbox.datadog.monitors.MonitorGroup;
import dev.heel.testing.FaultyProxy;
import dev.heel.testing.Letters;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** From the manifest to Datadog and to the Agent, and back into the status. */
@DisplayName("A letter of any language arrives as it was written")
class LettersIT {
  private static final String LISTS = "GET /apis/heel.dev/v1alpha1/datadogdashboards";
  private static final JsonNode NOTHING = json("{}");
  private static final String NAMES = "größe-倉庫-🔥";

  /** How the operator hears of changes. */
  private enum Way {
    /** As in the sandbox. */
    HTTP(0),
    /** As in a cluster behind a proxy that answers a WebSocket's handshake so. */
    HANDSHAKE_200(200),
    HANDSHAKE_503(503);

    private final int handshake;

    Way(int handshake) {
      this.handshake = handshake;
    }
  }

  private final Deque<AutoCloseable> open = new ArrayDeque<>();
  private World world;

  /** Of the resources at hand: each text has its own, since none is written so often. */
  private String name = "x";

  private void open(Way way) {
    world = World.unattended();
    open.push(world);
    world.namespace("home");
    if (way == Way.HTTP) {
      open.push(OwnOperator.start(world));
      return;
    }
    FaultyProxy proxy = FaultyProxy.before(world.sandbox.kubernetes().url());
    open.push(proxy);
    proxy.refuseWebSockets(way.handshake);
    open.push(OwnOperator.startByWebSocket(world, proxy.url()));
  }

  @AfterEach
  void close() throws Exception {
    while (!open.isEmpty()) {
      open.pop().close();
    }
  }

  @ParameterizedTest(name = "in every kind, wherever a chunk ends, and no informer stops: {0}")
  @EnumSource
  void everyKind(Way way) {
    open(way);
    world.apply(
        "{apiVersion: heel.dev/v1alpha1, kind: DatadogAgent, metadata: {name: datadog,"
            + " namespace: datadog}, spec: {accountRef: {name: default}}}");
    world.inSync(World.monitor("home", "m"));
    long lists = world.sandbox.kubernetes().requests().get(LISTS);
    for (String text : Letters.texts()) {
      name += "x";
      applyAll(text);
      eventually(() -> assertThat(lacking(text)).isEmpty());
    }
    assertThat(world.sandbox.kubernetes().requests().get(LISTS))
        .as("lists of dashboards: one more for each start")
        .isEqualTo(lists);
  }

  private void applyAll(String text) {
    apply(
        "DatadogMonitor",
        "{type: metric alert, query: 'avg(last_5m):avg:a.b{*} > 1', message: %s}",
        text);
    apply(
        "DatadogDashboard", "{title: T, widgets: [{definition: {type: note, content: %s}}]}", text);
    apply("DatadogWebhook", "{url: 'https://example.com', payload: {text: %s}}", text);
    apply(
        "DatadogDowntime",
        "{monitorRef: {name: m}, message: %s, schedule: {timezone: Europe/Paris,"
            + " weekly: [{days: [Sat], from: '19:00', to: '20:00'}]}}",
        text);
    world.apply(
        "{apiVersion: heel.dev/v1alpha1, kind: DatadogCheck, metadata: {name: c, namespace:"
            + " datadog}, spec: {integration: disk, runOn: Nodes, instances: [{service: %s}]}}"
                .formatted(text));
  }

  private void apply(String kind, String spec, String text) {
    world.apply(
        "{apiVersion: heel.dev/v1alpha1, kind: %s, metadata: {name: %s, namespace: home}, spec: %s}"
            .formatted(kind, name, spec.formatted(text)));
  }

  /** The kinds whose objects do not have the text yet. */
  private List<String> lacking(String text) {
    Map<String, String> found = new TreeMap<>();
    found.put("monitor", monitor().path("message").asText());
    found.put("dashboard", dashboard().at("/widgets/0/definition/content").asText());
    found.put("webhook", payload().path("text").asText());
    found.put("downtime", firstLine(downtime().findPath("message").asText()));
    found.put("check", file().at("/instances/0/service").asText());
    found.values().removeIf(text::equals);
    return List.copyOf(found.keySet());
  }

  private JsonNode monitor() {
    return world.owned("home", name).stream().findFirst().orElse(NOTHING);
  }

  private JsonNode dashboard() {
    return world.organisation().dashboards().get(id("datadogdashboards")).orElse(NOTHING);
  }

  private JsonNode downtime() {
    return world.organisation().downtimes().get(id("datadogdowntimes")).orElse(NOTHING);
  }

  private JsonNode payload() {
    JsonNode webhook = world.organisation().webhooks().get(name).orElse(NOTHING);
    return json(webhook.path("payload").asText("{}"));
  }

  private JsonNode file() {
    JsonNode map =
        world
            .kubernetes()
            .get("/api/v1/namespaces/datadog/configmaps/datadog-agent-conf-disk-0")
            .json();
    JsonNode file = map.at("/data/datadog.c.yaml");
    return file.isMissingNode() ? NOTHING : json(file.asText());
  }

  private String id(String plural) {
    String path = "/apis/heel.dev/v1alpha1/namespaces/home/%s/%s".formatted(plural, name);
    return world.kubernetes().get(path).json().at("/status/id").asText();
  }

  /** A downtime's marker is a line of its message. */
  private static String firstLine(String message) {
    return message.lines().findFirst().orElse("");
  }

  @ParameterizedTest(name = "in names of groups, in what Datadog refuses, and in Events: {0}")
  @EnumSource
  void back(Way way) {
    open(way);
    long id = world.inSync(World.monitor("home", "m"));
    MonitorGroup group = new MonitorGroup("host:" + NAMES, "Alert", 1_800_000_000L);
    world.organisation().state(id, "Alert", List.of(group));
    eventually(
        () ->
            assertThat(world.resource("home", "m").at("/status/triggered/0/group").asText())
                .isEqualTo("host:" + NAMES));
    world.sandbox.datadog().faults().always("PUT /api/v1/monitor/" + id, Fault.error(400, NAMES));
    world.patch("home", "m", "{spec: {message: %s}}".formatted(NAMES));
    String message =
        World.ready(world.awaitReason("home", "m", "Rejected")).path("message").asText();
    assertThat(message).contains("400 \"" + NAMES + "\"");
    eventually(
        () ->
            assertThat(world.events("home", "m", "Rejected"))
                .singleElement()
                .asString()
                .contains(NAMES));
    world.sandbox.datadog().faults().clear();
    world.patch("home", "m", "{spec: {name: %s}}".formatted(NAMES));
    world.awaitReason("home", "m", "InSync");
    assertThat(world.object(id).orElseThrow().path("name").asText()).isEqualTo(NAMES);
  }
}
