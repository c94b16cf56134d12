package dev.heel.operator.api.resource;

import com.fasterxml.jackson.databind.JsonNode;
import dev.heel.engine.Report;
import dev.heel.operator.account.lists.Snapshot;
import dev.heel.operator.wake.LastSeen;
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
public record ObservedObject(
    String id, JsonNode body, String hash, Report report, Set<String> owners, List<String> copies) {
  /**
   * One that a list shows.
   *
   * @param body null if it is known to be what the last pass saw
   */
  public static ObservedObject of(Snapshot.Entry entry, JsonNode body, List<String> copies) {
    return new ObservedObject(
        entry.id(), body, entry.hash(), entry.report(), entry.owners(), copies);
  }

  /** The same, after those copies were removed. */
  public ObservedObject without(List<String> gone) {
    List<String> left = copies.stream().filter(copy -> !gone.contains(copy)).toList();
    return new ObservedObject(id, body, hash, report, owners, left);
  }

  /** What is remembered of it until the next pass. */
  public LastSeen seen() {
    return new LastSeen(id, hash, report, copies.size(), true);
  }
}
