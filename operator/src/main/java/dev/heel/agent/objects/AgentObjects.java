package dev.heel.agent.objects;

import com.fasterxml.jackson.databind.JsonNode;
import dev.heel.agent.spec.AgentNames;
import dev.heel.agent.spec.DatadogAgent;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.api.model.apps.DaemonSet;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.common.FlowStyle;

/**
 * Everything that an Agent becomes in a cluster but the token's Secret, which is made once. Equal
 * input gives equal objects.
 *
 * @param files ConfigMaps, which are written first
 * @param others accounts, bindings and Services
 * @param daemonSet the node Agent
 * @param deployment the Cluster Agent
 */
public record AgentObjects(
    List<ConfigMap> files, List<HasMetadata> others, DaemonSet daemonSet, Deployment deployment) {
  /** On a pod: the hash of what its Agent reads only once, so that a change of it restarts it. */
  public static final String FINGERPRINT = "heel.dev/fingerprint";

  static final String TOKEN_KEY = "token";
  private static final String CONFIG_FILE = "datadog.yaml";

  /**
   * @param namespaceUid uid of the Agent's namespace; null if it is not known
   */
  public static AgentObjects of(AgentInput input, String namespaceUid) {
    Metadata metadata = new Metadata(input.agent());
    String config = datadogYaml(input);
    List<NodeFolders.Folder> folders = NodeFolders.of(input);
    ConfigFiles cluster =
        ConfigFiles.tree(input.names().clusterFiles(), "conf", cluster(input.files().cluster()));
    List<ConfigMap> files = new ArrayList<>();
    files.add(config(metadata, input.names(), config));
    folders.forEach(folder -> files.addAll(folder.files().maps(metadata)));
    files.addAll(cluster.maps(metadata));
    List<HasMetadata> others = new ArrayList<>(rights(input, metadata, namespaceUid));
    others.addAll(Services.of(input, metadata));
    return new AgentObjects(
        files,
        others,
        new NodeAgent(input, metadata, folders).daemonSet(nodeFingerprint(input, config)),
        new ClusterAgent(input, metadata, cluster).deployment(fingerprint(cluster.files())));
  }

  /** All of them in an order in which they can be applied. */
  public List<HasMetadata> all() {
    List<HasMetadata> all = new ArrayList<>(files);
    all.addAll(others);
    all.add(deployment);
    all.add(daemonSet);
    return all;
  }

  /** The node Agent's datadog.yaml. */
  public static String datadogYaml(AgentInput input) {
    JsonNode tree = DatadogYaml.tree(input);
    Object plain = Serialization.jsonMapper().convertValue(tree, Object.class);
    DumpSettings settings =
        DumpSettings.builder().setDefaultFlowStyle(FlowStyle.BLOCK).setWidth(4096).build();
    return new Dump(settings).dumpToString(plain);
  }

  /** The Secret with the token by which the two Agents know each other. */
  public static Secret token(DatadogAgent agent, String token) {
    byte[] bytes = token.getBytes(StandardCharsets.UTF_8);
    return new SecretBuilder()
        .withMetadata(new Metadata(agent).of(AgentNames.of(agent).token()))
        .withData(Map.of(TOKEN_KEY, Base64.getEncoder().encodeToString(bytes)))
        .build();
  }

  private static List<HasMetadata> rights(AgentInput input, Metadata metadata, String namespace) {
    return new Rights(input.names(), metadata, namespace).objects();
  }

  private static ConfigMap config(Metadata metadata, AgentNames names, String yaml) {
    return new ConfigMapBuilder()
        .withMetadata(metadata.of(names.config()))
        .withData(Map.of(CONFIG_FILE, yaml))
        .build();
  }

  /** The Cluster Agent's files below conf.d. */
  private static SortedMap<String, byte[]> cluster(SortedMap<String, byte[]> files) {
    SortedMap<String, byte[]> below = new TreeMap<>();
    files.forEach((path, content) -> below.put(path.replaceFirst("^conf\\.d/", ""), content));
    return below;
  }

  /** Of what a running node Agent does not pick up; YAML only where it does not look for it. */
  private static String nodeFingerprint(AgentInput input, String config) {
    SortedMap<String, byte[]> read = new TreeMap<>();
    read.put(CONFIG_FILE, config.getBytes(StandardCharsets.UTF_8));
    input
        .files()
        .node()
        .forEach(
            (path, content) -> {
              if (!input.polls() || !path.startsWith("conf.d/")) {
                read.put(path, content);
              }
            });
    return fingerprint(read);
  }

  private static String fingerprint(SortedMap<String, byte[]> files) {
    MessageDigest digest = AgentNames.sha256();
    files.forEach(
        (path, content) -> {
          digest.update((path + "\n" + content.length + "\n").getBytes(StandardCharsets.UTF_8));
          digest.update(content);
        });
    return HexFormat.of().formatHex(digest.digest()).substring(0, 32);
  }
}
