package dev.heel.agent.check;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;
import java.util.Map;

/**
 * A label selector as metav1.LabelSelector has it: all of it must match (Kubernetes, "Labels and
 * Selectors"). Fields are set by Jackson and not changed afterwards.
 */
@ValidationRule(
    value = "has(self.matchLabels) || has(self.matchExpressions)",
    message = "say which: matchLabels or matchExpressions")
public class Selector {
  @JsonPropertyDescription("Labels that there must be, with exactly these values.")
  public Map<String, String> matchLabels;

  @JsonPropertyDescription("Further conditions on the labels; all of them must hold.")
  @Size(max = 32)
  public List<Expression> matchExpressions;

  /** One condition on labels. */
  public static class Expression {
    @Required
    @JsonPropertyDescription("The label that is looked at.")
    @Size(min = 1, max = 317)
    public String key;

    @Required
    @JsonPropertyDescription(
        "In and NotIn compare the label with values; Exists and DoesNotExist look only whether it is"
            + " there.")
    public Operator operator;

    @JsonPropertyDescription("The values of In and NotIn.")
    @Size(max = 64)
    public List<String> values;

    private boolean matches(Map<String, String> labels) {
      String value = labels.get(key);
      List<String> wanted = values == null ? List.of() : values;
      return switch (operator) {
        case In -> value != null && wanted.contains(value);
        case NotIn -> value == null || !wanted.contains(value);
        case Exists -> value != null;
        case DoesNotExist -> value == null;
      };
    }
  }

  public enum Operator {
    In,
    NotIn,
    Exists,
    DoesNotExist
  }

  /**
   * Whether all of it holds. One that says nothing, or that lacks a required part, matches nothing:
   * a slip must not select a whole namespace.
   */
  public boolean matches(Map<String, String> labels) {
    Map<String, String> equal = matchLabels == null ? Map.of() : matchLabels;
    List<Expression> further = matchExpressions == null ? List.of() : matchExpressions;
    boolean empty = equal.isEmpty() && further.isEmpty();
    boolean broken = further.stream().anyMatch(each -> each.key == null || each.operator == null);
    return !empty
        && !broken
        && equal.entrySet().stream().allMatch(e -> e.getValue().equals(labels.get(e.getKey())))
        && further.stream().allMatch(each -> each.matches(labels));
  }
}
