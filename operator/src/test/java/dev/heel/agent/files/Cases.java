package dev.heel.agent.files;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.heel.agent.check.ConfigMapEntry;
import dev.heel.agent.check.DatadogCheck;
import dev.heel.agent.files.TargetFacts.Pod;
import dev.heel.agent.files.TargetFacts.Port;
import dev.heel.agent.files.TargetFacts.Service;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Checks as an Agent admits them, from manifests with the ConfigMaps, Services and pods beside. */
public final class Cases {
  private static final ObjectMapper JSON = new ObjectMapper();

  private Cases() {}

  /** An Agent that reads Secrets by its script and collects logs. */
  public static final AgentContext AGENT = new AgentContext(SecretBackend.SCRIPT, true);

  public static List<AdmittedCheck> admitted(Path file) throws IOException {
    return admitted(Files.readString(file), true);
  }

  public static List<AdmittedCheck> admitted(String yaml, boolean mayBringCode) {
    List<JsonNode> documents =
        Arrays.stream(yaml.split("(?m)^---$"))
            .map(text -> Serialization.unmarshal(text, JsonNode.class))
            .toList();
    return documents.stream()
        .filter(each -> each.path("kind").asText().equals("DatadogCheck"))
        .map(each -> admitted(each, documents, mayBringCode))
        .toList();
  }

  private static AdmittedCheck admitted(JsonNode check, List<JsonNode> all, boolean code) {
    String namespace = check.at("/metadata/namespace").asText();
    List<JsonNode> beside =
        all.stream().filter(e -> e.at("/metadata/namespace").asText().equals(namespace)).toList();
    DatadogCheck resource = JSON.convertValue(check, DatadogCheck.class);
    return new AdmittedCheck(resource, code, content(beside), facts(beside));
  }

  private static Map<ConfigMapEntry, byte[]> content(List<JsonNode> documents) {
    Map<ConfigMapEntry, byte[]> content = new TreeMap<>();
    for (JsonNode map : of("ConfigMap", documents)) {
      String name = map.at("/metadata/name").asText();
      map.path("data")
          .properties()
          .forEach(
              e ->
                  content.put(
                      new ConfigMapEntry(name, e.getKey()),
                      e.getValue().asText().getBytes(StandardCharsets.UTF_8)));
      map.path("binaryData")
          .properties()
          .forEach(
              e ->
                  content.put(
                      new ConfigMapEntry(name, e.getKey()),
                      Base64.getMimeDecoder().decode(e.getValue().asText())));
    }
    return content;
  }

  private static TargetFacts facts(List<JsonNode> documents) {
    List<Service> services =
        of("Service", documents).stream()
            .map(e -> new Service(e.at("/metadata/name").asText(), labels(e), 1))
            .toList();
    return new TargetFacts(services, of("Pod", documents).stream().map(Cases::pod).toList());
  }

  private static Pod pod(JsonNode pod) {
    List<Port> ports = new ArrayList<>();
    pod.at("/spec/containers")
        .forEach(
            container ->
                container
                    .path("ports")
                    .forEach(
                        port ->
                            ports.add(
                                new Port(
                                    port.path("name").textValue(),
                                    port.path("containerPort").asInt()))));
    return new Pod(
        pod.at("/metadata/name").asText(),
        pod.at("/metadata/uid").asText(),
        pod.at("/status/podIP").asText(),
        labels(pod),
        ports);
  }

  private static Map<String, String> labels(JsonNode object) {
    Map<String, String> labels = new TreeMap<>();
    object
        .at("/metadata/labels")
        .properties()
        .forEach(e -> labels.put(e.getKey(), e.getValue().asText()));
    return labels;
  }

  private static List<JsonNode> of(String kind, List<JsonNode> documents) {
    return documents.stream().filter(e -> e.path("kind").asText().equals(kind)).toList();
  }
}
