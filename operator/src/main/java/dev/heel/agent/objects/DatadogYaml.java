package dev.heel.agent.objects;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.heel.agent.spec.AgentSpec;
import dev.heel.agent.spec.ApmSpec;
import dev.heel.agent.spec.PodSettings;
import dev.heel.resource.Problem;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * datadog.yaml of the node Agent: what the fields say, and the raw {@code config} beside it
 * (datadog-agent, pkg/config/config_template.yaml).
 */
final class DatadogYaml {
  static final String SOCKETS = "/var/run/datadog";
  static final String APM_SOCKET = SOCKETS + "/apm.socket";
  static final String SECRET_SCRIPT = "/readsecret_multiple_providers.sh";
  static final int HEALTH_PORT = 5555;
  static final int DOGSTATSD_PORT = 8125;
  static final int APM_PORT = 8126;

  /** Keys of datadog.yaml that are not for config, and what sets them instead. */
  private static final Map<String, String> FIELDS = new LinkedHashMap<>();

  static {
    FIELDS.put("/api_key", "spec.secretRef or the account");
    FIELDS.put("/site", "spec.site");
    FIELDS.put("/tags", "spec.tags");
    FIELDS.put("/cluster_name", "spec.clusterName");
    FIELDS.put("/apm_config/enabled", "spec.apm.enabled");
    FIELDS.put("/apm_config/apm_non_local_traffic", "spec.apm.nonLocalTraffic");
    FIELDS.put("/apm_config/receiver_port", "Heel, which opens port 8126");
    FIELDS.put("/apm_config/receiver_socket", "Heel, which mounts it");
    FIELDS.put("/apm_config/instrumentation", "spec.apm.instrumentation");
    FIELDS.put("/use_dogstatsd", "spec.dogstatsd.enabled");
    FIELDS.put("/dogstatsd_port", "Heel, which opens port 8125");
    FIELDS.put("/dogstatsd_socket", "Heel, which mounts it");
    FIELDS.put("/dogstatsd_non_local_traffic", "spec.dogstatsd.nonLocalTraffic");
    FIELDS.put("/dogstatsd_tags", "spec.dogstatsd.tags");
    FIELDS.put("/logs_enabled", "spec.logs.enabled");
    FIELDS.put("/logs_config/container_collect_all", "spec.logs.containerCollectAll");
    FIELDS.put("/secret_backend_command", "spec.secretBackend");
    FIELDS.put("/secret_backend_type", "spec.secretBackend");
    FIELDS.put("/kubelet_tls_verify", "spec.node.kubeletTlsVerify");
    FIELDS.put("/autoconf_config_files_poll", "spec.reload");
    FIELDS.put("/confd_path", "Heel, which puts the checks there");
    FIELDS.put("/additional_checksd", "Heel, which puts the checks there");
    FIELDS.put("/health_port", "Heel, whose probes ask there");
    FIELDS.put("/cluster_agent", "Heel, which brings the Cluster Agent");
    FIELDS.put("/extra_config_providers", "Heel, which brings the Cluster Agent");
    FIELDS.put("/jmx_custom_jars", "spec.jmx.jars of a DatadogCheck");
  }

  private DatadogYaml() {}

  /** Each key of {@code config} that something else sets. */
  static List<Problem> conflicts(JsonNode config) {
    List<Problem> problems = new ArrayList<>();
    FIELDS.forEach(
        (pointer, field) -> {
          if (config != null && !config.at(pointer).isMissingNode()) {
            String key = Problem.Place.of(pointer).field();
            problems.add(
                Problem.error(
                    "agent-config",
                    "/spec/config" + pointer,
                    "config has %s, which is set by %s".formatted(key, field),
                    "Take it out of config"
                        + (field.startsWith("Heel") ? "." : " and say it there.")));
          }
        });
    return problems;
  }

  /** The file as a tree, its keys sorted. */
  static ObjectNode tree(AgentInput input) {
    ObjectNode tree = JsonNodeFactory.instance.objectNode();
    if (input.spec().config instanceof ObjectNode config) {
      tree = config.deepCopy();
    }
    identity(tree, input);
    traces(tree, input.spec().apm);
    metrics(tree, input.spec().dogstatsd);
    logs(tree, input.spec().logs);
    checks(tree, input);
    return sorted(tree);
  }

  private static void identity(ObjectNode tree, AgentInput input) {
    tree.put("site", input.keys().site());
    tree.put("cluster_name", input.clusterName());
    tree.put("health_port", HEALTH_PORT);
    List<String> tags = input.spec().tags;
    if (tags != null && !tags.isEmpty()) {
      tags.forEach(tree.putArray("tags")::add);
    }
    PodSettings.Node node = input.spec().node;
    if (node != null && Boolean.FALSE.equals(node.kubeletTlsVerify)) {
      tree.put("kubelet_tls_verify", false);
    }
    tree.putObject("cluster_agent")
        .put("enabled", true)
        .put("kubernetes_service_name", input.names().clusterAgent());
  }

  private static void traces(ObjectNode tree, ApmSpec apm) {
    ObjectNode traces = tree.withObjectProperty("apm_config");
    traces.put("enabled", AgentInput.takesTraces(apm));
    if (AgentInput.takesTraces(apm)) {
      traces.put("apm_non_local_traffic", !Boolean.FALSE.equals(apm.nonLocalTraffic));
      traces.put("receiver_port", APM_PORT).put("receiver_socket", APM_SOCKET);
    }
  }

  private static void metrics(ObjectNode tree, AgentSpec.DogStatsd dogstatsd) {
    AgentSpec.DogStatsd given = dogstatsd == null ? new AgentSpec.DogStatsd() : dogstatsd;
    boolean enabled = !Boolean.FALSE.equals(given.enabled);
    tree.put("use_dogstatsd", enabled);
    if (enabled) {
      tree.put("dogstatsd_port", DOGSTATSD_PORT).put("dogstatsd_socket", SOCKETS + "/dsd.socket");
      tree.put("dogstatsd_non_local_traffic", !Boolean.FALSE.equals(given.nonLocalTraffic));
      if (given.tags != null && !given.tags.isEmpty()) {
        given.tags.forEach(tree.putArray("dogstatsd_tags")::add);
      }
    }
  }

  private static void logs(ObjectNode tree, AgentSpec.Logs logs) {
    if (AgentInput.collectsLogs(logs)) {
      tree.put("logs_enabled", true);
      tree.withObjectProperty("logs_config")
          .put("container_collect_all", Boolean.TRUE.equals(logs.containerCollectAll));
    }
  }

  private static void checks(ObjectNode tree, AgentInput input) {
    tree.putArray("extra_config_providers").add("clusterchecks").add("endpointschecks");
    if (input.polls()) {
      tree.put("autoconf_config_files_poll", true);
    }
    switch (input.secretBackend()) {
      case Command -> tree.put("secret_backend_command", SECRET_SCRIPT);
      case KubernetesSecrets -> tree.put("secret_backend_type", "k8s.secrets");
      case None -> {}
    }
  }

  private static ObjectNode sorted(ObjectNode tree) {
    Map<String, JsonNode> fields = new TreeMap<>();
    tree.properties().forEach(field -> fields.put(field.getKey(), field.getValue()));
    ObjectNode out = JsonNodeFactory.instance.objectNode();
    fields.forEach(
        (name, value) -> out.set(name, value instanceof ObjectNode map ? sorted(map) : value));
    return out;
  }
}
