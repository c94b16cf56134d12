package dev.heel.operator.status;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.heel.engine.compare.Change;
import dev.heel.resource.ApiStatus.DriftedField;
import java.util.List;
import java.util.stream.Collectors;

/** Differences as people read them: short, and never a page of text. Pure. */
public final class ChangeWords {
  private static final int LONGEST = 60;
  private static final int MANY = 5;

  private ChangeWords() {}

  /** {@code options.thresholds.warning is 650, here 500; message differs}. */
  public static String sentence(List<Change> changes) {
    String few =
        changes.stream().limit(MANY).map(ChangeWords::clause).collect(Collectors.joining("; "));
    int more = changes.size() - MANY;
    return more > 0 ? few + "; and " + more + " more" : few;
  }

  /** The names of the fields, by commas. */
  public static String names(List<Change> changes) {
    return changes.stream().map(Change::field).collect(Collectors.joining(", "));
  }

  /** The differences as the status shows them. */
  public static List<DriftedField> fields(List<Change> changes) {
    return changes.stream()
        .map(
            change ->
                new DriftedField(
                    change.field(),
                    shortened(change.found(), change.wanted()),
                    shortened(change.wanted(), null)))
        .toList();
  }

  private static String clause(Change change) {
    if (isLong(change.found()) || isLong(change.wanted())) {
      return change.field() + " differs";
    }
    if (change.wanted() == null) {
      return change.field() + " is " + change.found() + ", here it is not set";
    }
    String found = change.found() == null ? "not set" : change.found().toString();
    return "%s is %s, here %s".formatted(change.field(), found, change.wanted());
  }

  /**
   * Short values as they are; of a text only how long it is and which line is the first that
   * differs.
   */
  private static JsonNode shortened(JsonNode value, JsonNode other) {
    if (!isLong(value)) {
      return value;
    }
    if (!value.isTextual()) {
      return TextNode.valueOf(value.isArray() ? value.size() + " items" : value.size() + " fields");
    }
    List<String> lines = value.asText().lines().toList();
    String length = lines.size() == 1 ? "1 line" : lines.size() + " lines";
    if (other == null || !other.isTextual()) {
      return TextNode.valueOf(length);
    }
    return TextNode.valueOf(
        length + ", " + firstDifference(lines, other.asText().lines().toList()));
  }

  private static String firstDifference(List<String> lines, List<String> others) {
    int line = 0;
    while (line < lines.size()
        && line < others.size()
        && lines.get(line).equals(others.get(line))) {
      line++;
    }
    List<String> ordinals = List.of("first", "second", "third", "fourth", "fifth");
    String which = line < ordinals.size() ? ordinals.get(line) : (line + 1) + "th";
    return "the " + which + " differs";
  }

  private static boolean isLong(JsonNode value) {
    return value != null
        && (value.toString().length() > LONGEST
            || (value.isTextual() && value.asText().contains("\n")));
  }
}
