package dev.heel.kinds.downtime;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.heel.engine.Draft;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A recurring downtime as a part of all that mutes a monitor.
 *
 * @param house namespace and account: only within one does a name or a tag mean the same monitors
 * @param monitor the name of the DatadogMonitor that it mutes; null if it goes by tags
 * @param tags those that a monitor must all have; null if it names one
 * @param scope the groups that it mutes, {@code *} for all
 * @param week empty if it is no plain week
 */
record Part(
    Draft draft, House house, String monitor, Set<String> tags, String scope, Optional<Week> week) {
  private static final String ALL = "*";
  private static final Pattern NAMED =
      Pattern.compile("\\$\\(" + DowntimeKind.MUTED + "/([^()]+)\\)");

  /** Where names and tags mean the same monitors. */
  record House(String namespace, JsonNode account) {
    static House of(Draft draft) {
      JsonNode spec = draft.resource().getSpec();
      JsonNode account = spec == null ? MissingNode.getInstance() : spec.path("accountRef");
      return new House(draft.resource().getMetadata().getNamespace(), account);
    }
  }

  /**
   * Empty for a downtime of one time, and if it cannot be told what it mutes. One whose definition
   * is not at hand may recur, and is no plain week.
   */
  static Optional<Part> of(Draft draft) {
    JsonNode body = draft.body();
    Matcher named = NAMED.matcher(draft.text("/monitor_identifier/monitor_id"));
    JsonNode tags = draft.at("/monitor_identifier/monitor_tags");
    boolean recurs =
        draft.has("/schedule/weekly") || draft.has("/schedule/recurrences") || draft.incomplete();
    if (!recurs || !named.matches() && tags.isEmpty()) {
      return Optional.empty();
    }
    String scope = draft.text("/scope").strip();
    return Optional.of(
        new Part(
            draft,
            House.of(draft),
            named.matches() ? named.group(1) : null,
            named.matches() ? null : tags(tags),
            scope.isEmpty() ? ALL : scope,
            Week.of(Plan.of(body.path("schedule"), Instant.EPOCH))));
  }

  static Set<String> tags(JsonNode list) {
    Set<String> tags = new TreeSet<>();
    list.forEach(tag -> tags.add(tag.asText()));
    return tags;
  }

  /** Whether it mutes a monitor that has these tags. */
  boolean mutesTagged(Set<String> others) {
    return tags != null && (tags.equals(Set.of(ALL)) || others.containsAll(tags));
  }

  boolean mutesNamed(String name) {
    return name.equals(monitor);
  }

  /** Whether all that is in the scope is muted. */
  boolean covers(String other) {
    return scope.equals(ALL) || scope.equals(other);
  }

  /** {@code monitors tagged a, b}. */
  String taggedWords() {
    return tags.equals(Set.of(ALL)) ? "all monitors" : "monitors tagged " + String.join(", ", tags);
  }
}
