package dev.heel.operator.account.lists;

import com.fasterxml.jackson.databind.JsonNode;
import dev.heel.engine.Report;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What one good round of reading a list showed. Immutable.
 *
 * @param startedAt when the round began: nothing that happened later is promised to be in it
 * @param byId the entries
 * @param byMarker ids of the living entries that carry an owner's marker, the smallest first
 * @param suspicious whether it lacks so much of what is known that absence is not believed
 */
public record Snapshot(
    Instant startedAt,
    Map<String, Entry> byId,
    Map<String, List<String>> byMarker,
    boolean suspicious) {

  /**
   * One object of a list, without its body where that says nothing new.
   *
   * @param id its id
   * @param owners the keys of those whose markers it carries; none, one, or several by mistake
   * @param modifiedAt its modification time; null if the list has none
   * @param hash hash of what is comparable; null where the list is only a summary
   * @param report what Datadog says of its life
   * @param body the object itself, kept only if its hash is not the one that was expected; else
   *     null
   */
  public record Entry(
      String id, Set<String> owners, String modifiedAt, String hash, Report report, JsonNode body) {
    /** Whose it is; null if that is no one, or cannot be told. */
    public String marker() {
      return owners.size() == 1 ? owners.iterator().next() : null;
    }
  }

  /** Ids of the objects with this marker. */
  public List<String> marked(String ownerKey) {
    return byMarker.getOrDefault(ownerKey, List.of());
  }
}
