package dev.heel.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.heel.operator.process.Timing;
import dev.heel.sandbox.datadog.DatadogOptions;
import dev.heel.sandbox.datadog.control.OrganisationPages;
import dev.heel.sandbox.kubernetes.KubernetesServer;
import dev.heel.testing.KubeHttp;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.awaitility.core.ThrowingRunnable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/**
 * A sandbox as its users see it: manifests go in over HTTP, and what comes of them is read over
 * HTTP.
 */
final class World implements AutoCloseable {
  static final String KEY = "0".repeat(32);
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final String MONITORS = "/apis/heel.dev/v1alpha1/namespaces/%s/datadogmonitors/%s";

  /** Nothing takes longer than a few seconds. */
  static final Timing BRISK =
      new Timing(
          Duration.ofMillis(500),
          Duration.ofSeconds(1),
          Duration.ofMillis(200),
          Duration.ofSeconds(4),
          Duration.ofSeconds(2),
          Duration.ofSeconds(8),
          Duration.ofSeconds(4),
          Duration.ofSeconds(1));

  final Sandbox sandbox;
  private final KubeHttp kubernetes;

  private World(Sandbox sandbox) {
    this.sandbox = sandbox;
    this.kubernetes = KubeHttp.of(sandbox.kubernetes().kubeconfig());
  }

  /** With the namespace datadog, its account for all namespaces, and the operator at work. */
  static World open(DatadogOptions datadog) {
    return open(Sandbox.open(options(datadog)));
  }

  /** The same, with an operator that waits for nothing longer than a few seconds. */
  static World brisk() {
    return open(Sandbox.open(options(DatadogOptions.builder().hastened().build()), BRISK));
  }

  /** The same, with an operator at another pace. */
  static World at(Timing timing) {
    return open(Sandbox.open(options(DatadogOptions.builder().hastened().build()), timing));
  }

  /** With a Datadog of other limits, too. */
  static World at(DatadogOptions datadog, Timing timing) {
    return open(Sandbox.open(options(datadog), timing));
  }

  /** The same without an operator: the test brings its own. */
  static World unattended() {
    return prepared(Sandbox.open(options(DatadogOptions.builder().hastened().build())));
  }

  private static SandboxOptions options(DatadogOptions datadog) {
    return new SandboxOptions(KubernetesServer.Options.defaults(), datadog, "test", null);
  }

  private static World open(Sandbox sandbox) {
    World world = prepared(sandbox);
    sandbox.startOperator();
    return world;
  }

  private static World prepared(Sandbox sandbox) {
    World world = new World(sandbox);
    world.apply(
        """
        {apiVersion: v1, kind: Namespace, metadata: {name: datadog}}
        ---
        apiVersion: v1
        kind: Secret
        metadata: {name: datadog-keys, namespace: datadog}
        stringData: {api-key: "%s", app-key: "%s"}
        ---
        apiVersion: heel.dev/v1alpha1
        kind: DatadogAccount
        metadata: {name: default, namespace: datadog}
        spec:
          site: datadoghq.com
          secretRef: {name: datadog-keys}
          allowedNamespaces: {from: All}
          grants:
            - allow: [Adopt, MuteEverything]
              namespaces: {from: Selector, selector: {matchLabels: {trusted: "yes"}}}
        """
            .formatted(KEY, "0".repeat(40)));
    return world;
  }

  /** Applies YAML documents, as kubectl does. */
  void apply(String yaml) {
    for (String document : yaml.split("(?m)^---$")) {
      sandbox.apply(json(document));
    }
  }

  /** From now on the namespace may adopt, and mute everything, through the account of all. */
  void trust(String namespace) {
    apply(
        "{apiVersion: v1, kind: Namespace, metadata: {name: %s, labels: {trusted: 'yes'}}}"
            .formatted(namespace));
  }

  void namespace(String name) {
    apply("{apiVersion: v1, kind: Namespace, metadata: {name: %s}}".formatted(name));
  }

  /** A metric monitor with further fields of its spec, one a line. */
  static String monitor(String namespace, String name, String... fields) {
    return """
    apiVersion: heel.dev/v1alpha1
    kind: DatadogMonitor
    metadata: {name: %s, namespace: %s}
    spec:
      type: metric alert
      query: avg(last_5m):avg:my_metric{*} by {host} > 800
      message: "High. @platform-team@example.com"
      %s
    """
        .formatted(name, namespace, String.join("\n  ", fields));
  }

