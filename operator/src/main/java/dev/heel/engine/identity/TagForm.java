package dev.heel.engine.identity;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Tags as Datadog keeps them (Datadog documentation, "Getting started with tags", "Define tags"):
 * in lower case; letters, digits and {@code _-:./}, and an underscore for anything else; a letter
 * at the beginning, no underscore at the end; 200 characters. Two tags are the same if these forms
 * are equal.
 */
public final class TagForm {
  /** Datadog cuts what is longer. */
  public static final int LONGEST = 200;

  private static final String OTHERS = "_-:./";

  /** What separates tags where several stand in one text: a comma of any script, or its like. */
  private static final Pattern BETWEEN =
      Pattern.compile("[,;\\u060C\\u3001\\p{Cntrl}\\u0085\\u2028\\u2029]");

  private static final Set<String> RESERVED = Set.of("heelcluster", "heelowner");

  private TagForm() {}

  /** The tag as it comes back; the form of a form is itself. */
  public static String of(String tag) {
    StringBuilder kept = new StringBuilder();
    tag.toLowerCase(Locale.ROOT).codePoints().forEach(letter -> keep(kept, letter));
    if (kept.codePointCount(0, kept.length()) > LONGEST) {
      kept.setLength(kept.offsetByCodePoints(0, LONGEST));
    }
    return withoutEnd(kept);
  }

  private static void keep(StringBuilder kept, int letter) {
    boolean allowed = Character.isLetterOrDigit(letter) || OTHERS.indexOf(letter) >= 0;
    int next = allowed ? letter : '_';
    boolean begins = !kept.isEmpty() || Character.isLetter(next);
    boolean repeats = next == '_' && !kept.isEmpty() && kept.charAt(kept.length() - 1) == '_';
    if (begins && !repeats) {
      kept.appendCodePoint(next);
    }
  }

  private static String withoutEnd(StringBuilder kept) {
    int end = kept.length();
    while (end > 0 && kept.charAt(end - 1) == '_') {
      end--;
    }
    return kept.substring(0, end);
  }

  /**
   * Whether a tag is one of Heel's own, or so near to one that it may become one on its way: in
   * other letters, with blanks, signs or hidden characters in its key, or behind a comma, since a
   * text with commas may be read as several tags.
   */
  public static boolean isReserved(String tag) {
    String plain = Normalizer.normalize(tag, Normalizer.Form.NFKC);
    return isMarker(plain) || BETWEEN.splitAsStream(plain).anyMatch(TagForm::isMarker);
  }

  /** Whether a text may be read as more than one tag. */
  static boolean isSeveral(String tag) {
    return BETWEEN.matcher(Normalizer.normalize(tag, Normalizer.Form.NFKC)).find();
  }

  private static boolean isMarker(String tag) {
    String kept = of(tag);
    int colon = kept.indexOf(':');
    return colon > 0 && RESERVED.contains(kept.substring(0, colon).replaceAll("[_\\-./]", ""));
  }
}
