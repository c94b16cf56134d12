package dev.heel.engine.read;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** The name that was probably meant. */
public final class Nearest {
  private Nearest() {}

  /**
   * The known name with the fewest edits, if they are at most a third of its length and at most
   * three; among equals the first by name.
   */
  public static Optional<String> to(String given, Collection<String> known) {
    return known.stream()
        .min(
            Comparator.comparingInt((String name) -> distance(given, name))
                .thenComparing(Comparator.naturalOrder()))
        .filter(name -> distance(given, name) <= Math.min(3, Math.max(1, name.length() / 3)));
  }

  /** Edits of one character (Levenshtein), without regard to upper and lower case. */
  private static int distance(String a, String b) {
    if (Math.abs(a.length() - b.length()) > 3) {
      return Integer.MAX_VALUE;
    }
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      row = next(row, Character.toLowerCase(a.charAt(i - 1)), b);
    }
    return row[b.length()];
  }

  private static int[] next(int[] above, char c, String b) {
    int[] row = new int[above.length];
    row[0] = above[0] + 1;
    for (int j = 1; j < row.length; j++) {
      int replaced = above[j - 1] + (c == Character.toLowerCase(b.charAt(j - 1)) ? 0 : 1);
      row[j] = Math.min(replaced, Math.min(above[j], row[j - 1]) + 1);
    }
    return row;
  }
}
