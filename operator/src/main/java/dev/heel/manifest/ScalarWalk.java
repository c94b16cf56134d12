package dev.heel.manifest;

import java.util.List;

/** Walks along the source of a text value and the value side by side. */
final class ScalarWalk {
  private final List<String> lines;
  private final Spot spot;
  private final int[] value;
  private final String text;
  private int indent;
  private int line;
  private int column;
  private Row row;

  /**
   * A line of the source, taken apart once.
   *
   * @param number its index
   * @param lastContent index of the last character that is no blank; -1 if all are
   */
  private record Row(int number, int[] characters, int lastContent) {
    static Row of(int number, String line) {
      int[] characters = line.codePoints().toArray();
      int last = characters.length - 1;
      while (last >= 0 && Character.isWhitespace(characters[last])) {
        last--;
      }
      return new Row(number, characters, last);
    }

    boolean isBlankFrom(int column) {
      return column > lastContent;
    }

    /** 0 beyond its end. */
    int at(int column) {
      return column < characters.length ? characters[column] : 0;
    }
  }

  /**
   * @param lines those of the whole file
   * @param spot where the value is
   * @param text the value
   */
  ScalarWalk(List<String> lines, Spot spot, String text) {
    this.lines = lines;
    this.spot = spot;
    this.text = text;
    this.value = text.codePoints().toArray();
    this.line = spot.value().line() - 1;
    this.column = spot.value().column() - 1;
  }

  Position to(int offset) {
    switch (spot.style()) {
      case SINGLE_QUOTED, DOUBLE_QUOTED -> column++;
      case LITERAL, FOLDED -> enterBlock();
      case PLAIN, OTHER -> {}
    }
    int steps = text.codePointCount(0, Math.min(offset, text.length()));
    for (int i = 0; i < steps; i++) {
      step(i);
    }
    if (steps < value.length) {
      arrive(value[steps]);
    }
    return new Position(line + 1, column + 1);
  }

  private boolean isBlock() {
    return spot.style() == Spot.Style.LITERAL || spot.style() == Spot.Style.FOLDED;
  }

  /** The block's indentation is what its first line has more than the value's first line. */
  private void enterBlock() {
    int first = line + 1;
    while (first < lines.size() - 1 && lines.get(first).isBlank()) {
      first++;
    }
    String content = text.lines().filter(some -> !some.isBlank()).findFirst().orElse("");
    indent = Math.max(0, leading(lineAt(first)) - leading(content));
    line++;
    column = Math.min(indent, lineAt(line).length());
  }

  private static int leading(String line) {
    return line.length() - line.stripLeading().length();
  }

  private String lineAt(int index) {
    return index < lines.size() ? lines.get(index) : "";
  }

  /** Goes past the character of the value at {@code index}. */
  private void step(int index) {
    int character = value[index];
    arrive(character);
    if (atBreak(character)) {
      breakLine(character, index + 1 < value.length ? value[index + 1] : 0);
    } else {
      column += width(character);
    }
  }

  /** Passes what stands in the source but not in the value: an escaped end of line. */
  private void arrive(int character) {
    while (spot.style() == Spot.Style.DOUBLE_QUOTED && isBackslash() && row().at(column + 1) == 0) {
      line++;
      column = leading(lineAt(line));
    }
    if (character != ' ' && character != '\n' && restIsBlank() && line < lines.size() - 1) {
      nextContent();
    }
  }

  /** Whether a blank of the value stands for an end of line. */
  private boolean atBreak(int character) {
    if (spot.style() == Spot.Style.LITERAL) {
      return character == '\n';
    }
    return (character == '\n' || character == ' ') && restIsBlank() && !isBackslash();
  }

  private void breakLine(int character, int next) {
    line++;
    column = isBlock() ? Math.min(indent, lineAt(line).length()) : 0;
    if (!isBlock() && character == '\n' && next != '\n') {
      nextContent();
    } else if (!isBlock()) {
      column = character == ' ' ? leading(lineAt(line)) : 0;
    } else if (spot.style() == Spot.Style.FOLDED && next != '\n') {
      nextContent();
      column = Math.min(indent, lineAt(line).length());
    }
  }

  private void nextContent() {
    while (line < lines.size() - 1 && restIsBlank()) {
      line++;
      column = 0;
    }
    column = isBlock() ? indent : Math.max(column, leading(lineAt(line)));
  }

  private Row row() {
    if (row == null || row.number() != line) {
      row = Row.of(line, lineAt(line));
    }
    return row;
  }

  private boolean restIsBlank() {
    return row().isBlankFrom(column);
  }

  private boolean isBackslash() {
    return row().at(column) == '\\';
  }

  /** How many characters of the source make the value's character. */
  private int width(int character) {
    if (spot.style() == Spot.Style.SINGLE_QUOTED && character == '\'') {
      return 2;
    }
    if (spot.style() != Spot.Style.DOUBLE_QUOTED || !isBackslash() || row().at(column + 1) == 0) {
      return 1;
    }
    return switch (row().at(column + 1)) {
      case 'x' -> 4;
      case 'u' -> character > 0xffff ? 12 : 6;
      case 'U' -> 10;
      default -> 2;
    };
  }
}
