package dev.heel.agent.files;

import dev.heel.agent.check.CheckKey;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What goes on beside the checks that are rendered.
 *
 * @param jars that are on the class path with those of the checks
 * @param modules names of Python checks -> whose they are; nobody else gets them
 */
public record Standing(JarSet jars, SortedMap<String, CheckKey> modules) {
  public static final Standing NONE =
      new Standing(JarSet.NONE, Collections.unmodifiableSortedMap(new TreeMap<>()));

  public boolean isEmpty() {
    return jars.isEmpty() && modules.isEmpty();
  }
}
