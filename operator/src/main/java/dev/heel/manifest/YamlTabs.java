package dev.heel.manifest;

import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/** Tabs between a colon and its value, which goyaml allows and our parser does not. */
final class YamlTabs {
  private YamlTabs() {}

  /**
   * The text with the tab that the parser stumbled over made a space, so that every place stays as
   * it is.
   *
   * @return null if it stumbled over something else, or the tab stands in the indentation
   */
  static String spaced(String text, YamlEngineException failure) {
    if (!(failure instanceof MarkedYamlEngineException marked)
        || marked.getProblemMark().isEmpty()
        || !String.valueOf(marked.getProblem()).contains("TAB")) {
      return null;
    }
    Mark mark = marked.getProblemMark().get();
    if (mark.getIndex() >= text.codePointCount(0, text.length())) {
      return null;
    }
    int tab = text.offsetByCodePoints(0, mark.getIndex());
    int lineStart = Math.max(text.lastIndexOf('\n', tab), text.lastIndexOf('\r', tab)) + 1;
    boolean between = !text.substring(lineStart, tab).isBlank() && text.charAt(tab) == '\t';
    return between ? text.substring(0, tab) + " " + text.substring(tab + 1) : null;
  }
}