  /** A composite monitor of two others in its namespace. */
  static String composite(String ns, String name, String one, String other) {
    return """
    apiVersion: heel.dev/v1alpha1
    kind: DatadogMonitor
    metadata: {name: %s, namespace: %s}
    spec:
      type: composite
      query: $(DatadogMonitor/%s) && $(DatadogMonitor/%s)
      message: "@platform-team@example.com"
    """
        .formatted(name, ns, one, other);
  }

  /** The resource as it is now; a missing node if there is none. */
  JsonNode resource(String namespace, String name) {
    KubeHttp.Answer answer = kubernetes.get(MONITORS.formatted(namespace, name));
    return answer.code() == 404 ? JSON.missingNode() : answer.json();
  }

  JsonNode ready(String namespace, String name) {
    return ready(resource(namespace, name));
  }

  static JsonNode ready(JsonNode resource) {
    return StreamSupport.stream(resource.at("/status/conditions").spliterator(), false)
        .filter(condition -> condition.path("type").asText().equals("Ready"))
        .findFirst()
        .orElse(JSON.missingNode());
  }

  /** Waits until the resource's Ready condition has that reason for the present spec. */
  JsonNode awaitReason(String namespace, String name, String reason) {
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> {
              JsonNode resource = resource(namespace, name);
              assertThat(ready(resource).path("reason").asText())
                  .as(ready(resource).path("message").asText())
                  .isEqualTo(reason);
              assertThat(resource.at("/status/observedGeneration"))
                  .isEqualTo(resource.at("/metadata/generation"));
            });
    return resource(namespace, name);
  }

  /** Applies a monitor and waits until it is in sync; gives its id. */
  long inSync(String yaml) {
    apply(yaml);
    JsonNode object = json(yaml);
    String namespace = object.at("/metadata/namespace").asText();
    String name = object.at("/metadata/name").asText();
    return awaitReason(namespace, name, "InSync").at("/status/id").asLong();
  }

  void patch(String namespace, String name, String mergePatch) {
    KubeHttp.Answer answer =
        kubernetes.send(
            "PATCH",
            MONITORS.formatted(namespace, name),
            "application/merge-patch+json",
            json(mergePatch).toString());
    assertThat(answer.code()).as(answer.text()).isEqualTo(200);
  }

  void delete(String namespace, String name) {
    kubernetes.send("DELETE", MONITORS.formatted(namespace, name), null);
  }

  void awaitGone(String namespace, String name) {
    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(resource(namespace, name).isMissingNode()).isTrue());
  }

  /** Messages of the Events about a resource that have that reason. */
  List<String> events(String namespace, String name, String reason) {
    List<String> messages = new ArrayList<>();
    for (JsonNode event :
        kubernetes.get("/api/v1/namespaces/%s/events".formatted(namespace)).json().path("items")) {
      if (event.at("/involvedObject/name").asText().equals(name)
          && event.path("reason").asText().equals(reason)) {
        messages.add(event.path("message").asText());
      }
    }
    return messages;
  }

  KubeHttp kubernetes() {
    return kubernetes;
  }

  OrganisationPages organisation() {
    return sandbox.datadog().organisation(KEY);
  }

  /** Every call that Datadog got, in order: method, path and status among others. */
  List<String> callLog() {
    return sandbox.datadog().callLog();
  }

  Optional<JsonNode> object(long id) {
    return organisation().monitor(id);
  }

  /** Objects that carry the marker of a resource. */
  List<JsonNode> owned(String namespace, String name) {
    String tag = "heel_owner:" + namespace + "/" + name;
    return organisation().monitors().stream()
        .filter(monitor -> monitor.path("tags").toString().contains("\"" + tag + "\""))
        .toList();
  }

  static void eventually(ThrowingRunnable assertion) {
    await().atMost(PATIENCE).untilAsserted(assertion);
  }

  static JsonNode json(String yaml) {
    LoadSettings settings = LoadSettings.builder().setBufferSize(yaml.length() + 1).build();
    return JSON.valueToTree(new Load(settings).loadFromString(yaml));
  }

  @Override
  public void close() {
    sandbox.close();
  }
}
