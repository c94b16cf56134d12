package dev.heel.schema.structure;

import java.util.Collection;
import java.util.Locale;

/** The known name that someone probably meant. */
public final class NearestName {
  /** No name is as long; comparing takes the product of the lengths. */
  private static final int LONGEST = 200;

  private NearestName() {}

  /**
   * The name of {@code known} that takes the fewest typing errors (a letter missing, added, wrong,
   * or two swapped) to become {@code written}; case, {@code _} and {@code -} do not count.
   *
   * @return null if it would take more than one error in every three letters
   */
  public static String of(String written, Collection<String> known) {
    if (written.length() > LONGEST) {
      return null;
    }
    String plain = plain(written);
    int best = Math.max(1, Math.min(3, plain.length() / 3)) + 1;
    String nearest = null;
    for (String name : known) {
      int distance = distance(plain, plain(name));
      if (distance < best) {
        best = distance;
        nearest = name;
      }
    }
    return nearest;
  }

  private static String plain(String name) {
    return name.toLowerCase(Locale.ROOT).replace("_", "").replace("-", "");
  }

  /** Optimal string alignment distance. */
  private static int distance(String a, String b) {
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
