package dev.heel.testing;

import java.util.ArrayList;
import java.util.List;

/**
 * Texts in letters of two, three and four bytes, so long that the end of every chunk of a stream
 * falls into a letter: for each width as many texts as there are ways to tear one.
 */
public final class Letters {
  private static final int BYTES = 10_000;
  private static final List<String> WIDTHS = List.of("é", "温", "🔥");

  private Letters() {}

  /** The texts; each begins with the number of ASCII letters by which it is shifted. */
  public static List<String> texts() {
    List<String> texts = new ArrayList<>();
    for (int width = 2; width <= 4; width++) {
      for (int shift = 0; shift < width; shift++) {
        texts.add("x".repeat(shift) + WIDTHS.get(width - 2).repeat(BYTES / width));
      }
    }
    return List.copyOf(texts);
  }
}
