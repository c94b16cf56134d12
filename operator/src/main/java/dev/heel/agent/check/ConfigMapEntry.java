package dev.heel.agent.check;

import dev.heel.agent.check.CheckSpec.ConfigMapKey;

/** A key of a ConfigMap in a check's own namespace. */
public record ConfigMapEntry(String name, String key) implements Comparable<ConfigMapEntry> {
  /** The rule that a key which is named is in its ConfigMap. */
  public static final String MISSING = "configmap-key";

  static ConfigMapEntry of(ConfigMapKey key) {
    return new ConfigMapEntry(key.name, key.key);
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
