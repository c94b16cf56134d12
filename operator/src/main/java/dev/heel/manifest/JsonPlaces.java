package dev.heel.manifest;

import com.fasterxml.jackson.core.JsonLocation;

/**
 * Places of one JSON text, asked for from its beginning to its end. Jackson counts UTF-16 units in
 * a line, of which an emoji has two.
 */
final class JsonPlaces {
  private final String text;
  private final int firstLine;
  private int offset;
  private int line = 1;
  private int column = 1;

  /**
   * @param firstLine the text's first line in its file, from 1
   */
  JsonPlaces(String text, int firstLine) {
    this.text = text;
    this.firstLine = firstLine;
  }

  Position start() {
    return new Position(firstLine, 1);
  }

  /** Only the part since the last place is counted, for a whole export may be one line. */
  Position of(JsonLocation at) {
    int next = Math.toIntExact(Math.min(at.getCharOffset(), text.length()));
    if (at.getLineNr() != line || next < offset) {
      line = at.getLineNr();
      column = 1;
      offset = Math.max(0, next - (at.getColumnNr() - 1));
    }
    column += text.codePointCount(offset, next);
    offset = next;
    return new Position(firstLine + line - 1, column);
  }
}
