package dev.heel.engine.models;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;

/**
 * A text of lines, each with a key, a tab and the rest, sorted by key. It is kept as the bytes that
 * it is, and a line is found by halving: thousands of models cost what their text costs, and no
 * more.
 */
final class Table {
  private final byte[] text;

  private Table(byte[] text) {
    this.text = text;
  }

  /** A resource of the program. */
  static Table of(String resource) {
    try (InputStream in = Table.class.getResourceAsStream(resource)) {
      return new Table(in.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(resource + " of the program cannot be read", e);
    }
  }

  /** What the line of that key says, part by part. */
  Optional<List<String>> line(String key) {
    int low = 0;
    int high = text.length;
    while (low < high) {
      int start = startOfLine((low + high) >>> 1, low);
      int end = endOfLine(start);
      String line = new String(text, start, end - start, UTF_8);
      int order = line.substring(0, line.indexOf('\t')).compareTo(key);
      if (order == 0) {
        return Optional.of(List.of(line.substring(line.indexOf('\t') + 1).split("\t", -1)));
      }
      if (order < 0) {
        low = end + 1;
      } else {
        high = start;
      }
    }
    return Optional.empty();
  }

  private int startOfLine(int at, int low) {
    int start = at;
    while (start > low && text[start - 1] != '\n') {
      start--;
    }
    return start;
  }

  private int endOfLine(int start) {
    int end = start;
    while (end < text.length && text[end] != '\n') {
      end++;
    }
    return end;
  }
}
