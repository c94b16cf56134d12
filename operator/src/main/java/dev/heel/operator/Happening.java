package dev.heel.operator;

/**
 * Something that a person must see once: it becomes a Kubernetes Event.
 *
 * @param isWarning whether it asks for attention
 * @param reason one word in UpperCamelCase
 * @param message one or two sentences
 */
record Happening(boolean isWarning, String reason, String message) {
  static Happening normal(String reason, String message) {
    return new Happening(false, reason, message);
  }

  static Happening warning(String reason, String message) {
    return new Happening(true, reason, message);
  }
}
