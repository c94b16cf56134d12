package dev.heel.lint;

import dev.heel.manifest.Position;
import dev.heel.manifest.Source;
import dev.heel.resource.Problem.Severity;
import java.util.List;

/**
 * One thing that is wrong with a file, for people.
 *
 * @param rule the id by which it is documented and silenced
 * @param at where it is
 * @param also a second place in the same file that it contradicts; null if there is none
 * @param message what is wrong, without a full stop at its end
 * @param remedy what to do, in sentences; empty if the message says it
 * @param drawing lines that show it, for a fixed-width font; empty if none do
 */
public record Finding(
    Severity severity,
    String rule,
    Mark at,
    Mark also,
    String message,
    String remedy,
    List<String> drawing) {

  /**
   * A stretch of one line, or a whole file.
   *
   * @param position null for a whole file
   * @param length in characters; at least 1
   * @param line the whole line's text
   */
  public record Mark(Source source, Position position, int length, String line) {
    /** A file as a whole: what is wrong with it is at no place in it. */
    static Mark whole(Source source) {
      return new Mark(source, null, 1, "");
    }

    /** {@code file:line:column}, or {@code file}. */
    public String place() {
      return source.name() + (position == null ? "" : ":" + position);
    }
  }

  /** All texts may quote the file; what a terminal would obey is written as an escape. */
  public Finding {
    message = printable(message);
    remedy = printable(remedy);
    drawing = drawing.stream().map(Finding::printable).toList();
  }

  Finding(Severity severity, String rule, Mark at, Mark also, String message, String remedy) {
    this(severity, rule, at, also, message, remedy, List.of());
  }

  Finding drawn(List<String> lines) {
    return new Finding(severity, rule, at, also, message, remedy, lines);
  }

  private static String printable(String text) {
    if (text.codePoints().noneMatch(Finding::isHidden)) {
      return text;
    }
    StringBuilder out = new StringBuilder();
    text.codePoints()
        .forEach(
            c -> {
              if (!isHidden(c)) {
                out.appendCodePoint(c);
              } else {
                out.append(c == '\n' ? "\\n" : c == '\t' ? "\\t" : "\\u%04x".formatted(c));
              }
            });
    return out.toString();
  }

  /** Control characters, line separators, and those that turn the direction of a text. */
  private static boolean isHidden(int character) {
    int type = Character.getType(character);
    return Character.isISOControl(character)
        || type == Character.FORMAT
        || type == Character.LINE_SEPARATOR
        || type == Character.PARAGRAPH_SEPARATOR
        || type == Character.SURROGATE;
  }

  public boolean isError() {
    return severity == Severity.ERROR;
  }

  /** What is wrong and what to do, as one text. */
  public String sentence() {
    if (remedy.isEmpty()) {
      return message.endsWith("?") ? message : message + ".";
    }
    return message + (message.endsWith("?") ? " " : ". ") + remedy;
  }
}
