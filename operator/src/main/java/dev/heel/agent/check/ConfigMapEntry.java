package dev.heel.agent.check;

import dev.heel.agent.check.CheckSpec.ConfigMapKey;
import dev.heel.resource.Forms;
import dev.heel.resource.Problem;

/** A key of a ConfigMap in a check's own namespace. */
public record ConfigMapEntry(String name, String key) implements Comparable<ConfigMapEntry> {
  /** The rule that a key which is named is in its ConfigMap. */
  public static final String MISSING = "configmap-key";

  static ConfigMapEntry of(ConfigMapKey key) {
    return new ConfigMapEntry(key.name, key.key);
  }

  /**
   * What is told of one that is not there, or cannot be.
   *
   * @param pointer where it is named
   * @param remedy what to do if it can be there
   */
  public Problem missing(String pointer, String remedy) {
    if (!Forms.isObjectName(name)) {
      return impossible(pointer, "Its name must be " + Forms.words(Forms.OBJECT_NAME) + ".");
    }
    return Forms.isDataKey(key)
        ? Problem.error(MISSING, pointer, this + " is not there", remedy)
        : impossible(pointer, "The key must be " + Forms.words(Forms.DATA_KEY) + ".");
  }

  private Problem impossible(String pointer, String remedy) {
    return Problem.error(MISSING, pointer, "there can be no " + this, remedy);
  }

  @Override
  public int compareTo(ConfigMapEntry other) {
    int byName = name.compareTo(other.name);
    return byName != 0 ? byName : key.compareTo(other.key);
  }

  @Override
  public String toString() {
    return "key " + key + " of ConfigMap " + name;
  }
}
