package dev.heel.kinds.monitor.checks;

import com.fasterxml.jackson.databind.JsonNode;
import dev.heel.kinds.monitor.message.TemplateScanner;
import dev.heel.kinds.monitor.message.TemplateScanner.Token;
import dev.heel.kinds.monitor.query.Monitor;
import dev.heel.kinds.monitor.query.MonitorQuery;
import dev.heel.resource.Problem;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** The query's groups against what goes by them. */
final class GroupChecks {
  static final String NOTIFY_BY = "monitor-notify-by";
  static final String UNGROUPED = "monitor-ungrouped-variable";

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
      return monitor.error(
          NOTIFY_BY,
          Monitor.option("notify_by/" + i),
          "* bundles all groups and stands alone",
          "Keep either * or the names.");
    }
    return monitor.error(
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
                    .filter(token -> isUngrouped(token, groups.get()))
                    .map(token -> ungrouped(monitor, pointer, token)))
        .toList();
  }

  private static boolean isUngrouped(Token token, Set<String> groups) {
    return tag(token)
        .filter(tag -> !CONTENTS.contains(tag.split("\\.", 2)[0]))
        .filter(tag -> !groups.contains(tag))
        .isPresent();
  }

  private static Optional<String> tag(Token token) {
    Matcher host = HOST.matcher(token.name());
    Matcher tag = TAG.matcher(token.name());
    if (host.matches()) {
      return Optional.of(host.group(1));
    }
    return tag.matches() ? Optional.of(tag.group(1)) : Optional.empty();
  }

  private static Problem ungrouped(Monitor monitor, String pointer, Token token) {
    String tag = tag(token).orElse("");
    return monitor
        .warning(
            UNGROUPED,
            pointer,
            "{{" + token.name() + "}} stays empty: the query is not grouped by " + tag,
            "Add by {" + tag + "} to the query, or take it out.")
        .within(token.offset(), token.length());
  }

  /** Empty if they cannot be told from the body. */
  private static Optional<Set<String>> groups(Monitor monitor) {
    if (!monitor.type().hasGroups() || !monitor.hasQuery()) {
      return Optional.empty();
    }
    Set<String> groups = new LinkedHashSet<>(monitor.query().groups());
    for (JsonNode variable : monitor.value("variables")) {
      groups.addAll(new MonitorQuery(variable.path("query").asText("")).groups());
      variable.path("group_by").forEach(by -> groups.add(by.path("facet").asText("")));
    }
    groups.remove("");
    boolean unknown = groups.contains(ALL) || groups.stream().anyMatch(g -> g.contains("$"));
    return unknown ? Optional.empty() : Optional.of(groups);
  }
}
