package dev.heel.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.heel.kinds.Crds;
import dev.heel.sandbox.datadog.DatadogOptions;
import dev.heel.sandbox.datadog.DatadogServer;
import dev.heel.sandbox.kubernetes.KubernetesServer;
import dev.heel.testing.ChartJvm;
import dev.heel.testing.KubeHttp;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/**
 * Tenants fill their namespaces with the largest objects that Kubernetes takes, labelled as Heel's
 * own, named by resources, and with all that Services and pods may carry. The operator is a process
 * with the chart's memory.
 */
@Timeout(240)
@DisplayName("The largest objects of others")
class LargeObjectsIT {
  private static final int MANY = 120;
  private static final int SOME = 30;
  private static final long MOST_BYTES = 60 << 20;
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final YAMLMapper YAML = new YAMLMapper();
  private static final String LARGE = "x".repeat(1_000_000);
  private static final String LONG = "x".repeat(250_000);

  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  private Path folder;

  private final KubernetesServer kubernetes =
      KubernetesServer.start(KubernetesServer.Options.defaults());
  private final DatadogServer datadog =
      DatadogServer.start(DatadogOptions.builder().hastened().build());
  private final KubeHttp api = KubeHttp.of(kubernetes.kubeconfig());
  private OperatorChild operator;

  @BeforeEach
  void prepare() {
    Crds.all().forEach(kubernetes::apply);
    apply(
        """
        {apiVersion: v1, kind: Namespace, metadata: {name: datadog}}
        ---
        {apiVersion: v1, kind: Namespace, metadata: {name: evil}}
        ---
        apiVersion: v1
        kind: Secret
        metadata: {name: keys, namespace: datadog}
        stringData: {api-key: "%s", app-key: "%s"}
        ---
        apiVersion: heel.dev/v1alpha1
        kind: DatadogAccount
        metadata: {name: default, namespace: datadog}
        spec: {url: "%s", secretRef: {name: keys}, allowedNamespaces: {from: All}}
        ---
        apiVersion: heel.dev/v1alpha1
        kind: DatadogAgent
        metadata: {name: datadog, namespace: datadog}
        spec: {accountRef: {name: default}, allowedChecks: {namespaces: {from: All}}}
        """
            .formatted("0".repeat(32), "0".repeat(40), datadog.url()));
  }

  @AfterEach
  void close() {
    if (operator != null) {
      operator.close();
    }
    datadog.close();
    kubernetes.close();
  }

