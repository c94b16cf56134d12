package dev.heel.cli.text;

import dev.heel.kinds.Crds;
import dev.heel.lint.Finding;
import dev.heel.lint.Finding.Mark;
import dev.heel.lint.Validation;
import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Findings as people read them at a terminal: place, what, the lines that contradict each other,
 * remedy, rule.
 */
public final class FindingsText {
  private static final int RULE_COLUMN_SHORT = 80;
  private static final int RULE_COLUMN_DRAWN = 105;
  private static final int RULE_COLUMN_LONG = 116;

  private final PrintWriter out;

  public FindingsText(PrintWriter out) {
    this.out = out;
  }

  public void print(Validation validation) {
    validation.findings().forEach(this::print);
    if (!validation.findings().isEmpty()
        && validation.findings().stream().anyMatch(FindingsText::hasLines)) {
      out.println();
    }
    out.println(summary(validation));
    note(validation).ifPresent(out::println);
    out.flush();
  }

  /** What somebody should know who may have expected more than was done. */
  public static Optional<String> note(Validation validation) {
    return validation.isOfOthers()
        ? Optional.of(
            "No object of Heel's (apiVersion %s) among %s: there was nothing to check."
                .formatted(Crds.API_VERSION, count(validation.objects(), "object")))
        : Optional.empty();
  }

  private static boolean hasLines(Finding finding) {
    return finding.also() != null || !finding.drawing().isEmpty();
  }

  /** {@code 1 error, 0 warnings in 12 files.} */
  static String summary(Validation validation) {
    return "%s, %s in %s."
        .formatted(
            count(validation.errors(), "error"),
            count(validation.warnings(), "warning"),
            count(validation.files(), "file"));
  }

  public void print(Finding finding) {
    String head =
        "%s: %s: ".formatted(finding.at().place(), finding.isError() ? "error" : "warning");
    if (!finding.drawing().isEmpty()) {
      drawn(head, finding);
      return;
    }
    if (finding.also() == null) {
      out.println(withRule(head + finding.sentence(), finding.rule(), RULE_COLUMN_LONG));
      return;
    }
    out.println(head + finding.message());
    snippet(finding);
    List<String> remedy = sentences(finding.remedy());
    for (int i = 0; i < remedy.size(); i++) {
      String line = "  " + remedy.get(i);
      boolean last = i == remedy.size() - 1;
      out.println(last ? withRule(line, finding.rule(), RULE_COLUMN_SHORT) : line);
    }
  }

  private void drawn(String head, Finding finding) {
    out.println(withRule(head + finding.message(), finding.rule(), RULE_COLUMN_DRAWN));
    finding.drawing().forEach(out::println);
    if (!finding.remedy().isEmpty()) {
      out.println("  " + finding.remedy());
    }
  }

  private void snippet(Finding finding) {
    List<Mark> marks =
        Stream.of(finding.at(), finding.also())
            .sorted((a, b) -> a.position().compareTo(b.position()))
            .toList();
    int width = marks.stream().mapToInt(m -> digits(m.position().line())).max().orElse(1);
    for (Mark mark : marks) {
      Excerpt excerpt = Excerpt.of(mark);
      out.printf("  %" + width + "d | %s%n", mark.position().line(), excerpt.line());
      out.println("  " + " ".repeat(width) + " | " + excerpt.carets());
    }
  }

  /** Datadog's own words on a line of their own, then what to do. */
  private static List<String> sentences(String remedy) {
    int end = remedy.indexOf(".\" ");
    return end < 0
        ? List.of(remedy)
        : List.of(remedy.substring(0, end + 2), remedy.substring(end + 3));
  }

  private static String withRule(String text, String rule, int column) {
    int gap = Math.max(2, column - text.length());
    return text + " ".repeat(gap) + "[" + rule + "]";
  }

  private static int digits(int number) {
    return Integer.toString(number).length();
  }

  private static String count(long number, String noun) {
    return number + " " + noun + (number == 1 ? "" : "s");
  }
}
