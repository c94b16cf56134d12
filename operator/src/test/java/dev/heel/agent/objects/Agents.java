package dev.heel.agent.objects;

import dev.heel.agent.files.ImageJar;
import dev.heel.agent.files.RenderedFiles;
import dev.heel.agent.objects.AgentInput.Keys;
import dev.heel.agent.spec.AgentSpec;
import dev.heel.agent.spec.DatadogAgent;
import dev.heel.engine.read.SpecReader;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** Agents and their files, as tests write them. */
final class Agents {
  private Agents() {}

  /** An Agent datadog/datadog with the fields of its spec, one a line. */
  static DatadogAgent agent(String... fields) {
    DatadogAgent agent =
        Serialization.unmarshal(
            """
            apiVersion: heel.dev/v1alpha1
            kind: DatadogAgent
            metadata: {name: datadog, namespace: datadog, uid: 0-0-1}
            spec:
              %s
            """
                .formatted(fields.length == 0 ? "{}" : String.join("\n  ", fields)),
            DatadogAgent.class);
    return agent;
  }

  static AgentInput input(DatadogAgent agent, RenderedFiles files) {
    AgentSpec spec = SpecReader.read(agent.getSpec(), AgentSpec.class).value();
    Keys keys = new Keys("datadog/default", "datadog-keys", "api-key", "datadoghq.com");
    return new AgentInput(agent, spec, keys, "local", files);
  }

  static AgentObjects objects(DatadogAgent agent, RenderedFiles files) {
    return AgentObjects.of(input(agent, files), "0-0-2");
  }

  /** Paths and contents in turn; what begins with cluster/ is the Cluster Agent's. */
  static RenderedFiles files(String... pathsAndContents) {
    return files(false, List.of(), pathsAndContents);
  }

  static RenderedFiles files(boolean jmx, List<ImageJar> images, String... pathsAndContents) {
    SortedMap<String, byte[]> node = new TreeMap<>();
    SortedMap<String, byte[]> cluster = new TreeMap<>();
    for (int i = 0; i < pathsAndContents.length; i += 2) {
      String path = pathsAndContents[i];
      byte[] content = pathsAndContents[i + 1].getBytes(StandardCharsets.UTF_8);
      if (path.startsWith("cluster/")) {
        cluster.put(path.substring("cluster/".length()), content);
      } else {
        node.put(path, content);
      }
    }
    return new RenderedFiles(
        node, cluster, new TreeMap<>(), new TreeSet<>(), new TreeSet<>(images), jmx);
  }

  static String yaml(HasMetadata object) {
    return Serialization.asYaml(object);
  }
}