  @Test
  @DisplayName("they end no operator, whether it starts among them or they come while it works")
  void lives() throws IOException {
    labelled("evil", MANY);
    labelled("datadog", SOME);
    start();
    inSync("first");
    awaitAgent();
    labelled("evil", MANY);
    labelled("datadog", SOME);
    named();
    targets();
    inSync("second");
    assertThat(operator.isAlive()).as(OperatorChild.end(log())).isTrue();
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(operator.liveBytes())
                    .as("bytes held at the end")
                    .isLessThan(MOST_BYTES));
  }

  @Test
  @DisplayName("code that no Agent may run is not even read")
  void codeOfNobody() throws IOException {
    kubernetes.apply(map("evil", "code", "content", "print(1)"));
    apply(
        """
        apiVersion: heel.dev/v1alpha1
        kind: DatadogCheck
        metadata: {name: code, namespace: evil}
        spec: {runOn: Nodes, pythonFrom: {configMap: {name: code, key: content}}}
        """);
    start();
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(conditions("evil/datadogchecks/code"))
                    .as(OperatorChild.end(log()))
                    .contains("NotAllowed"));
    awaitAgent();
    assertThat(kubernetes.requests())
        .as("the one watch of ConfigMaps is that of the Agent's own")
        .containsEntry("WATCH /api/v1/namespaces/{namespace}/configmaps", 1L);
  }

  private void awaitAgent() {
    String path = "/apis/apps/v1/namespaces/datadog/daemonsets/datadog-agent";
    await().atMost(PATIENCE).until(() -> api.get(path).code() == 200);
  }

  private String conditions(String path) {
    return api.get("/apis/heel.dev/v1alpha1/namespaces/" + path)
        .json()
        .at("/status/conditions")
        .toString();
  }

  private Path log() {
    return folder.resolve("operator.log");
  }

  private void start() throws IOException {
    Path kubeconfig = Files.writeString(folder.resolve("kubeconfig"), kubernetes.kubeconfig());
    operator =
        OperatorChild.start(
            new OperatorChild.Launch(
                kubeconfig,
                log(),
                "large",
                Duration.ofMillis(300),
                List.of(
                    "--allow-datadog-host",
                    datadog.url().toString(),
                    "--default-account",
                    "datadog/default",
                    "--no-leader-election")),
            ChartJvm.options());
  }

  /** What anybody may make: ConfigMaps that look as if Heel had made them. */
  private void labelled(String namespace, int count) {
    for (int i = 0; i < count; i++) {
      ObjectNode map = map(namespace, "large-" + i, "content", LARGE);
      ObjectNode metadata = (ObjectNode) map.get("metadata");
      metadata.putObject("labels").put("app.kubernetes.io/managed-by", "heel");
      metadata.putObject("annotations").put("heel.dev/hash", LONG);
      kubernetes.apply(map);
    }
  }

  /** What resources name: ConfigMaps that are large beside the key, or in it. */
  private void named() {
    String monitor = "{type: metric alert, query: 'avg(last_5m):avg:m{*} > 1', message: x}";
    for (int i = 0; i < SOME; i++) {
      ObjectNode map = map("evil", "named-" + i, "content", LARGE);
      ((ObjectNode) map.get("data")).put("monitor", monitor);
      kubernetes.apply(map);
      apply(
          """
          apiVersion: heel.dev/v1alpha1
          kind: DatadogMonitor
          metadata: {name: named-%1$d, namespace: evil}
          spec: {definitionFrom: {configMapKeyRef: {name: named-%1$d, key: monitor}}}
          ---
          apiVersion: heel.dev/v1alpha1
          kind: DatadogDashboard
          metadata: {name: named-%1$d, namespace: evil}
          spec: {definitionFrom: {configMapKeyRef: {name: named-%1$d, key: content}}}
          ---
          apiVersion: heel.dev/v1alpha1
          kind: DatadogCheck
          metadata: {name: named-%1$d, namespace: evil}
          spec: {runOn: Nodes, pythonFrom: {configMap: {name: named-%1$d, key: content}}}
          """
              .formatted(i));
    }
  }

  /** What checks look at: Services and pods, with annotations as long as they may be. */
  private void targets() {
    apply(
        """
        apiVersion: heel.dev/v1alpha1
        kind: DatadogCheck
        metadata: {name: pods, namespace: evil}
        spec:
          integration: tcp_check
          targets: {pods: {matchLabels: {app: nobody}}}
          instances: [{host: "%%host%%", port: 80, name: any}]
        """);
    for (int i = 0; i < MANY; i++) {
      ObjectNode service =
          (ObjectNode)
              tree(
                  "{apiVersion: v1, kind: Service, metadata: {name: s-%d, namespace: evil}, spec: {ports: [{port: 80}]}}"
                      .formatted(i));
      ((ObjectNode) service.get("metadata")).putObject("annotations").put("note", LONG);
      kubernetes.apply(service);
    }
  }

  private void inSync(String name) {
    apply(
        """
        apiVersion: heel.dev/v1alpha1
        kind: DatadogMonitor
        metadata: {name: %s, namespace: datadog}
        spec: {type: metric alert, query: "avg(last_5m):avg:m{*} > 1", message: x}
        """
            .formatted(name));
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(conditions("datadog/datadogmonitors/" + name))
                    .as(OperatorChild.end(log()))
                    .contains("InSync"));
  }

  private static ObjectNode map(String namespace, String name, String key, String content) {
    ObjectNode map =
        (ObjectNode)
            tree(
                "{apiVersion: v1, kind: ConfigMap, metadata: {name: %s, namespace: %s}}"
                    .formatted(name, namespace));
    map.putObject("data").put(key, content);
    return map;
  }

  private void apply(String yaml) {
    for (String document : yaml.split("(?m)^---$")) {
      kubernetes.apply(tree(document));
    }
  }

  private static JsonNode tree(String yaml) {
    try {
      return YAML.readTree(yaml);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(yaml, e);
    }
  }
}
