package dev.heel.sandbox.datadog;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Compares an answer with a recorded one: the same members, the same kinds of values, and the same
 * values except where they are ids, times or people.
 */
final class ShapeDiff {
  /**
   * Members on which the recordings themselves differ, from 2020 to 2026 and between organisations:
   * they may stand on one side only.
   */
  private static final Set<String> VARYING =
      Set.of(
          "/priority", // absent in 2020
          "/draft_status", // since 2025
          "/assets", // since 2026
          "/restriction_policy", // since 2024
          "/run_as", // in one organisation
          "/restricted", // in one organisation
          "/options/locked", // until 2022
          "/options/groupby_simple_monitor", // not in 2023
          "/is_read_only", // until 2024
          "/restricted_roles", // since 2022
          "/event/id_str", // not in 2020
          "/auth_method_id", // not in 2022
          "/options/thresholds"); // until 2020 not taken from the query

  private static final Pattern OWN_VALUE =
      Pattern.compile(
          "/(id|org_id|deleted_monitor_id)"
              + "|/(created|created_at|modified|modified_at|overall_state_modified)"
              + "|/(email|author_handle|author_name|url|deleted_dashboard_id)"
              + "|/widgets/\\d+/(definition/widgets/\\d+/)?id"
              + "|/creator/.*"
              + "|/event/(id|date_happened|title|url|resource)"
              + "|/snapshot_url"
              + "|/data/(\\d+/)?id"
              + "|/data/(\\d+/)?attributes/(created|modified|canceled|schedule/(start|end))"
              + "|/data/relationships/created_by/data/id"
              + "|/options/silenced/.*"
              + "|/matching_downtimes/\\d+/(id|monitor_id|start|end)");

  /** Parts that hold other people's objects: their members are open, or their values. */
  private static final Pattern OWN_CONTENT =
      Pattern.compile("/(counts|metadata|monitors|groups|dashboards|events|included)(/.*)?");

  private final List<String> differences = new ArrayList<>();

  private ShapeDiff() {}

  static List<String> between(JsonNode recorded, JsonNode answered) {
    ShapeDiff diff = new ShapeDiff();
    diff.compare("", recorded, answered);
    return diff.differences;
  }

  private void compare(String path, JsonNode recorded, JsonNode answered) {
    if (answered == null || recorded == null) {
      if (!VARYING.contains(path)) {
        differences.add(path + (answered == null ? " is missing" : " is too much"));
      }
    } else if (recorded.isObject() && answered.isObject()) {
      Set<String> names = new TreeSet<>();
      recorded.fieldNames().forEachRemaining(names::add);
      answered.fieldNames().forEachRemaining(names::add);
      names.forEach(name -> compare(path + "/" + name, recorded.get(name), answered.get(name)));
    } else if (recorded.isArray() && answered.isArray()) {
      compareArrays(path, recorded, answered);
    } else {
      compareValues(path, recorded, answered);
    }
  }

  private void compareArrays(String path, JsonNode recorded, JsonNode answered) {
    boolean own = OWN_CONTENT.matcher(path).matches();
    if (own && (recorded.isEmpty() || answered.isEmpty())) {
      return;
    }
    if (!own && recorded.size() != answered.size()) {
      differences.add(path + " has " + answered.size() + " elements, not " + recorded.size());
      return;
    }
    if (path.endsWith("/notify_end_states")) { // in another order in every answer
      compareValues(path, sorted(recorded), sorted(answered));
      return;
    }
    int common = own ? 1 : recorded.size();
    for (int i = 0; i < common; i++) {
      compare(path + "/" + i, recorded.get(i), answered.get(i));
    }
  }

  private void compareValues(String path, JsonNode recorded, JsonNode answered) {
    boolean own = OWN_VALUE.matcher(path).matches() || OWN_CONTENT.matcher(path).matches();
    boolean nullable = own && (recorded.isNull() || answered.isNull());
    if (!nullable && recorded.getNodeType() != answered.getNodeType()) {
      differences.add(path + " is " + answered + ", not " + recorded);
    } else if (!own && !equal(recorded, answered)) {
      differences.add(path + " is " + answered + ", not " + recorded);
    }
  }

  private static JsonNode sorted(JsonNode words) {
    TreeSet<String> all = new TreeSet<>();
    words.forEach(word -> all.add(word.asText()));
    return Caller.MAPPER.valueToTree(all);
  }

  /** 2 and 2.0 are the same number: the recordings have both. */
  private static boolean equal(JsonNode one, JsonNode other) {
    return one.isNumber() && other.isNumber()
        ? one.decimalValue().compareTo(other.decimalValue()) == 0
        : one.equals(other);
  }
}
