package dev.heel.engine.plan;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.heel.engine.ApiKind;
import dev.heel.engine.compare.Canonical;
import dev.heel.engine.compare.Change;
import dev.heel.engine.read.Pointers;
import dev.heel.resource.ApiStatus.Applied;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * What differs between a desired body and a found object. Three-way: the fields that were sent last
 * tell a field that the resource gave up from one that somebody else set. Compares JSON with JSON,
 * since typed models inject defaults and lose nulls.
 */
public final class Diff {
  private static final JsonNode HIDDEN = TextNode.valueOf("(not shown)");

  private final ApiKind<?> kind;
  private final Set<String> sentBefore;
  private final List<String> ignored;
  private final List<Change> changes = new ArrayList<>();

  private Diff(ApiKind<?> kind, Applied applied, List<String> ignored) {
    this.kind = kind;
    this.ignored = ignored;
    this.sentBefore =
        applied == null || applied.paths() == null ? Set.of() : Set.copyOf(applied.paths());
  }

  /**
   * The differences, in the order of the desired fields and then by name; empty if the object is as
   * desired.
   *
   * @param found null or missing counts as an object without fields
   * @param applied what was last sent; null if nothing was
   * @param ignored pointers that are left to others, with all below them
   */
  public static List<Change> between(
      ApiKind<?> kind, JsonNode desired, JsonNode found, Baseline baseline) {
    Diff diff = new Diff(kind, baseline.applied(), baseline.ignored());
    diff.compare("", desired, found);
    return List.copyOf(diff.changes);
  }

  /**
   * What a comparison goes by beside the two bodies.
   *
   * @param applied what was last sent; null if nothing was
   * @param ignored pointers that are left to others, with all below them
   */
  public record Baseline(Applied applied, List<String> ignored) {
    public static final Baseline NONE = new Baseline(null, List.of());
  }

  /** What may be a secret is named, never shown. */
  private void add(String pointer, JsonNode wanted, JsonNode found, Change.Cause cause) {
    boolean secret = kind.secretAllowed(pointer);
    changes.add(
        new Change(
            pointer, secret ? hidden(wanted) : wanted, secret ? hidden(found) : found, cause));
  }

  private static JsonNode hidden(JsonNode value) {
    return isAbsent(value) ? null : HIDDEN;
  }

  private void compare(String pointer, JsonNode wanted, JsonNode found) {
    if (isIgnored(pointer) || isSame(pointer, wanted, found)) {
      return;
    }
    if (isContainer(wanted) && isContainer(found) && wanted.isObject() == found.isObject()) {
      compareContainers(pointer, wanted, found);
    } else if (isAbsent(found)) {
      lacking(pointer, wanted);
    } else {
      add(pointer, wanted, found, Change.Cause.DIFFERENT);
    }
  }

  private void compareContainers(String pointer, JsonNode wanted, JsonNode found) {
    if (wanted.isObject()) {
      compareMembers(pointer, wanted, found);
    } else if (wanted.size() == found.size() && holdsContainers(wanted)) {
      for (int i = 0; i < wanted.size(); i++) {
        compare(pointer + "/" + i, wanted.get(i), found.get(i));
      }
    } else {
      add(pointer, wanted, found, Change.Cause.DIFFERENT);
    }
  }

  /** A list of plain values is one value: which of them changed says nothing to anybody. */
  private static boolean holdsContainers(JsonNode array) {
    for (JsonNode item : array) {
      if (item.isContainerNode()) {
        return true;
      }
    }
    return false;
  }

  private void compareMembers(String pointer, JsonNode wanted, JsonNode found) {
    for (var field : wanted.properties()) {
      compare(
          Pointers.member(pointer, field.getKey()), field.getValue(), found.get(field.getKey()));
    }
    Set<String> extra = new TreeSet<>();
    found.fieldNames().forEachRemaining(extra::add);
    wanted.fieldNames().forEachRemaining(extra::remove);
    extra.forEach(name -> unwanted(Pointers.member(pointer, name), found.get(name)));
  }

  /** The resource has it, Datadog does not: a difference unless absence means the same. */
  private void lacking(String pointer, JsonNode wanted) {
    if (wanted.isObject() && !wanted.isEmpty()) {
      wanted
          .properties()
          .forEach(
              field -> compare(Pointers.member(pointer, field.getKey()), field.getValue(), null));
    } else if (!meansAbsent(pointer, wanted)) {
      add(pointer, wanted, null, Change.Cause.DIFFERENT);
    }
  }

  /** Datadog has it, the resource does not: the server's own, a default, given up, or foreign. */
  private void unwanted(String pointer, JsonNode found) {
    if (isIgnored(pointer) || isServerOwned(pointer) || meansAbsent(pointer, found)) {
      return;
    }
    if (found.isObject() && !found.isEmpty() && !sentBefore.contains(pointer)) {
      found
          .properties()
          .forEach(field -> unwanted(Pointers.member(pointer, field.getKey()), field.getValue()));
      return;
    }
    Change.Cause cause = sentBefore.contains(pointer) ? Change.Cause.REMOVED : Change.Cause.FOREIGN;
    add(pointer, null, found, cause);
  }

  private boolean isSame(String pointer, JsonNode wanted, JsonNode found) {
    if (isAbsent(wanted) && isAbsent(found)) {
      return true;
    }
    if (isAbsent(wanted) || isAbsent(found)) {
      return meansAbsent(pointer, isAbsent(wanted) ? found : wanted);
    }
    return Canonical.equal(wanted, found) || kind.same(pointer, wanted, found);
  }

  private boolean meansAbsent(String pointer, JsonNode value) {
    return isAbsent(value)
        || kind.comparison().defaults().entrySet().stream()
            .filter(entry -> Pointers.matches(entry.getKey(), pointer))
            .anyMatch(entry -> entry.getValue().stream().anyMatch(d -> Canonical.equal(d, value)));
  }

  private boolean isServerOwned(String pointer) {
    return kind.comparison().serverOwned().stream().anyMatch(p -> Pointers.covers(p, pointer));
  }

  private boolean isIgnored(String pointer) {
    return ignored.stream().anyMatch(pattern -> Pointers.covers(pattern, pointer));
  }

  private static boolean isAbsent(JsonNode value) {
    return value == null || value.isNull() || value.isMissingNode();
  }

  private static boolean isContainer(JsonNode value) {
    return value != null && value.isContainerNode();
  }
}
