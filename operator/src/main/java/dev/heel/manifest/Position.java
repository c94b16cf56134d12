package dev.heel.manifest;

/**
 * A place in a text. Columns count characters (Unicode code points), as editors do.
 *
 * @param line from 1
 * @param column from 1
 */
public record Position(int line, int column) implements Comparable<Position> {
  /** The beginning of a text. */
  public static final Position START = new Position(1, 1);

  @Override
  public int compareTo(Position other) {
    return line == other.line
        ? Integer.compare(column, other.column)
        : Integer.compare(line, other.line);
  }

  Position right(int characters) {
    return new Position(line, column + characters);
  }

  @Override
  public String toString() {
    return line + ":" + column;
  }
}
