package dev.heel.engine.read;

import com.fasterxml.jackson.databind.JsonNode;

/** A value, as a sentence about it shows it. */
public final class ValueWords {
  private static final int LONGEST = 60;

  private ValueWords() {}

  /** Such as {@code the text "a"}, {@code the number 5} or {@code a list}. */
  public static String shown(JsonNode value) {
    return value.isTextual()
        ? "the text \"" + shortened(value.textValue()) + "\""
        : withoutText(value);
  }

  /** The same of what may be a secret: a text is said to be one, and not shown. */
  public static String withoutText(JsonNode value) {
    return switch (value.getNodeType()) {
      case STRING, BINARY -> "a text";
      case NUMBER -> "the number " + value.asText();
      case BOOLEAN -> value.asText();
      case ARRAY -> "a list";
      case OBJECT, POJO -> "a mapping";
      case NULL, MISSING -> "nothing";
    };
  }

  /** At most 60 characters of a text, so that a sentence with it stays one. */
  public static String shortened(String text) {
    if (text.length() <= LONGEST) {
      return text;
    }
    boolean divides = Character.isHighSurrogate(text.charAt(LONGEST - 1));
    return text.substring(0, divides ? LONGEST - 1 : LONGEST) + "…";
  }
}
