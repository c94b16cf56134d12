package dev.heel.engine;

import dev.heel.resource.AllowedNamespaces;
import dev.heel.resource.LabelSelector;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Whether a resource lets a namespace in, as its {@code AllowedNamespaces} say. Pure. */
public final class NamespaceGrant {
  private NamespaceGrant() {}

  /**
   * @param allowed the rule; null means its own namespace only
   * @param own the namespace of the resource that has the rule
   * @param labels of the namespace that asks; looked at only for a selector
   */
  public static boolean covers(
      AllowedNamespaces allowed, String own, String namespace, Map<String, String> labels) {
    if (allowed == null || allowed.from == null) {
      return own.equals(namespace);
    }
    return switch (allowed.from) {
      case Same -> own.equals(namespace);
      case All -> true;
      case Selector -> matches(allowed.selector, labels);
    };
  }

  /** As metav1.LabelSelector defines it; a null selector matches nothing. */
  public static boolean matches(LabelSelector selector, Map<String, String> labels) {
    if (selector == null) {
      return false;
    }
    boolean equal =
        Optional.ofNullable(selector.matchLabels).orElse(Map.of()).entrySet().stream()
            .allMatch(wanted -> wanted.getValue().equals(labels.get(wanted.getKey())));
    return equal
        && Optional.ofNullable(selector.matchExpressions).orElse(List.of()).stream()
            .allMatch(expression -> matches(expression, labels));
  }

  /** One that lacks a required part matches nothing. */
  private static boolean matches(LabelSelector.Expression wanted, Map<String, String> labels) {
    if (wanted.key == null || wanted.operator == null) {
      return false;
    }
    String value = labels.get(wanted.key);
    List<String> values = Optional.ofNullable(wanted.values).orElse(List.of());
    return switch (wanted.operator) {
      case In -> value != null && values.contains(value);
      case NotIn -> value == null || !values.contains(value);
      case Exists -> value != null;
      case DoesNotExist -> value == null;
    };
  }
}
