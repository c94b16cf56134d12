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

  /** A line counted from 1, without its end; empty beyond the last. */
  String at(int number) {
    return number >= 1 && number <= all().size() ? all().get(number - 1) : "";
  }
}
