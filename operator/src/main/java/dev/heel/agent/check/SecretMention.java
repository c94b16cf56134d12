package dev.heel.agent.check;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code $(secret/NAME/KEY)}: the whole value is an entry of a Secret in the check's namespace. */
public record SecretMention(String name, String key) {
  private static final String BEGIN = "$(secret/";
  private static final Pattern WHOLE =
      Pattern.compile(
          "\\$\\(secret/([a-z0-9](?:[-a-z0-9.]*[a-z0-9])?)/([A-Za-z0-9_-][A-Za-z0-9._-]*)\\)");

  /** Whether a text means to name a Secret, rightly or not. */
  public static boolean isMeant(String text) {
    return text.contains(BEGIN);
  }

  /** What a text names; empty if it names none, or not in the one form that there is. */
  public static Optional<SecretMention> of(String text) {
    Matcher matcher = WHOLE.matcher(text);
    return isMeant(text) && matcher.matches()
        ? Optional.of(new SecretMention(matcher.group(1), matcher.group(2)))
        : Optional.empty();
  }
}
