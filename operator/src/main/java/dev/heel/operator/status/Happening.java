package dev.heel.operator.status;

import dev.heel.resource.Problem;

/**
 * Something that a person must see once: it becomes a Kubernetes Event.
 *
 * @param isWarning whether it asks for attention
 * @param reason one word in UpperCamelCase
 * @param message one or two sentences
 */
public record Happening(boolean isWarning, String reason, String message) {
  /** What is good to know. */
  public static Happening normal(String reason, String message) {
    return new Happening(false, reason, message);
  }

  /** The id of a problem's rule as an Event's reason: {@code downtime-gap} is DowntimeGap. */
  public static String reason(Problem problem) {
    StringBuilder reason = new StringBuilder();
    for (String word : problem.rule().split("-")) {
      reason.append(Character.toUpperCase(word.charAt(0))).append(word.substring(1));
    }
    return reason.toString();
  }

  /** What asks for attention. */
  public static Happening warning(String reason, String message) {
    return new Happening(true, reason, message);
  }
}
