package dev.heel.agent.objects;

import dev.heel.agent.files.AgentFiles;
import dev.heel.agent.spec.AgentNames;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The node Agent's files by the folder where they are mounted. Each check's directory is a volume
 * of its own, which the kubelet keeps up to date: an edited file is picked up without a restart.
 */
final class NodeFolders {
  static final String CONFIGURATION = "/etc/datadog-agent";
  private static final String CONF = "conf.d/";
  private static final String SUFFIX = ".d";

  private NodeFolders() {}

  /**
   * A folder in the container.
   *
   * @param path where it is mounted
   * @param files its content
   */
  record Folder(String path, ConfigFiles files) {}

  static List<Folder> of(AgentInput input) {
    List<Folder> folders = new ArrayList<>();
    AgentNames names = input.names();
    SortedMap<String, byte[]> files = input.files().node();
    int number = 0;
    for (String directory : directories(files)) {
      String check = directory.substring(CONF.length(), directory.length() - SUFFIX.length());
      ConfigFiles content =
          ConfigFiles.flat(
              names.directory(check), "conf-" + number++, below(files, directory + "/"));
      folders.add(new Folder(CONFIGURATION + "/" + directory, content));
    }
    SortedMap<String, byte[]> modules = below(files, AgentFiles.MODULES_BELOW);
    if (!modules.isEmpty()) {
      ConfigFiles content = ConfigFiles.flat(names.modules(), "checks", modules);
      folders.add(new Folder(CONFIGURATION + "/checks.d", content));
    }
    SortedMap<String, byte[]> jars = below(files, AgentFiles.JARS_BELOW);
    if (!jars.isEmpty()) {
      folders.add(new Folder(AgentFiles.JARS, ConfigFiles.flat(names.jars(), "jars", jars)));
    }
    return folders;
  }

  /** The directories below conf.d, sorted. */
  static List<String> directories(SortedMap<String, byte[]> files) {
    return files.keySet().stream()
        .filter(path -> path.startsWith(CONF) && path.indexOf('/', CONF.length()) > 0)
        .map(path -> path.substring(0, path.indexOf('/', CONF.length())))
        .distinct()
        .collect(Collectors.toList());
  }

  private static SortedMap<String, byte[]> below(SortedMap<String, byte[]> files, String folder) {
    SortedMap<String, byte[]> below = new TreeMap<>();
    files.forEach(
        (path, content) -> {
          if (path.startsWith(folder)) {
            below.put(path.substring(folder.length()), content);
          }
        });
    return below;
  }
}
