package dev.heel.operator;

import com.fasterxml.jackson.databind.JsonNode;
import dev.heel.engine.Report;
import java.util.List;
import java.util.Set;

/**
 * An object as a pass observes it.
 *
 * @param id its id
 * @param body it; null if it is known to be what the last pass saw, which was as it should be
 * @param hash what the poller compares: a hash, or the time of modification where a list is a
 *     summary
 * @param report what Datadog says of its life
 * @param owners the keys of those whose markers it carries
 * @param copies ids of other objects that carry the same marker
 */
record Found(
    String id, JsonNode body, String hash, Report report, Set<String> owners, List<String> copies) {
  Found without(List<String> gone) {
    List<String> left = copies.stream().filter(copy -> !gone.contains(copy)).toList();
    return new Found(id, body, hash, report, owners, left);
  }

  Seen seen() {
    return new Seen(id, hash, report, copies.size(), true);
  }
}
