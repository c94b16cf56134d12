package dev.heel.schema.structure;

import dev.heel.schema.structure.FieldError.Cause;

/** What a schema demands of a value, by the name that the schema has for it. */
public enum Keyword {
  /** The limit is the type, or several with commas between them. */
  TYPE(Cause.FieldValueTypeInvalid),
  /** The limit is the format's name. */
  FORMAT(Cause.FieldValueTypeInvalid),
  /** A number has a fraction, or is too large for its format; the limit is the format or empty. */
  WHOLE_NUMBER(Cause.FieldValueInvalid),
  REQUIRED(Cause.FieldValueRequired),
  /** The limit is the list of values. */
  ENUM(Cause.FieldValueNotSupported),
  /** Lengths count characters. */
  MIN_LENGTH(Cause.FieldValueInvalid),
  MAX_LENGTH(Cause.FieldValueTooLong),
  /** The limit is the regular expression. */
  PATTERN(Cause.FieldValueInvalid),
  MINIMUM(Cause.FieldValueInvalid),
  EXCLUSIVE_MINIMUM(Cause.FieldValueInvalid),
  MAXIMUM(Cause.FieldValueInvalid),
  EXCLUSIVE_MAXIMUM(Cause.FieldValueInvalid),
  MULTIPLE_OF(Cause.FieldValueInvalid),
  MIN_ITEMS(Cause.FieldValueInvalid),
  MAX_ITEMS(Cause.FieldValueTooMany),
  MIN_PROPERTIES(Cause.FieldValueInvalid),
  MAX_PROPERTIES(Cause.FieldValueTooMany),
  /** {@code x-kubernetes-list-type: set} or {@code map}: a value, or a key, is there twice. */
  UNIQUE_ITEMS(Cause.FieldValueDuplicate),
  /** {@code x-kubernetes-list-type: map} of something else than objects. */
  OBJECT_ITEMS(Cause.FieldValueInvalid),
  /** The limit of these four is how many of the branches hold. */
  ANY_OF(Cause.FieldValueInvalid),
  ONE_OF(Cause.FieldValueInvalid),
  ALL_OF(Cause.FieldValueInvalid),
  NOT(Cause.FieldValueInvalid),
  /** A rule in CEL, by the reason that it names; the limit is its message. */
  RULE(Cause.FieldValueInvalid),
  RULE_REQUIRED(Cause.FieldValueRequired),
  RULE_FORBIDDEN(Cause.FieldValueForbidden),
  RULE_DUPLICATE(Cause.FieldValueDuplicate),
  /** The rules in CEL, which nobody evaluated because something else was wrong. */
  RULES_NOT_CHECKED(Cause.FieldValueInvalid);

  private final Cause cause;

  Keyword(Cause cause) {
    this.cause = cause;
  }

  /** The API server's word for what breaks it. */
  public Cause cause() {
    return cause;
  }

  /** Whether it is a rule in CEL. */
  public boolean isRule() {
    return switch (this) {
      case RULE, RULE_REQUIRED, RULE_FORBIDDEN, RULE_DUPLICATE -> true;
      default -> false;
    };
  }

  /** Whether Kubernetes names the field that breaks it. */
  boolean namesField() {
    return switch (this) {
      case WHOLE_NUMBER, ANY_OF, ONE_OF, ALL_OF, NOT -> false;
      default -> true;
    };
  }

  /** Whether it keeps the API server from evaluating the rules in CEL. */
  public boolean blocksRules() {
    return switch (cause) {
      case FieldValueNotSupported,
          FieldValueRequired,
          FieldValueTooLong,
          FieldValueTooMany,
          FieldValueTypeInvalid ->
          true;
      case FieldValueInvalid, FieldValueDuplicate, FieldValueForbidden -> false;
    };
  }
}
