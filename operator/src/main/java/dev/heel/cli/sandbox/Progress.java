package dev.heel.cli.sandbox;

import dev.heel.cli.text.FindingsText;
import dev.heel.lint.Validation;
import dev.heel.manifest.Manifest;
import dev.heel.manifest.ReadFile;
import dev.heel.sandbox.Inventory;
import dev.heel.sandbox.ObjectKey;
import dev.heel.sandbox.Row;
import dev.heel.sandbox.Sandbox;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;

/** What the sandbox tells while it works: a line a step. */
public final class Progress {
  private final PrintWriter out;

  public Progress(PrintWriter out) {
    this.out = out;
  }

  public void read(List<ReadFile> files) {
    List<Manifest> manifests = files.stream().flatMap(f -> f.manifests().stream()).toList();
    say(
        "Reading",
        "%s, %s, %d of them Heel's"
            .formatted(
                count(files.stream().filter(ReadFile::isRead).count(), "file"),
                count(manifests.size(), "object"),
                Inventory.heels(manifests)));
  }

  /**
   * Checks as {@code heel validate} does, and says what is wrong.
   *
   * @return what was found
   */
  public Validation checked(List<ReadFile> files) {
    Validation validation = Validation.of(files, Validation.Extent.PART);
    say(
        "Checking",
        "%s, %s"
            .formatted(
                count(validation.errors(), "error"), count(validation.warnings(), "warning")));
    tell(validation);
    FindingsText.note(validation).ifPresent(note -> say("Note", note));
    return validation;
  }

  /** The same after a change: says nothing if all is well. */
  public boolean checkedAgain(List<ReadFile> files) {
    Validation validation = Validation.of(files, Validation.Extent.PART);
    tell(validation);
    return validation.errors() == 0;
  }

  private void tell(Validation validation) {
    FindingsText text = new FindingsText(out);
    validation.findings().forEach(text::print);
    out.flush();
  }

  public void starting(Sandbox sandbox) {
    say(
        "Starting",
        "Kubernetes on %s, Datadog on %s, the operator"
            .formatted(
                sandbox.kubernetes().url().getAuthority(), sandbox.datadog().url().getAuthority()));
  }

  public void added(String what) {
    say("Added", what);
  }

  /** Nothing if all was taken. */
  public void leftOut(SortedMap<String, Integer> kinds) {
    if (!kinds.isEmpty()) {
      int objects = kinds.values().stream().mapToInt(Integer::intValue).sum();
      say(
          "Left out",
          "%s of kinds that are not in the sandbox: %s"
              .formatted(count(objects, "object"), String.join(", ", kinds.keySet())));
    }
  }

  public void refused(ObjectKey key, String sentence) {
    say("Refused", key + ": " + sentence);
  }

  public void settled(boolean settled, Duration took, List<Row> rows) {
    String time = String.format(Locale.ROOT, "%.1f s", took.toMillis() / 1000.0);
    if (settled) {
      say("Settled", "in " + time);
      return;
    }
    say("Not settled", "after " + time + ":");
    rows.stream()
        .filter(row -> !row.isDecided())
        .forEach(row -> out.printf("  %s %s/%s%n", row.kind(), row.namespace(), row.name()));
  }

  public void changed(List<String> lines) {
    lines.forEach(line -> say("Changed", line));
  }

  private void say(String step, String what) {
    out.printf("%-11s %s%n", step, what);
    out.flush();
  }

  private static String count(long number, String noun) {
    return number + " " + noun + (number == 1 ? "" : "s");
  }
}
