package dev.heel.schema.cel;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.cel.runtime.CelEvaluationException;
import dev.heel.schema.structure.Keyword;
import dev.heel.schema.structure.Location;
import dev.heel.schema.structure.Rule;
import dev.heel.schema.structure.Violation;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One compiled rule.
 *
 * @param message makes the message when the rule is false; null if the rule has no
 *     messageExpression
 * @param usesOldSelf whether it compares with the stored object
 * @param blamed the names from the rule's place to the field to blame
 */
record CelRule(
    Rule rule, CelProgram test, CelProgram message, boolean usesOldSelf, List<String> blamed) {
  /** Longer messages than this are not used (k8s.io/apiserver, pkg/apis/cel). */
  private static final int LONGEST_MESSAGE = 5120;

  /** What there is to compare: a value with its type, and the stored value or null. */
  record Subject(CelShape shape, JsonNode value, JsonNode old, Location at) {}

  /** Null if the rule holds, or does not apply because there is nothing to compare with. */
  Violation check(Subject subject) {
    if (usesOldSelf && subject.old() == null && !rule.optionalOldSelf()) {
      return null;
    }
    Map<String, Object> variables = variables(subject);
    try {
      return Boolean.TRUE.equals(test.eval(variables))
          ? null
          : broken(subject, complaint(variables));
    } catch (CelEvaluationException e) {
      String sentence = CelFailure.sentence(e, rule.text()) + " evaluating rule: " + rule.label();
      // The API server shows the type where the rule has no verdict on the value.
      JsonNode type = TextNode.valueOf(subject.shape().schema().type());
      return Violation.of(subject.at(), Keyword.RULE, sentence, type);
    }
  }

  private Map<String, Object> variables(Subject subject) {
    Object self = subject.shape().value(subject.value());
    if (!usesOldSelf) {
      return Map.of("self", self);
    }
    Object old = subject.old() == null ? null : subject.shape().value(subject.old());
    return Map.of("self", self, "oldSelf", rule.optionalOldSelf() ? Optional.ofNullable(old) : old);
  }

  private String complaint(Map<String, Object> variables) {
    if (message == null) {
      return rule.complaint();
    }
    try {
      String made = message.eval(variables).toString().strip();
      boolean usable = !made.isEmpty() && made.length() <= LONGEST_MESSAGE && !made.contains("\n");
      return usable ? made : rule.complaint();
    } catch (CelEvaluationException e) {
      return rule.complaint();
    }
  }

  private Violation broken(Subject subject, String sentence) {
    Location at = subject.at();
    for (String name : blamed) {
      at = at.field(name);
    }
    return Violation.of(at, keyword(), sentence, subject.value());
  }

  private Keyword keyword() {
    return switch (rule.reason()) {
      case "FieldValueRequired" -> Keyword.RULE_REQUIRED;
      case "FieldValueForbidden" -> Keyword.RULE_FORBIDDEN;
      case "FieldValueDuplicate" -> Keyword.RULE_DUPLICATE;
      default -> Keyword.RULE;
    };
  }
}
