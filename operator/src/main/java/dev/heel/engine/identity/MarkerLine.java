package dev.heel.engine.identity;

import java.text.Normalizer;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * A text whose last lines may be markers of Heel's, however they are written: in other letters,
 * with blanks or characters that nobody sees, with another end of line, or more than one.
 *
 * @param before the text before the markers, without blanks at its end
 * @param owners the keys of the owners that they name, {@link Identity#MOST_OWNERS} at most
 */
record MarkerLine(String before, Set<String> owners) {
  static final String PREFIX = "[heel] ";

  private static final String BREAKS = "\r\n\u0085\u2028\u2029\u000B\f";
  private static final String SIGN = "[heel]";

  static MarkerLine of(String text) {
    Set<String> owners = new LinkedHashSet<>();
    int end = text.length();
    while (true) {
      int start = lastLine(text, end);
      Optional<String> owner = owner(text.substring(start, end));
      if (owner.isEmpty()) {
        return new MarkerLine(text.substring(0, end).stripTrailing(), owners);
      }
      if (owners.size() < Identity.MOST_OWNERS) {
        owners.add(owner.get());
      }
      end = start;
    }
  }

  /**
   * Where the last line begins that has something to see in it. Looks at no character that an
   * earlier call looked at: a text may be long, and all of it be markers.
   *
   * @param end of the text that counts
   */
  private static int lastLine(String text, int end) {
    int at = end;
    while (at > 0 && isUnseen(text.codePointBefore(at))) {
      at -= Character.charCount(text.codePointBefore(at));
    }
    while (at > 0 && BREAKS.indexOf(text.charAt(at - 1)) < 0) {
      at--;
    }
    return at;
  }

  private static boolean isUnseen(int letter) {
    return switch (Character.getType(letter)) {
      case Character.SPACE_SEPARATOR,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.CONTROL,
          Character.FORMAT ->
          true;
      default -> false;
    };
  }

  private static Optional<String> owner(String line) {
    StringBuilder seen = new StringBuilder();
    Normalizer.normalize(line, Normalizer.Form.NFKC)
        .codePoints()
        .filter(letter -> !isUnseen(letter))
        .forEach(seen::appendCodePoint);
    String lower = seen.toString().toLowerCase(Locale.ROOT);
    return lower.startsWith(SIGN)
        ? Optional.of(Identity.keyOf(lower.substring(SIGN.length())))
        : Optional.empty();
  }

  /** The text with that one marker as its last line. */
  String marked(String key) {
    return before.isEmpty() ? PREFIX + key : before + "\n" + PREFIX + key;
  }
}
