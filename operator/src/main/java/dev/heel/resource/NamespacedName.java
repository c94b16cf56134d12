package dev.heel.resource;

import static java.util.Comparator.naturalOrder;
import static java.util.Comparator.nullsFirst;

import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.Comparator;

/**
 * Which object of a kind is meant, where the kind goes without saying; in order of both parts.
 *
 * @param namespace null where none is said
 */
public record NamespacedName(String namespace, String name) implements Comparable<NamespacedName> {
  private static final Comparator<NamespacedName> ORDER =
      Comparator.comparing(NamespacedName::namespace, nullsFirst(naturalOrder()))
          .thenComparing(NamespacedName::name, nullsFirst(naturalOrder()));

  public static NamespacedName of(HasMetadata object) {
    return new NamespacedName(object.getMetadata().getNamespace(), object.getMetadata().getName());
  }

  /**
   * Reads {@code NAMESPACE/NAME}.
   *
   * @throws IllegalArgumentException with a sentence if the text has another form
   */
  public static NamespacedName parse(String text) {
    String[] parts = text.split("/", -1);
    if (parts.length != 2 || parts[0].isBlank() || parts[1].isBlank()) {
      throw new IllegalArgumentException(
          "\"" + text + "\" is not NAMESPACE/NAME, such as datadog/default");
    }
    return new NamespacedName(parts[0], parts[1]);
  }

  @Override
  public int compareTo(NamespacedName other) {
    return ORDER.compare(this, other);
  }

  @Override
  public String toString() {
    return namespace == null ? name : namespace + "/" + name;
  }
}
