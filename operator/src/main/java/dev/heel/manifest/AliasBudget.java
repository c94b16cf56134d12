package dev.heel.manifest;

/**
 * Bounds what aliases may multiply, by goyaml's measure: a document of more than a thousand values
 * may take at most 99 % of them from aliases, a large one at most 10 %.
 */
final class AliasBudget {
  private static final int SMALL = 400_000;
  private static final int LARGE = 4_000_000;

  private int values;
  private int aliased;

  /**
   * Counts a value.
   *
   * @param throughAlias whether it is there because of an alias
   * @return whether the document is still within bounds
   */
  boolean admits(boolean throughAlias) {
    values++;
    aliased += throughAlias ? 1 : 0;
    return aliased <= 100 || values <= 1000 || (double) aliased / values <= allowed();
  }

  private double allowed() {
    double large = Math.min(1, Math.max(0, (double) (values - SMALL) / (LARGE - SMALL)));
    return 0.99 - 0.89 * large;
  }
}
