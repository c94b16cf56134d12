package dev.heel.manifest;

import java.util.List;

/** A file's lines, split once for all who ask. Any thread may ask. */
final class Lines {
  private final String text;
  private volatile List<String> all;

  Lines(String text) {
    this.text = text;
  }

  String text() {
    return text;
  }

  List<String> all() {
    List<String> known = all;
    if (known == null) {
      known = text.lines().toList();
      all = known;
    }
    return known;
  }

  /**
   * The place itself, or the last one before it that is in the text: nothing points past an end.
   */
  Position within(Position position) {
    if (position.line() > all().size()) {
      return lastOf(Math.max(1, all().size()));
    }
    Position last = lastOf(position.line());
    return position.column() > last.column() ? last : position;
  }

  private Position lastOf(int line) {
    String text = at(line);
    return new Position(line, Math.max(1, text.codePointCount(0, text.length())));
  }

  /** A line counted from 1, without its end; empty beyond the last. */
  String at(int number) {
    return number >= 1 && number <= all().size() ? all().get(number - 1) : "";
  }
}
