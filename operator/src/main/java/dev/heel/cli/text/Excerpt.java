package dev.heel.cli.text;

import dev.heel.lint.Finding.Mark;

/**
 * A line of a file as it is shown, and the carets under it. Of a long line only what is around the
 * mark is shown, so that generated files do not flood a terminal.
 *
 * @param line without characters that would move the cursor, but for tabs
 * @param carets goes under it; tabs above are tabs here
 */
record Excerpt(String line, String carets) {
  private static final int WIDEST = 160;
  private static final int BEFORE = 80;

  static Excerpt of(Mark mark) {
    int[] all = mark.line().codePoints().map(Excerpt::visible).toArray();
    int start = Math.min(mark.position().column() - 1, all.length);
    int from = all.length <= WIDEST ? 0 : Math.max(0, start - BEFORE);
    int to = Math.min(all.length, from + WIDEST);
    String before = from > 0 ? "…" : "";
    String after = to < all.length ? "…" : "";
    StringBuilder carets = new StringBuilder(" ".repeat(before.length()));
    for (int i = from; i < start; i++) {
      carets.append(all[i] == '\t' ? '\t' : ' ');
    }
    carets.append("^".repeat(Math.max(1, Math.min(mark.length(), to - start))));
    return new Excerpt(before + new String(all, from, to - from) + after, carets.toString());
  }

  private static int visible(int character) {
    boolean hidden =
        Character.isISOControl(character) || Character.getType(character) == Character.FORMAT;
    return hidden && character != '\t' ? 0xfffd : character;
  }
}
