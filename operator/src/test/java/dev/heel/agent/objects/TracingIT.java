package dev.heel.agent.objects;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.heel.agent.spec.DatadogAgent;
import dev.heel.testing.Command;
import dev.heel.testing.RealParts;
import dev.heel.testing.Running;
import dev.heel.testing.Story;
import dev.heel.testing.TraceAgent;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The story's Flask app, unchanged, with what the admission controller of the rendered Cluster
 * Agent would put into its pod (Datadog, "Library injection on Kubernetes": the library's bootstrap
 * on {@code PYTHONPATH}, the address of the traces, and the {@code tags.datadoghq.com} labels as
 * {@code DD_*}).
 */
@DisplayName("The story's Flask app under Datadog's tracer")
class TracingIT {
  private static final String FILE = "80-web";
  private static final String LABEL = "tags.datadoghq.com/";
  private static final String ADDRESS = "host=\"0.0.0.0\", port=5050";

  /** No Agent stands behind the test agent that could take telemetry or give a configuration. */
  private static final Map<String, String> QUIET =
      Map.of(
          "DD_INSTRUMENTATION_TELEMETRY_ENABLED", "false",
          "DD_REMOTE_CONFIGURATION_ENABLED", "false");

  @TempDir private Path folder;
  private Path python;
  private TraceAgent traces;
  private Running app;

  @BeforeEach
  void start() {
    python = RealParts.assumeTracer("the story's Flask app");
    traces = TraceAgent.start(python, folder);
  }

  @AfterEach
  void stop() {
    if (app != null) {
      app.close();
    }
    if (traces != null) {
      traces.close();
    }
  }

  @Test
  @DisplayName("its traces arrive at the port, with service, env and version of its labels")
  void byPort() throws IOException {
    visit(injected(pod(), traces.byPort()));
    arrive();
  }

  @Test
  @DisplayName("and at the socket, which is the way that Heel's Cluster Agent tells the library")
  void bySocket() throws IOException {
    assertThat(clusterAgent("DD_ADMISSION_CONTROLLER_INJECT_CONFIG_MODE")).isEqualTo("socket");
    visit(injected(pod(), traces.bySocket()));
    arrive();
  }

  @Test
  @DisplayName("without the label that the Agent selects it runs the same, untraced")
  void notSelected() throws IOException {
    ObjectNode pod = pod();
    pod.withObject("/metadata/labels").remove("language");
    visit(injected(pod, traces.byPort()));
    await()
        .during(Duration.ofSeconds(3))
        .atMost(Duration.ofSeconds(6))
        .until(() -> traces.requests() == 0);
  }

  @Test
  @DisplayName("the Flask that is traced here is the one that its command installs")
  void sameFlask() {
    String command = pod().at("/spec/containers/0/command").toString();
    assertThat(command).contains("flask==" + python("importlib.metadata.version('flask')"));
  }

  private void arrive() {
    await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(
            () ->
                assertThat(traces.roots())
                    .extracting(span -> span.path("resource").asText())
                    .contains("GET /", "GET /api/apm", "GET /api/trace"));
    assertThat(traces.roots())
        .allSatisfy(
            span -> {
              assertThat(span.path("name").asText()).isEqualTo("flask.request");
              assertThat(span.path("service").asText()).isEqualTo("flask");
              assertThat(span.at("/meta/env").asText()).isEqualTo("local");
              assertThat(span.at("/meta/version").asText()).isEqualTo("1.0");
            });
  }

  /** Starts the app and asks for each of its pages. */
  private void visit(Map<String, String> environment) throws IOException {
    int port = TraceAgent.freePort();
    String url = "http://127.0.0.1:" + port;
    app =
        Command.of(python.toString(), main(port).toString())
            .with(environment)
            .start(folder.resolve("app.log"))
            .await(() -> TraceAgent.get(url + "/").statusCode() == 200);
    assertThat(TraceAgent.get(url + "/").body()).isEqualTo("Entrypoint to the Application");
    assertThat(TraceAgent.get(url + "/api/apm").body()).isEqualTo("Getting APM Started");
    assertThat(TraceAgent.get(url + "/api/trace").body()).isEqualTo("Posting Traces");
  }

  /** The manifest's program; but for others it is not to be reached here. */
  private Path main(int port) throws IOException {
    String text = Story.object(FILE, "ConfigMap", "web").at("/data/main.py").asText();
    assertThat(text).contains(ADDRESS).doesNotContain("ddtrace", "DD_");
    String here = text.replace(ADDRESS, "host=\"127.0.0.1\", port=" + port);
    return Files.writeString(folder.resolve("main.py"), here);
  }

  private static ObjectNode pod() {
    return (ObjectNode) Story.object(FILE, "Deployment", "web").at("/spec/template");
  }

  /** What the pod's container gets; nothing, if no target of the Agent's selects the pod. */
  private Map<String, String> injected(JsonNode pod, String address) throws IOException {
    Map<String, String> environment = new HashMap<>();
    JsonNode labels = pod.at("/metadata/labels");
    for (JsonNode target : targets()) {
      if (selects(target, labels)) {
        labels.properties().forEach(label -> tag(label, environment));
        environment.put("DD_TRACE_AGENT_URL", address);
        environment.put("PYTHONPATH", bootstrap());
        environment.putAll(QUIET);
      }
    }
    return environment;
  }

  private static void tag(Map.Entry<String, JsonNode> label, Map<String, String> environment) {
    if (label.getKey().startsWith(LABEL)) {
      String name = label.getKey().substring(LABEL.length()).toUpperCase(Locale.ROOT);
      environment.put("DD_" + name, label.getValue().asText());
    }
  }

  private static boolean selects(JsonNode target, JsonNode labels) {
    JsonNode wanted = target.at("/podSelector/matchLabels");
    return target.at("/ddTraceVersions/python").isTextual()
        && wanted.properties().stream()
            .allMatch(each -> each.getValue().equals(labels.get(each.getKey())));
  }

  /** Whom the Cluster Agent injects into, by its own setting. */
  private static Iterable<JsonNode> targets() throws IOException {
    return new ObjectMapper().readTree(clusterAgent("DD_APM_INSTRUMENTATION_TARGETS"));
  }

  /** A variable of the Cluster Agent that the story's Agent becomes. */
  private static String clusterAgent(String variable) {
    JsonNode manifest = Story.object("20-agent", "DatadogAgent", "datadog");
    DatadogAgent agent = new ObjectMapper().convertValue(manifest, DatadogAgent.class);
    agent.getMetadata().setUid("0-0-1");
    return Agents.objects(agent, Agents.files()).all().stream()
        .filter(Deployment.class::isInstance)
        .map(each -> ((Deployment) each).getSpec().getTemplate().getSpec().getContainers().get(0))
        .flatMap(container -> container.getEnv().stream())
        .filter(each -> each.getName().equals(variable))
        .map(EnvVar::getValue)
        .findFirst()
        .orElseThrow(() -> new AssertionError("the Cluster Agent has no " + variable));
  }

  private String bootstrap() {
    return python("importlib.util.find_spec('ddtrace').submodule_search_locations[0]")
        + "/bootstrap";
  }

  private String python(String expression) {
    String program = "import importlib.metadata, importlib.util; print(%s)".formatted(expression);
    return Command.of(python.toString(), "-c", program).run().text().strip();
  }
}
