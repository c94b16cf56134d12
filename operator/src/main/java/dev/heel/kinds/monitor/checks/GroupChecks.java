package dev.heel.kinds.monitor.checks;

import com.fasterxml.jackson.databind.JsonNode;
import dev.heel.kinds.monitor.message.TemplateScanner;
import dev.heel.kinds.monitor.message.TemplateScanner.Token;
import dev.heel.kinds.monitor.query.Monitor;
import dev.heel.kinds.monitor.query.MonitorType;
import dev.heel.kinds.monitor.query.ReadQuery;
import dev.heel.resource.Problem;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The query's groups against what goes by them. */
final class GroupChecks {
  static final String NOTIFY_BY = "monitor-notify-by";
  static final String UNGROUPED = "monitor-ungrouped-variable";

  /** The rule of service checks, whose other half is how many runs they look at. */
  private static final String UNGROUPED_CHECK = WindowChecks.SERVICE_CHECK;

  private static final String ALL = "*";
  private static final Pattern TAG = Pattern.compile("\\[?(@?[\\w./-]+?)\\]?\\.name");
  private static final Pattern HOST = Pattern.compile("(host)\\.[\\w.]+");

  /** First parts of variables that are no tag: the thing that triggered the monitor. */
  private static final Set<String> CONTENTS =
      Set.of(
          "event", "log", "span", "rum", "audit", "issue", "ci", "check", "metric", "user", "org",
          "a", "b", "c", "d", "e", "f", "g", "h", "i", "j");

  private GroupChecks() {}

  static List<Problem> notifyByIsPartOfTheGroups(Monitor monitor) {
    Optional<Set<String>> groups = groups(monitor);
    if (groups.isEmpty()) {
      return List.of();
    }
    JsonNode given = monitor.value("notify_by");
    return IntStream.range(0, given.isArray() ? given.size() : 0)
        .filter(i -> given.get(i).isTextual())
        .filter(i -> !groups.get().contains(given.get(i).textValue()))
        .filter(i -> !given.get(i).textValue().equals(ALL) || given.size() > 1)
        .mapToObj(i -> notAGroup(monitor, i, given.get(i).textValue(), groups.get()))
        .toList();
  }

  private static Problem notAGroup(Monitor monitor, int i, String name, Set<String> groups) {
    if (name.equals(ALL)) {
      return monitor.warning(
          NOTIFY_BY,
          Monitor.option("notify_by/" + i),
          "* bundles all groups and stands alone",
          "Keep either * or the names.");
    }
    return monitor.warning(
        NOTIFY_BY,
        Monitor.option("notify_by/" + i),
        "the query is not grouped by " + name,
        groups.isEmpty()
            ? "It has no groups: add by {" + name + "} to the query, or take notifyBy out."
            : "Choose from its groups: " + String.join(", ", groups) + ", or [\"*\"].");
  }

  static List<Problem> variablesAreGroupedBy(Monitor monitor) {
    Optional<Set<String>> groups = groups(monitor);
    if (groups.isEmpty()) {
      return List.of();
    }
    return TemplateChecks.FIELDS.stream()
        .flatMap(
            pointer ->
                TemplateScanner.tokens(monitor.draft().text(pointer)).stream()
                    .filter(token -> token.form() == TemplateScanner.Form.VALUE)
                    .filter(token -> ungrouped(monitor, token.name()).findFirst().isPresent())
                    .map(token -> ungrouped(monitor, pointer, token)))
        .toList();
  }

  /** Datadog's words for it are known; that it takes some checks without groups, is not. */
  static List<Problem> serviceChecksAreGrouped(Monitor monitor) {
    boolean whole = monitor.query().last().isPresent();
    return monitor.type() == MonitorType.SERVICE_CHECK && whole && !monitor.query().hasStep("by")
        ? List.of(
            monitor.warning(
                UNGROUPED_CHECK,
                Monitor.QUERY,
                "the check is not grouped",
                "Datadog refuses that of custom checks: \"A grouping must be specified for custom"
                    + " checks\". Add .by(\"host\"), or .by(\"*\") for each of its own."))
        : List.of();
  }

  /** The tag of a variable such as {@code room.name}, if the query is surely not grouped by it. */
  static Stream<String> ungrouped(Monitor monitor, String variable) {
    String query = monitor.query().text();
    return tag(variable)
        .filter(tag -> !isOfTheTrigger(tag))
        .filter(tag -> groups(monitor).filter(groups -> !groups.contains(tag)).isPresent())
        .filter(tag -> !query.contains(tag + ":")) // whether a filter's tag is known is not proved
        .stream();
  }

  /** Whether a variable is of what triggered the monitor, such as an event, and not a group. */
  static boolean isOfTheTrigger(String variable) {
    return CONTENTS.contains(variable.split("\\.", 2)[0]);
  }

  private static Optional<String> tag(String variable) {
    Matcher host = HOST.matcher(variable);
    Matcher tag = TAG.matcher(variable);
    if (host.matches()) {
      return Optional.of(host.group(1));
    }
    return tag.matches() ? Optional.of(tag.group(1)) : Optional.empty();
  }

  private static Problem ungrouped(Monitor monitor, String pointer, Token token) {
    String tag = tag(token.name()).orElse("");
    return monitor
        .warning(
            UNGROUPED,
            pointer,
            "{{" + token.name() + "}} stays empty: the query is not grouped by " + tag,
            "Add by {" + tag + "} to the query, or take it out.")
        .within(token.offset(), token.length());
  }

  /** Empty if they cannot be told from the body. */
  static Optional<Set<String>> groups(Monitor monitor) {
    if (!monitor.type().hasGroups() || !monitor.hasQuery() || !monitor.query().isRead()) {
      return Optional.empty();
    }
    Set<String> groups = new LinkedHashSet<>(monitor.query().groups());
    for (JsonNode variable : monitor.value("variables")) {
      groups.addAll(ReadQuery.groupsOfVariable(variable.path("query").asText("")));
      variable.path("group_by").forEach(by -> groups.add(by.path("facet").asText("")));
    }
    groups.remove("");
    boolean unknown = groups.contains(ALL) || groups.stream().anyMatch(g -> g.contains("$"));
    return unknown ? Optional.empty() : Optional.of(groups);
  }
}
