package dev.heel.sandbox.kubernetes.patch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Server-side apply and the bookkeeping of managers on every other write (Kubernetes, "Server-Side
 * Apply").
 */
public final class ServerSideApply {
  private final Structure structure;

  public ServerSideApply(Structure structure) {
    this.structure = structure;
  }

  /** An apply was refused because others manage fields that it would change. */
  public static final class Conflicts extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final transient List<Conflict> conflicts;

    Conflicts(List<Conflict> conflicts) {
      super(message(conflicts));
      this.conflicts = conflicts;
    }

    public List<Conflict> conflicts() {
      return conflicts;
    }

    private static String message(List<Conflict> conflicts) {
      if (conflicts.size() == 1) {
        Conflict only = conflicts.get(0);
        return "Apply failed with 1 conflict: conflict with "
            + (only.ownerText() + ": " + only.field());
      }
      Set<String> lines = new LinkedHashSet<>();
      for (Conflict conflict : conflicts) {
        lines.add("conflicts with " + conflict.ownerText() + ":");
        conflicts.stream()
            .filter(other -> other.owner().equals(conflict.owner()))
            .forEach(other -> lines.add("- " + other.field()));
      }
      return "Apply failed with " + conflicts.size() + " conflicts: " + String.join("\n", lines);
    }
  }

  /**
   * The live object with {@code applied} laid over it and with what {@code editor} applied before
   * and nobody else wants taken away.
   *
   * @throws Conflicts unless {@code force}
   */
  public ObjectNode apply(ObjectNode live, ObjectNode applied, Editor editor, boolean force) {
    Managers managers = Managers.of(live);
    FieldSet wanted = Managers.manageable(Leaves.of(applied, structure).keySet());
    ObjectNode merged = (ObjectNode) Overlay.merge(live, applied, structure).deepCopy();
    FieldSet changed = changed(live, merged);
    List<Conflict> conflicts = conflicts(live, changed, editor);
    if (!conflicts.isEmpty() && !force) {
      throw new Conflicts(conflicts);
    }
    managers.changeOthers(editor, set -> set.minus(changed));
    FieldSet dropped = managers.of(editor).minus(wanted);
    managers.set(editor, wanted);
    for (List<String> path : dropped.paths()) {
      if (managers.all().values().stream().noneMatch(set -> covers(set, path))) {
        Removal.remove(merged, path, structure);
      }
    }
    managers.writeTo(merged);
    return merged;
  }

  /**
   * {@code after} with managedFields that say what {@code editor} changed against {@code before} by
   * a create, an update or a patch. managedFields that {@code after} has count in the place of the
   * old ones, since clients may rewrite them; a list of one empty entry resets them.
   */
  public ObjectNode update(ObjectNode before, ObjectNode after, Editor editor) {
    JsonNode given = after.path("metadata").path("managedFields");
    boolean reset = given.size() == 1 && given.get(0).isEmpty();
    Managers managers = Managers.of(given.isEmpty() ? before : after);
    if (reset) {
      managers.all().clear();
    }
    FieldSet changed = changed(before, after);
    FieldSet removed = removed(before, after);
    managers.change(set -> set.minus(removed));
    managers.changeOthers(editor, set -> set.minus(changed));
    if (!reset && !changed.isEmpty()) {
      managers.set(editor, managers.of(editor).plus(changed));
    }
    ObjectNode result = after.deepCopy();
    managers.writeTo(result);
    return result;
  }

  /** Whether {@code set} holds {@code path} or anything below it. */
  private static boolean covers(FieldSet set, List<String> path) {
    return set.paths().stream()
        .anyMatch(p -> p.size() >= path.size() && p.subList(0, path.size()).equals(path));
  }

  private List<Conflict> conflicts(ObjectNode live, FieldSet changed, Editor editor) {
    List<Conflict> conflicts = new ArrayList<>();
    for (JsonNode entry : live.path("metadata").path("managedFields")) {
      Editor owner = Editor.parse(entry);
      if (!owner.equals(editor)) {
        FieldSet.parse(entry.path("fieldsV1")).where(changed::contains).paths().stream()
            .map(path -> new Conflict(owner, entry.path("time").asText(), path))
            .forEach(conflicts::add);
      }
    }
    return conflicts;
  }

  private FieldSet changed(JsonNode before, JsonNode after) {
    Map<List<String>, JsonNode> old = Leaves.of(before, structure);
    Map<List<String>, JsonNode> now = Leaves.of(after, structure);
    now.entrySet().removeIf(leaf -> leaf.getValue().equals(old.get(leaf.getKey())));
    return Managers.manageable(now.keySet());
  }

  private FieldSet removed(JsonNode before, JsonNode after) {
    Set<List<String>> gone = new LinkedHashSet<>(Leaves.of(before, structure).keySet());
    FieldSet now = new FieldSet(Leaves.of(after, structure).keySet());
    gone.removeIf(path -> covers(now, path));
    return new FieldSet(gone);
  }
}
