package dev.heel.agent.check;

import java.util.Comparator;

/** A DatadogCheck by namespace and name; in order of both. */
public record CheckKey(String namespace, String name) implements Comparable<CheckKey> {
  private static final Comparator<CheckKey> ORDER =
      Comparator.comparing(CheckKey::namespace).thenComparing(CheckKey::name);

  public static CheckKey of(DatadogCheck check) {
    return new CheckKey(check.getMetadata().getNamespace(), check.getMetadata().getName());
  }

  @Override
  public int compareTo(CheckKey other) {
    return ORDER.compare(this, other);
  }

  @Override
  public String toString() {
    return namespace + "/" + name;
  }
}
