package dev.heel.agent.files;

import java.util.Comparator;

/** One entry of a Secret. */
public record SecretKey(String namespace, String name, String key)
    implements Comparable<SecretKey> {
  private static final Comparator<SecretKey> ORDER =
      Comparator.comparing(SecretKey::namespace)
          .thenComparing(SecretKey::name)
          .thenComparing(SecretKey::key);

  @Override
  public int compareTo(SecretKey other) {
    return ORDER.compare(this, other);
  }
}
