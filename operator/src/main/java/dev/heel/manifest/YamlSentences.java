package dev.heel.manifest;

import java.util.Optional;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/** What a YAML parser complains about, for the people who wrote the file. */
final class YamlSentences {
  private YamlSentences() {}

  /**
   * @param text the document that was parsed, to find a place that is given as an index
   * @param firstLine the document's first line in its file, from 1
   */
  static Unreadable of(YamlEngineException failure, String text, int firstLine) {
    if (failure instanceof MarkedYamlEngineException marked) {
      return of(marked, firstLine);
    }
    if (failure instanceof ReaderException reader) {
      String before = text.substring(0, Math.min(reader.getPosition(), text.length()));
      int line = (int) before.chars().filter(c -> c == '\n').count();
      int column = before.length() - before.lastIndexOf('\n');
      String code = String.format("U+%04X", reader.getCodePoint());
      return new Unreadable(
          new Position(firstLine + line, column),
          "the character " + code + " may not stand in YAML",
          "take it out, or write it as an escape in double quotes");
    }
    return new Unreadable(new Position(firstLine, 1), "not YAML: " + failure.getMessage(), "");
  }

  private static Unreadable of(MarkedYamlEngineException failure, int firstLine) {
    Optional<Mark> mark = failure.getProblemMark().or(failure::getContextMark);
    Position position =
        mark.map(m -> new Position(firstLine + m.getLine(), m.getColumn() + 1))
            .orElse(new Position(firstLine, 1));
    String problem = String.valueOf(failure.getProblem());
    if (problem.contains("TAB")) {
      return new Unreadable(position, "a tab in the indentation", "indent with spaces");
    }
    if (problem.contains("mapping values are not allowed")) {
      return new Unreadable(
          position,
          "a colon that begins a value where none can stand",
          "put the text that it belongs to in quotes, or correct the indentation");
    }
    if (problem.contains("undefined alias")) {
      return new Unreadable(position, problem, "define the anchor before it is used");
    }
    return new Unreadable(position, "not YAML: " + sentence(failure, firstLine), "");
  }

  private static String sentence(MarkedYamlEngineException failure, int firstLine) {
    if (failure.getContext() == null) {
      return failure.getProblem();
    }
    String where =
        failure
            .getContextMark()
            .map(mark -> " (line " + (firstLine + mark.getLine()) + ")")
            .orElse("");
    return failure.getContext() + where + ", " + failure.getProblem();
  }
}
