package dev.heel.resource;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;

/**
 * A condition as metav1.Condition has it (Kubernetes API conventions, "Typical status properties").
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Condition(
    @Required @JsonPropertyDescription("Ready, Reconciling or Stalled.") String type,
    @Required @JsonPropertyDescription("True, False or Unknown.") String status,
    @Required @JsonPropertyDescription("One word for why, made for programs.") String reason,
    @JsonPropertyDescription("One or two sentences for people: what is so, and what to do.")
        String message,
    @JsonPropertyDescription("When the status last changed.") String lastTransitionTime,
    @JsonPropertyDescription("Generation of the spec that this condition speaks of.")
        Long observedGeneration) {
  public static final String READY = "Ready";
  public static final String RECONCILING = "Reconciling";
  public static final String STALLED = "Stalled";

  /** The same few words stand in thousands of conditions: one copy of each is enough. */
  public Condition {
    type = type == null ? null : type.intern();
    status = status == null ? null : status.intern();
    reason = reason == null ? null : reason.intern();
  }
}
