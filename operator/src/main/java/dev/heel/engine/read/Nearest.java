package dev.heel.engine.read;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** The name that was probably meant. */
public final class Nearest {
  private static final int MOST_ERRORS = 3;

  /** No name is as long; comparing takes the product of the lengths. */
  private static final int LONGEST = 200;

  private Nearest() {}

  /**
   * The known name that takes the fewest typing errors (a letter missing, added, wrong, or two
   * swapped) to become {@code given}, if they are at most three and at most one in three letters;
   * among equals the first by name. Case, {@code _} and {@code -} do not count.
   */
  public static Optional<String> to(String given, Collection<String> known) {
    String plain = plain(given);
    return known.stream()
        .filter(name -> distance(plain, plain(name)) <= allowed(name))
        .min(
            Comparator.comparingInt((String name) -> distance(plain, plain(name)))
                .thenComparing(Comparator.naturalOrder()));
  }

  /** How a message continues that has named the wrong word; empty if nothing is near. */
  public static String hint(String given, Collection<String> known) {
    return to(given, known).map(name -> "; did you mean " + name + "?").orElse("");
  }

  private static int allowed(String name) {
    return Math.min(MOST_ERRORS, Math.max(1, name.length() / 3));
  }

  private static String plain(String name) {
    return name.toLowerCase(Locale.ROOT).replace("_", "").replace("-", "");
  }

  /** Optimal string alignment distance; large without counting where it cannot be small. */
  private static int distance(String a, String b) {
    if (Math.abs(a.length() - b.length()) > MOST_ERRORS || a.length() > LONGEST) {
      return Integer.MAX_VALUE;
    }
    int[][] cost = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        if (i == 0 || j == 0) {
          cost[i][j] = i + j;
          continue;
        }
        int change = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
        cost[i][j] =
            Math.min(cost[i - 1][j - 1] + change, Math.min(cost[i - 1][j], cost[i][j - 1]) + 1);
        if (swapped(a, b, i, j)) {
          cost[i][j] = Math.min(cost[i][j], cost[i - 2][j - 2] + 1);
        }
      }
    }
    return cost[a.length()][b.length()];
  }

  private static boolean swapped(String a, String b, int i, int j) {
    return i > 1
        && j > 1
        && a.charAt(i - 1) == b.charAt(j - 2)
        && a.charAt(i - 2) == b.charAt(j - 1);
  }
}
