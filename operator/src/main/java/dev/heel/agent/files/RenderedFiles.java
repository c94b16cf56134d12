package dev.heel.agent.files;

import dev.heel.resource.NamespacedName;
import java.util.SortedMap;
import java.util.SortedSet;

/**
 * What an Agent's checks become. Paths are relative: {@code conf.d/…} and {@code checks.d/…} belong
 * below the Agent's folder of configuration, {@code jars/…} below the parent of {@link
 * AgentFiles#JARS}.
 *
 * @param node files of the node Agents, by path
 * @param cluster files of the Cluster Agent, by path
 * @param checks what became of each check that was given
 * @param secrets entries of Secrets that the files name; the node Agents resolve them, also those
 *     of checks that the Cluster Agent hands out
 * @param imageJars jars that are not among the files
 * @param jmx whether node Agents need a Java runtime
 */
public record RenderedFiles(
    SortedMap<String, byte[]> node,
    SortedMap<String, byte[]> cluster,
    SortedMap<NamespacedName, RenderedCheck> checks,
    SortedSet<SecretKey> secrets,
    SortedSet<ImageJar> imageJars,
    boolean jmx) {

  /** All jars, which every JMX check names. */
  public JarSet jars() {
    return new JarSet(
        node.subMap(AgentFiles.JARS_BELOW, AgentFiles.JARS_BELOW + Character.MAX_VALUE), imageJars);
  }
}
