package dev.heel.resource;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import java.util.List;
import java.util.Map;

/**
 * A label selector as metav1.LabelSelector has it: all of it must match. Fields are set by Jackson
 * and not changed afterwards.
 */
public class LabelSelector {
  @JsonPropertyDescription("Labels that must be there, with exactly these values.")
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
  }

  public enum Operator {
    In,
    NotIn,
    Exists,
    DoesNotExist
  }
}
