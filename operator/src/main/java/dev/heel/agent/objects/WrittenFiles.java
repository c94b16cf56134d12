package dev.heel.agent.objects;

import dev.heel.agent.files.AgentFiles;
import dev.heel.agent.files.ImageJar;
import dev.heel.agent.spec.AgentNames;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.apps.DaemonSet;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * The files of checks as they are in an Agent's objects now: {@link ConfigFiles} the other way. A
 * ConfigMap is read when a file is first looked for in it. Used by one thread.
 */
public final class WrittenFiles {
  private static final String CONF = "conf.d/";
  private static final String CODE = AgentFiles.MODULES_BELOW;
  private static final String JARS = AgentFiles.JARS_BELOW;
  private static final String SUFFIX = ".d";

  private final AgentNames names;
  private final SortedSet<String> maps;
  private final Function<String, Optional<ConfigMap>> reader;
  private final DaemonSet nodes;
  private final Map<String, Optional<ConfigMap>> read = new HashMap<>();

  /**
   * @param names of the Agent's objects
   * @param maps names of the Agent's ConfigMaps
   * @param reader gives a ConfigMap of the Agent's namespace; empty if it is gone
   * @param nodes its DaemonSet; null if there is none
   */
  public WrittenFiles(
      AgentNames names,
      Collection<String> maps,
      Function<String, Optional<ConfigMap>> reader,
      DaemonSet nodes) {
    this.names = names;
    this.maps = new TreeSet<>(maps);
    this.reader = reader;
    this.nodes = nodes;
  }

  /** A file of the node Agents; empty if they do not have it. */
  public Optional<byte[]> node(String path) {
    if (path.startsWith(CODE)) {
      return file(names.modules(), path.substring(CODE.length()));
    }
    if (path.startsWith(JARS)) {
      return file(names.jars(), path.substring(JARS.length()));
    }
    int slash = path.lastIndexOf('/');
    if (!path.startsWith(CONF) || slash < CONF.length() + SUFFIX.length()) {
      return Optional.empty();
    }
    String check = path.substring(CONF.length(), slash - SUFFIX.length());
    return file(names.directory(check), path.substring(slash + 1));
  }

  /** A file of the Cluster Agent; empty if it does not have it. */
  public Optional<byte[]> cluster(String path) {
    return path.startsWith(CONF)
        ? file(names.clusterFiles(), path.substring(CONF.length()))
        : Optional.empty();
  }

  /** Jars that images bring. */
  public List<ImageJar> imageJars() {
    return nodes == null ? List.of() : NodeAgent.imageJars(nodes);
  }

  /** A file of either; empty if neither has it. */
  public Optional<byte[]> find(String path) {
    return node(path).or(() -> cluster(path));
  }

  private Optional<byte[]> file(String folder, String path) {
    String key = ConfigFiles.key(path);
    return maps.stream()
        .filter(map -> map.matches("\\Q" + folder + "\\E-[0-9]+"))
        .flatMap(map -> read.computeIfAbsent(map, reader).stream())
        .flatMap(map -> content(map, key).stream())
        .findFirst();
  }

  private static Optional<byte[]> content(ConfigMap map, String key) {
    if (map.getData() != null && map.getData().containsKey(key)) {
      return Optional.of(map.getData().get(key).getBytes(StandardCharsets.UTF_8));
    }
    return Optional.ofNullable(map.getBinaryData())
        .map(data -> data.get(key))
        .map(Base64.getDecoder()::decode);
  }
}
