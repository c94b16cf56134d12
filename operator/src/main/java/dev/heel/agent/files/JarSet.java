package dev.heel.agent.files;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;

/**
 * Jars that node Agents have.
 *
 * @param files those that are files of the node Agents' tree, by path {@code jars/…}
 * @param images those that images bring
 */
public record JarSet(SortedMap<String, byte[]> files, SortedSet<ImageJar> images) {
  public static final JarSet NONE =
      new JarSet(Collections.unmodifiableSortedMap(new TreeMap<>()), Collections.emptySortedSet());

  public boolean isEmpty() {
    return files.isEmpty() && images.isEmpty();
  }

  /** Absolute paths of all of them in the node Agent's container, by name. */
  public List<String> classpath() {
    List<String> paths =
        new ArrayList<>(files.keySet().stream().map(AgentFiles.HOME::concat).toList());
    images.forEach(jar -> paths.add(jar.target()));
    return paths;
  }
}
