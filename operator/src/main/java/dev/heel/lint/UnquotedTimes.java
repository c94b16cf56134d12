package dev.heel.lint;

import com.fasterxml.jackson.databind.JsonNode;
import dev.heel.manifest.Manifest;
import dev.heel.manifest.Position;
import dev.heel.resource.Problem;
import java.util.ArrayList;
import java.util.List;

/**
 * Times of day without quotes. kubectl leaves 19:00 a text; readers that count in sixties, as YAML
 * 1.1 has it, make 1140 of it, so that a file works here and fails behind another tool.
 */
final class UnquotedTimes {
  private static final String WEEKLY = "/spec/schedule/weekly";
  private static final int HOUR = 60;

  private UnquotedTimes() {}

  static List<Finding> in(Manifest manifest) {
    List<Finding> findings = new ArrayList<>();
    JsonNode weekly = manifest.json().at(WEEKLY);
    for (int i = 0; weekly.isArray() && i < weekly.size(); i++) {
      for (String hour : List.of("from", "to")) {
        String at = WEEKLY + "/" + i + "/" + hour;
        String time = weekly.get(i).path(hour).asText("");
        if (time.matches("[1-9][0-9]?:[0-5][0-9]") && isBare(manifest, at)) {
          findings.add(Marks.finding(manifest, problem(at, time)));
        }
      }
    }
    return findings;
  }

  private static boolean isBare(Manifest manifest, String pointer) {
    Position position = manifest.at(pointer);
    String line = manifest.line(position.line());
    int column = position.column() - 1;
    return column < line.length() && Character.isDigit(line.charAt(column));
  }

  private static Problem problem(String at, String time) {
    String[] parts = time.split(":");
    int minutes = Integer.parseInt(parts[0]) * HOUR + Integer.parseInt(parts[1]);
    return Problem.warning(
        "downtime-unquoted-time",
        at,
        "kubectl reads this as a time, other readers of YAML as the number " + minutes,
        "Write \"" + time + "\" in quotes.");
  }
}
