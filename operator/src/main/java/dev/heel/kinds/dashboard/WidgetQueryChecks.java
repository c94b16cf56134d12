package dev.heel.kinds.dashboard;

import com.fasterxml.jackson.databind.JsonNode;
import dev.heel.engine.Draft;
import dev.heel.query.Complaint;
import dev.heel.query.Queries;
import dev.heel.resource.Problem;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The queries and formulas of widgets against their grammar: warnings, since no refusal is
 * recorded.
 */
final class WidgetQueryChecks {
  static final String QUERY = "dashboard-query";

  /**
   * Sources whose queries are metric expressions; others are searches or have no published form.
   */
  private static final Set<String> METRICS = Set.of("metrics", "cloud_cost");

  private WidgetQueryChecks() {}

  static List<Problem> queriesAreRead(Draft draft) {
    List<Problem> problems = new ArrayList<>();
    requests(draft, "/widgets", problems);
    return problems;
  }

  private static void requests(Draft draft, String widgets, List<Problem> problems) {
    for (int i = 0; i < draft.at(widgets).size(); i++) {
      String definition = widgets + "/" + i + "/definition";
      requests(draft, definition + "/widgets", problems);
      for (int r = 0; r < draft.at(definition + "/requests").size(); r++) {
        request(draft, definition + "/requests/" + r, problems);
      }
    }
  }

  private static void request(Draft draft, String request, List<Problem> problems) {
    widget(draft, request + "/q", problems);
    Set<String> names = new LinkedHashSet<>();
    for (int i = 0; i < draft.at(request + "/queries").size(); i++) {
      JsonNode query = draft.at(request + "/queries/" + i);
      names.add(query.path("name").asText(""));
      if (METRICS.contains(query.path("data_source").asText())) {
        widget(draft, request + "/queries/" + i + "/query", problems);
      }
    }
    for (int i = 0; i < draft.at(request + "/formulas").size(); i++) {
      formula(draft, request + "/formulas/" + i + "/formula", names, problems);
    }
  }

  private static void widget(Draft draft, String pointer, List<Problem> problems) {
    if (draft.at(pointer).isTextual()) {
      Queries.widget(draft.text(pointer)).complaints().stream()
          .map(complaint -> problem(draft, pointer, complaint))
          .forEach(problems::add);
    }
  }

  private static void formula(
      Draft draft, String pointer, Set<String> names, List<Problem> problems) {
    var reading = Queries.formula(draft.text(pointer));
    boolean named = !names.isEmpty() && !names.contains("");
    Stream<Complaint> undeclared =
        reading.value().filter(any -> named).stream()
            .flatMap(formula -> Queries.undeclared(formula, names).stream());
    Stream.concat(reading.complaints().stream(), undeclared)
        .map(complaint -> problem(draft, pointer, complaint))
        .forEach(problems::add);
  }

  private static Problem problem(Draft draft, String pointer, Complaint complaint) {
    String at = draft.place(pointer).pointer();
    return Problem.warning(QUERY, at, complaint.what(), complaint.remedy())
        .within(complaint.at().offset(), complaint.at().length());
  }
}
