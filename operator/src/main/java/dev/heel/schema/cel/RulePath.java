package dev.heel.schema.cel;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import dev.heel.schema.structure.SchemaNode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** A rule's {@code fieldPath}: {@code .options.thresholds} or {@code ['a-b']}, of known fields. */
final class RulePath {
  private static final Pattern STEP =
      Pattern.compile("\\.([^.\\[\\]]+)|\\['((?:[^'\\\\]|\\\\.)*)'\\]");

  private RulePath() {}

  /** The names of the path; {@code problem} hears what is wrong with it. */
  static List<String> parse(String path, SchemaNode from, Consumer<String> problem) {
    List<String> names = new ArrayList<>();
    Matcher matcher = STEP.matcher(path);
    SchemaNode node = from;
    int end = 0;
    while (end < path.length()) {
      if (!matcher.find(end) || matcher.start() != end) {
        problem.accept("expected [ or . but got: " + path.substring(end));
        return List.of();
      }
      String name = matcher.group(1) != null ? matcher.group(1) : unescaped(matcher.group(2));
      node = node.field(name);
      if (node == null) {
        problem.accept("does not refer to a valid field");
        return List.of();
      }
      names.add(name);
      end = matcher.end();
    }
    return names;
  }

  private static String unescaped(String quoted) {
    return quoted.replace("\\'", "'").replace("\\\\", "\\");
  }
}
