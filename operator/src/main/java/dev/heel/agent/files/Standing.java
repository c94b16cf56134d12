package dev.heel.agent.files;

import dev.heel.agent.check.CheckDraft.Kind;
import dev.heel.resource.NamespacedName;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What keeps running beside the checks that are rendered.
 *
 * @param jars that are on the class path with those of the checks
 * @param names what checks are called -> who is called so
 */
public record Standing(JarSet jars, SortedMap<String, Owner> names) {
  public static final Standing NONE =
      new Standing(JarSet.NONE, Collections.unmodifiableSortedMap(new TreeMap<>()));

  /** Whose a name is, and for what. */
  public record Owner(NamespacedName check, Kind kind) {
    /** A name belongs to one module, or to JMX checks of any number of resources. */
    boolean leavesRoom(NamespacedName other, Kind kind) {
      return check.equals(other) || this.kind == Kind.JMX && kind == Kind.JMX;
    }
  }

  public boolean isEmpty() {
    return jars.isEmpty() && names.isEmpty();
  }
}
