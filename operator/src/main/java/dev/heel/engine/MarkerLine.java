package dev.heel.engine;

import java.text.Normalizer;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A text whose last lines may be markers of Heel's, however they are written: in other letters,
 * with blanks or characters that nobody sees, with another end of line, or more than one.
 *
 * @param before the text before the markers, without blanks at its end
 * @param owners the keys of the owners that they name
 */
record MarkerLine(String before, Set<String> owners) {
  static final String PREFIX = "[heel] ";

  private static final Pattern LINE = Pattern.compile("[^\\r\\n\\u0085\\u2028\\u2029\\u000B\\f]+");
  private static final Pattern UNSEEN = Pattern.compile("[\\s\\p{Z}\\p{Cc}\\p{Cf}]+");
  private static final String SIGN = "[heel]";

  static MarkerLine of(String text) {
    String before = text;
    Set<String> owners = new LinkedHashSet<>();
    while (true) {
      int start = lastLine(before);
      Optional<String> owner = owner(before.substring(start));
      if (owner.isEmpty()) {
        return new MarkerLine(before.stripTrailing(), owners);
      }
      owners.add(owner.get());
      before = before.substring(0, start);
    }
  }

  /** Where the last line begins that has something to see in it. */
  private static int lastLine(String text) {
    return LINE.matcher(text)
        .results()
        .filter(line -> !UNSEEN.matcher(line.group()).matches())
        .mapToInt(line -> line.start())
        .max()
        .orElse(0);
  }

  private static Optional<String> owner(String line) {
    String seen = UNSEEN.matcher(Normalizer.normalize(line, Normalizer.Form.NFKC)).replaceAll("");
    String lower = seen.toLowerCase(Locale.ROOT);
    return lower.startsWith(SIGN)
        ? Optional.of(Identity.keyOf(lower.substring(SIGN.length())))
        : Optional.empty();
  }

  /** The text with that one marker as its last line. */
  String marked(String key) {
    return before.isEmpty() ? PREFIX + key : before + "\n" + PREFIX + key;
  }
}
