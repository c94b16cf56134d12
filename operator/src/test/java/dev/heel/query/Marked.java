package dev.heel.query;

import dev.heel.query.tree.Span;

/**
 * A query in which one place is marked: {@code avg(last_5m):avg:a «+» > 1}.
 *
 * @param text without the marks
 */
record Marked(String text, Span place) {
  static Marked of(String marked) {
    int start = marked.indexOf('«');
    int end = marked.indexOf('»') - 1;
    String text = marked.replace("«", "").replace("»", "");
    return new Marked(text, Span.between(start, end));
  }
}
