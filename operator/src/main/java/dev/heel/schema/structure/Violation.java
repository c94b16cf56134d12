package dev.heel.schema.structure;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;

/**
 * One thing that a schema or a CEL rule refuses. {@link FieldError} words it as the API server
 * does.
 *
 * @param at the place of the offending value in the object
 * @param keyword what it breaks
 * @param limit what the keyword demands, as the schema has it: a number, a pattern, the list of
 *     values; {@link Keyword} says which
 * @param value what is there; missing if it is required and absent, and the name of the type where
 *     a rule in CEL could not be evaluated, which is what the API server shows
 */
public record Violation(Location at, Keyword keyword, JsonNode limit, JsonNode value) {
  /** The field of a violation that names none. */
  public static final String NO_FIELD = "<nil>";

  /** One whose limit is a text: a type, a pattern, the message of a rule. */
  public static Violation of(Location at, Keyword keyword, String limit, JsonNode value) {
    return new Violation(at, keyword, TextNode.valueOf(limit), value);
  }

  static Violation required(Location at) {
    return new Violation(at, Keyword.REQUIRED, NullNode.instance, MissingNode.getInstance());
  }

  /** Something that has no limit, such as a value that a list has twice. */
  static Violation unlimited(Location at, Keyword keyword, JsonNode value) {
    return new Violation(at, keyword, NullNode.instance, value);
  }

  /**
   * @param holding how many of the branches hold
   */
  static Violation branches(Location at, Keyword keyword, int holding) {
    return new Violation(at, keyword, IntNode.valueOf(holding), NullNode.instance);
  }

  /** What follows when a violation keeps the rules in CEL from being evaluated. */
  public static Violation rulesNotChecked() {
    return unlimited(Location.ROOT, Keyword.RULES_NOT_CHECKED, NullNode.instance);
  }

  /** JSON pointer of the value, such as {@code /spec/options/thresholds/critical}. */
  public String pointer() {
    return at.pointer();
  }

  /**
   * The field as Kubernetes writes it: {@code spec.tags[0]}, {@code spec.labels[key]}; it writes
   * {@code <nil>} for the object itself, and where it does not know the field.
   */
  public String field() {
    return keyword.namesField() ? at.fieldName() : NO_FIELD;
  }
}
