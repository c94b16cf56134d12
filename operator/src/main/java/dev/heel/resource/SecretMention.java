package dev.heel.resource;

import dev.heel.resource.Problem.Severity;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * {@code $(secret/NAME/KEY)}: the whole value is an entry of a Secret in the resource's own
 * namespace.
 *
 * @param name the Secret's, as Kubernetes lets objects be named
 * @param key the entry's, as Kubernetes lets it be
 */
public record SecretMention(String name, String key) {
  private static final String BEGIN = "$(secret/";
  private static final Pattern ALONE = Pattern.compile("\\$\\([^()]*\\)");
  private static final Pattern WHOLE = Pattern.compile("\\$\\(secret/([^/()]*)/([^/()]*)\\)");

  /** Whether a text means to name a Secret, rightly or not. */
  public static boolean isMeant(String text) {
    return text.contains(BEGIN);
  }

  /** What a text names; empty if it names none, or not in the one form that there is. */
  public static Optional<SecretMention> of(String text) {
    Matcher matcher = WHOLE.matcher(text);
    return matcher.matches() && canBe(matcher.group(1), matcher.group(2))
        ? Optional.of(new SecretMention(matcher.group(1), matcher.group(2)))
        : Optional.empty();
  }

  private static boolean canBe(String name, String key) {
    return Forms.isObjectName(name) && Forms.isDataKey(key);
  }

  /** Whether a text means to name a Secret and names none. */
  public static boolean isMisnamed(String text) {
    return isMeant(text) && of(text).isEmpty();
  }

  /** What is to be said of such a text. */
  public static Problem misnamed(Problem.Place at, String text) {
    String message =
        ALONE.matcher(text).matches()
            ? text + " names no entry of a Secret"
            : "a secret is the whole value or no part of it";
    String remedy =
        "Write $(secret/NAME/KEY) alone, with a name and a key that a Secret can have, such as"
            + " $(secret/pager/token).";
    return new Problem(Severity.ERROR, "secret-whole", at, null, message, remedy);
  }
}
