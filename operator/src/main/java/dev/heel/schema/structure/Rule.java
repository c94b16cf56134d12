package dev.heel.schema.structure;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * One entry of {@code x-kubernetes-validations}.
 *
 * @param text the CEL expression
 * @param message what to say when it is false; empty if the rule has none
 * @param messageExpression a CEL expression that makes the message; empty if the rule has none
 * @param fieldPath the field to blame, below the rule's own place, such as {@code .options}; empty
 *     for the place itself
 * @param reason Kubernetes' reason, such as {@code FieldValueRequired}; empty for the default
 * @param optionalOldSelf whether {@code oldSelf} is an optional, so that the rule also runs on
 *     create
 */
public record Rule(
    String text,
    String message,
    String messageExpression,
    String fieldPath,
    String reason,
    boolean optionalOldSelf) {
  static Rule of(JsonNode rule) {
    return new Rule(
        rule.path("rule").asText(),
        rule.path("message").asText(),
        rule.path("messageExpression").asText(),
        rule.path("fieldPath").asText(),
        rule.path("reason").asText(),
        rule.path("optionalOldSelf").asBoolean());
  }

  /** What names the rule in a sentence. */
  public String label() {
    return message.isEmpty() ? text.strip() : message.strip();
  }

  /** What is said when the rule is false and makes no message of its own. */
  public String complaint() {
    return message.isEmpty() ? "failed rule: " + text.strip() : message.strip();
  }
}
