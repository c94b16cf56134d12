package dev.heel.kinds.monitor.checks;

import com.fasterxml.jackson.databind.JsonNode;
import dev.heel.kinds.monitor.query.Brackets;
import dev.heel.kinds.monitor.query.Monitor;
import dev.heel.kinds.monitor.query.MonitorType;
import dev.heel.query.Complaint;
import dev.heel.query.Complaint.Kind;
import dev.heel.query.Queries;
import dev.heel.query.Reading;
import dev.heel.query.tree.MonitorQuery;
import dev.heel.resource.Problem;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The query against the grammar of its type, and a formula against the variables. */
final class GrammarChecks {
  static final String QUERY = "monitor-query";

  private GrammarChecks() {}

  /** What a rule of its own tells, such as a half bracket, is not told twice. */
  static List<Problem> queryIsRead(Monitor monitor) {
    boolean told =
        monitor.type() == MonitorType.COMPOSITE
            || !QueryChecks.queryCompares(monitor).isEmpty()
            || !WindowChecks.metricWindowIsWellFormed(monitor).isEmpty()
            || Brackets.odd(monitor.query().text()).isPresent();
    if (told || !monitor.hasQuery()) {
      return List.of();
    }
    Reading<MonitorQuery> reading =
        Queries.monitor(monitor.draft().text("/type"), monitor.query().text());
    return Stream.concat(
            reading.complaints().stream(),
            reading.value().stream().flatMap(query -> undeclared(monitor, query)))
        .map(complaint -> problem(monitor, complaint))
        .toList();
  }

  private static Stream<Complaint> undeclared(Monitor monitor, MonitorQuery query) {
    Set<String> names = new LinkedHashSet<>();
    for (JsonNode variable : monitor.value("variables")) {
      names.add(variable.path("name").asText(""));
    }
    return query instanceof MonitorQuery.OfFormula formula && !names.contains("")
        ? Queries.undeclared(formula.formula(), names).stream()
        : Stream.empty();
  }

  private static Problem problem(Monitor monitor, Complaint complaint) {
    String remedy =
        complaint
            .nearest()
            .map(nearest -> "Perhaps " + nearest + " is meant.")
            .orElse("Expected here: " + complaint.expected() + ".");
    Problem problem =
        isRefused(monitor.type(), complaint.kind())
            ? monitor.error(QUERY, Monitor.QUERY, complaint.what(), remedy)
            : monitor.warning(QUERY, Monitor.QUERY, complaint.what(), remedy);
    return problem.within(complaint.at().offset(), complaint.at().length());
  }

  /**
   * Recorded: 400 "The value provided for parameter 'query' is invalid" for metric queries and
   * queries of logs whose grammar is broken. Of other types, and of names, no refusal is recorded.
   */
  private static boolean isRefused(MonitorType type, Kind kind) {
    return kind == Kind.BROKEN && (type == MonitorType.METRIC || type == MonitorType.EVENTS);
  }
}
