package dev.heel.sandbox;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapProjection;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.KeyToPath;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.api.model.VolumeProjection;
import io.fabric8.kubernetes.api.model.apps.DaemonSet;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The files that the pods of Agents see, put together as a kubelet would from the ConfigMaps that
 * are mounted in them.
 *
 * @param node of the node Agents, by path
 * @param cluster of the Cluster Agents, by path
 */
public record AgentTrees(SortedMap<String, byte[]> node, SortedMap<String, byte[]> cluster) {
  private static final String LABEL = "heel.dev/agent";
  private static final List<String> FOLDERS = List.of("/etc/datadog-agent/", "/opt/heel/", "/");

  /** Of all Agents; with more than one, each Agent's paths begin with its namespace and name. */
  static AgentTrees of(KubernetesClient client) {
    List<DaemonSet> nodes =
        client.apps().daemonSets().inAnyNamespace().withLabel(LABEL).list().getItems();
    List<Deployment> clusters =
        client.apps().deployments().inAnyNamespace().withLabel(LABEL).list().getItems();
    boolean one = nodes.size() < 2;
    SortedMap<String, byte[]> node = new TreeMap<>();
    SortedMap<String, byte[]> cluster = new TreeMap<>();
    for (DaemonSet each : nodes) {
      PodSpec pod = each.getSpec().getTemplate().getSpec();
      files(client, each, pod).forEach((path, file) -> node.put(named(one, each, path), file));
    }
    for (Deployment each : clusters) {
      PodSpec pod = each.getSpec().getTemplate().getSpec();
      files(client, each, pod).forEach((path, file) -> cluster.put(named(one, each, path), file));
    }
    return new AgentTrees(node, cluster);
  }

  private static String named(boolean one, HasMetadata workload, String path) {
    String agent = workload.getMetadata().getLabels().get(LABEL);
    return one ? path : workload.getMetadata().getNamespace() + "." + agent + "/" + path;
  }

  /** What the first container has of ConfigMaps. */
  private static Map<String, byte[]> files(
      KubernetesClient client, HasMetadata workload, PodSpec pod) {
    Map<String, byte[]> files = new TreeMap<>();
    for (VolumeMount mount : pod.getContainers().get(0).getVolumeMounts()) {
      pod.getVolumes().stream()
          .filter(volume -> volume.getName().equals(mount.getName()))
          .flatMap(volume -> sources(volume).stream())
          .forEach(
              source ->
                  content(client, workload.getMetadata().getNamespace(), source)
                      .forEach((path, file) -> files.put(place(mount, path), file)));
    }
    return files;
  }

  private static List<ConfigMapProjection> sources(Volume volume) {
    if (volume.getConfigMap() != null) {
      ConfigMapProjection whole = new ConfigMapProjection();
      whole.setName(volume.getConfigMap().getName());
      return List.of(whole);
    }
    return volume.getProjected() == null
        ? List.of()
        : volume.getProjected().getSources().stream()
            .map(VolumeProjection::getConfigMap)
            .filter(Objects::nonNull)
            .toList();
  }

  private static Map<String, byte[]> content(
      KubernetesClient client, String namespace, ConfigMapProjection source) {
    ConfigMap map = client.configMaps().inNamespace(namespace).withName(source.getName()).get();
    Map<String, byte[]> content = new TreeMap<>();
    if (map == null) {
      return content;
    }
    Map<String, String> text = Optional.ofNullable(map.getData()).orElse(Map.of());
    Map<String, String> binary = Optional.ofNullable(map.getBinaryData()).orElse(Map.of());
    text.forEach((key, value) -> content.put(key, value.getBytes(StandardCharsets.UTF_8)));
    binary.forEach((key, value) -> content.put(key, Base64.getDecoder().decode(value)));
    return source.getItems() == null || source.getItems().isEmpty()
        ? content
        : picked(content, source.getItems());
  }

  private static Map<String, byte[]> picked(Map<String, byte[]> content, List<KeyToPath> items) {
    Map<String, byte[]> picked = new TreeMap<>();
    for (KeyToPath item : items) {
      if (content.containsKey(item.getKey())) {
        picked.put(item.getPath(), content.get(item.getKey()));
      }
    }
    return picked;
  }

  private static String place(VolumeMount mount, String path) {
    boolean single = path.equals(mount.getSubPath());
    String whole = single ? mount.getMountPath() : mount.getMountPath() + "/" + path;
    return FOLDERS.stream()
        .filter(whole::startsWith)
        .findFirst()
        .map(folder -> whole.substring(folder.length()))
        .orElse(whole);
  }
}
