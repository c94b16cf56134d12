package dev.heel.docs;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * A page whose third-level headings are ids in code font, each with prose for people and perhaps an
 * example that the build writes below it.
 */
final class Sections {
  private static final Pattern EXAMPLE = Pattern.compile("(?ms)^```text\n.*?^```\n");
  private static final String HEADING = "### `";

  private Sections() {}

  /** A section: the second-level heading above it, its id and its prose. */
  record Section(String group, String id, String prose) {}

  static List<Section> of(String page) {
    List<Section> sections = new ArrayList<>();
    String prose = EXAMPLE.matcher(page).replaceAll("");
    for (String group : prose.split("(?m)^## ", -1)) {
      String title = group.lines().findFirst().orElse("");
      String[] parts = group.split("(?m)^" + HEADING, -1);
      for (int i = 1; i < parts.length; i++) {
        int end = parts[i].indexOf('`');
        String text = parts[i].substring(end + 1).strip();
        sections.add(new Section(title, parts[i].substring(0, end), text));
      }
    }
    return sections;
  }

  /** The page with these examples, by id, and no others. */
  static String withExamples(String page, Map<String, String> examples) {
    StringBuilder out = new StringBuilder();
    String pending = null;
    for (String line : (EXAMPLE.matcher(page).replaceAll("").strip() + "\n#").lines().toList()) {
      if (line.startsWith("#") && pending != null) {
        out.append("\n```text\n").append(pending).append("```\n\n");
        pending = null;
      }
      if (line.startsWith(HEADING)) {
        pending = examples.get(line.substring(HEADING.length(), line.length() - 1));
      }
      out.append(line).append('\n');
    }
    return out.substring(0, out.lastIndexOf("#")).replaceAll("\n{3,}", "\n\n").strip() + "\n";
  }
}
