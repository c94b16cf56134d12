package dev.heel.agent.rules;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What can be seen of a Python module without Python: its imports and its classes. Offsets are into
 * the source.
 */
record PythonSource(List<Import> imports, List<PyClass> classes, String code) {
  private static final String NAMES = "[ \\t]*\\(([^)]*)\\)|([^\\n;]*)";
  private static final Pattern FROM =
      Pattern.compile(
          "(?m)^([ \\t]*)from[ \\t]+(\\.*[\\w.]*)[ \\t]+import[ \\t]*(?:" + NAMES + ")");
  private static final Pattern IMPORT = Pattern.compile("(?m)^([ \\t]*)import[ \\t]+([^\\n;]+)");
  private static final Pattern CLASS =
      Pattern.compile("(?m)^([ \\t]*)class[ \\t]+(\\w+)[ \\t]*(?:\\(([^)]*)\\))?[ \\t]*:");

  /**
   * @param module such as {@code datadog_checks.base}
   * @param name what it is called here: the module's first part, or the imported name
   * @param guarded whether it stands in a block, so that it may fail without harm
   */
  record Import(String module, String name, boolean guarded, int offset) {
    /** The first part of the module's name. */
    String root() {
      return module.split("\\.", 2)[0];
    }
  }

  /**
   * @param bases as written, without keywords
   * @param body up to the next line that is not deeper
   */
  record PyClass(String name, List<String> bases, int offset, String body) {}

  static PythonSource of(String source) {
    String code = blanked(source);
    List<Import> imports = new ArrayList<>();
    FROM.matcher(code).results().forEach(found -> from(found, imports));
    IMPORT.matcher(code).results().forEach(found -> plain(found, imports));
    List<PyClass> classes = CLASS.matcher(code).results().map(m -> type(m, code)).toList();
    return new PythonSource(List.copyOf(imports), classes, code);
  }

  private static void from(MatchResult found, List<Import> imports) {
    String names = found.group(3) == null ? found.group(4) : found.group(3);
    for (String each : names.split(",", -1)) {
      String[] words = each.strip().split("\\s+");
      if (!words[0].isEmpty()) {
        imports.add(
            new Import(
                found.group(2),
                words[words.length - 1],
                !found.group(1).isEmpty(),
                found.start(2)));
      }
    }
  }

  private static void plain(MatchResult found, List<Import> imports) {
    for (String each : found.group(2).split(",", -1)) {
      String[] words = each.strip().split("\\s+");
      String name = words.length == 3 ? words[2] : words[0].split("\\.", 2)[0];
      if (!words[0].isEmpty()) {
        imports.add(new Import(words[0], name, !found.group(1).isEmpty(), found.start(2)));
      }
    }
  }

  private static PyClass type(MatchResult found, String code) {
    String bases = found.group(3) == null ? "" : found.group(3);
    List<String> names =
        Arrays.stream(bases.split(",", -1))
            .map(String::strip)
            .filter(each -> !each.isEmpty() && !each.contains("="))
            .toList();
    return new PyClass(
        found.group(2), names, found.start(2), body(code, found.end(), found.group(1)));
  }

  private static String body(String code, int from, String indent) {
    Matcher next = Pattern.compile("(?m)^" + indent + "\\S").matcher(code);
    int line = code.indexOf('\n', from);
    return line < 0
        ? code.substring(from)
        : code.substring(from, next.find(line) ? next.start() : code.length());
  }

  /** The source with blanks for what comments and strings hold; offsets and lines stay. */
  private static String blanked(String source) {
    StringBuilder out = new StringBuilder(source);
    Matcher matcher =
        Pattern.compile(
                "#[^\\n]*|\"\"\"(?s:.*?)\"\"\"|'''(?s:.*?)'''"
                    + "|\"(?:[^\"\\\\\\n]|\\\\.)*+\"|'(?:[^'\\\\\\n]|\\\\.)*+'")
            .matcher(source);
    while (matcher.find()) {
      for (int i = matcher.start(); i < matcher.end(); i++) {
        if (source.charAt(i) != '\n') {
          out.setCharAt(i, ' ');
        }
      }
    }
    return out.toString();
  }
}
