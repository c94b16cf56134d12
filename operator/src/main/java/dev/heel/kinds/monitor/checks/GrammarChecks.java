package dev.heel.kinds.monitor.checks;

import com.fasterxml.jackson.databind.JsonNode;
import dev.heel.kinds.monitor.query.Monitor;
import dev.heel.query.Complaint;
import dev.heel.query.Complaint.Kind;
import dev.heel.query.Queries;
import dev.heel.query.Reading;
import dev.heel.query.tree.MonitorQuery;
import dev.heel.query.tree.Span;
import dev.heel.resource.Problem;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The query against the grammar of its type, and a formula against the variables. */
final class GrammarChecks {
  static final String QUERY = "monitor-query";

  private static final String REFUSED = "Datadog would refuse the query. ";

  private static final String REFERENCE = "$(DatadogMonitor/";

  private GrammarChecks() {}

  static List<Problem> queryIsRead(Monitor monitor) {
    if (!monitor.hasQuery()) {
      return List.of();
    }
    Reading<MonitorQuery> reading = monitor.query().reading();
    boolean told = !QueryChecks.queryCompares(monitor).isEmpty();
    return Stream.concat(
            reading.complaints().stream().filter(each -> !told || !isOfTheEnd(monitor, each)),
            reading.value().stream()
                .flatMap(query -> Stream.concat(undeclared(monitor, query), strangers(query))))
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

  /** A composite joins monitors, by their ids. */
  private static Stream<Complaint> strangers(MonitorQuery query) {
    return query instanceof MonitorQuery.OfMonitors all
        ? all.composite()
            .monitors()
            .filter(each -> each.text().startsWith("$") && !each.text().startsWith(REFERENCE))
            .map(each -> stranger(each.text(), each.span()))
        : Stream.empty();
  }

  private static Complaint stranger(String text, Span span) {
    String expected = REFERENCE + "NAME)";
    return new Complaint(Kind.BROKEN, span, text + " is no monitor", expected, Optional.empty());
  }

  private static Problem problem(Monitor monitor, Complaint complaint) {
    boolean refused = complaint.kind() == Kind.BROKEN && monitor.refusesBrokenQueries();
    Problem problem =
        refused
            ? monitor.error(
                QUERY, Monitor.QUERY, complaint.what(), (REFUSED + complaint.remedy()).strip())
            : monitor.warning(QUERY, Monitor.QUERY, complaint.what(), complaint.remedy());
    return problem.within(complaint.at().offset(), complaint.at().length());
  }

  /** That nothing is compared has a rule of its own, and is told once. */
  private static boolean isOfTheEnd(Monitor monitor, Complaint complaint) {
    return complaint.at().offset() >= monitor.query().text().stripTrailing().length();
  }
}
