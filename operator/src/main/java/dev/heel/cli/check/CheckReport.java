package dev.heel.cli.check;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.time.Clock;
import java.util.List;

/** Prints what checks submitted in the way of the Agent's own {@code agent check}. */
public final class CheckReport {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final PrintWriter out;
  private final Clock clock;

  public CheckReport(PrintWriter out, Clock clock) {
    this.out = out;
    this.clock = clock;
  }

  public void print(String check, List<CheckRun> runs) {
    print("Series", series(runs));
    print("Service Checks", serviceChecks(runs));
    out.println("  Running Checks");
    out.println("  ==============");
    out.println();
    out.println("    " + check);
    out.println("    " + "-".repeat(check.length()));
    for (int i = 0; i < runs.size(); i++) {
      run("%s:%d".formatted(check, i + 1), runs.get(i));
    }
    out.flush();
  }

  private void print(String title, ArrayNode content) {
    if (content.isEmpty()) {
      return;
    }
    DefaultPrettyPrinter printer = new DefaultPrettyPrinter();
    printer.indentArraysWith(DefaultIndenter.SYSTEM_LINEFEED_INSTANCE);
    out.println("=== " + title + " ===");
    try {
      out.println(JSON.writer(printer).writeValueAsString(content));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a JSON tree can be written", e);
    }
  }

  private ArrayNode series(List<CheckRun> runs) {
    ArrayNode series = JsonNodeFactory.instance.arrayNode();
    for (CheckRun run : runs) {
      for (CheckRun.Metric metric : run.metrics()) {
        ObjectNode entry = series.addObject().put("metric", metric.metric());
        entry
            .putArray("points")
            .addArray()
            .add(clock.instant().getEpochSecond())
            .add(metric.value());
        metric.tags().forEach(entry.putArray("tags")::add);
        if (metric.type() != null) {
          entry.put("type", metric.type());
        }
      }
    }
    return series;
  }

  private ArrayNode serviceChecks(List<CheckRun> runs) {
    ArrayNode checks = JsonNodeFactory.instance.arrayNode();
    for (CheckRun run : runs) {
      for (CheckRun.ServiceCheck check : run.serviceChecks()) {
        ObjectNode entry =
            checks
                .addObject()
                .put("check", check.check())
                .put("status", check.status())
                .put("timestamp", clock.instant().getEpochSecond())
                .put("message", check.message());
        check.tags().forEach(entry.putArray("tags")::add);
      }
    }
    return checks;
  }

  private void run(String id, CheckRun run) {
    out.println("      Instance ID: " + id + (run.error() == null ? " [OK]" : " [ERROR]"));
    out.println("      Metric Samples: " + run.metrics().size());
    out.println("      Events: " + run.events().size());
    out.println("      Service Checks: " + run.serviceChecks().size());
    run.warnings().forEach(each -> out.println("      Warning: " + each));
    if (run.error() != null) {
      out.println("      Error: " + run.error().message());
      if (run.error().traceback() != null) {
        run.error().traceback().lines().forEach(line -> out.println("        " + line));
      }
    }
    out.println();
  }
}
