package dev.heel.sandbox.kubernetes.patch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

/** Who manages which fields of one object: {@code metadata.managedFields}. */
final class Managers {
  /** Fields that nobody manages (k8s.io/apimachinery, managedfields: the strip set). */
  private static final Set<List<String>> NOBODYS =
      Set.of(
          List.of("f:apiVersion"),
          List.of("f:kind"),
          List.of("f:metadata", "f:name"),
          List.of("f:metadata", "f:namespace"),
          List.of("f:metadata", "f:creationTimestamp"),
          List.of("f:metadata", "f:deletionTimestamp"),
          List.of("f:metadata", "f:deletionGracePeriodSeconds"),
          List.of("f:metadata", "f:selfLink"),
          List.of("f:metadata", "f:uid"),
          List.of("f:metadata", "f:generation"),
          List.of("f:metadata", "f:managedFields"),
          List.of("f:metadata", "f:resourceVersion"));

  private final Map<Editor, FieldSet> fields = new LinkedHashMap<>();
  private final Map<Editor, String> times = new LinkedHashMap<>();

  private Managers() {}

  static Managers of(JsonNode object) {
    Managers managers = new Managers();
    for (JsonNode entry : object.path("metadata").path("managedFields")) {
      Editor editor = Editor.parse(entry);
      managers.fields.put(editor, FieldSet.parse(entry.path("fieldsV1")));
      managers.times.put(editor, entry.path("time").asText());
    }
    return managers;
  }

  static FieldSet manageable(Set<List<String>> paths) {
    return new FieldSet(paths).where(path -> !NOBODYS.contains(path));
  }

  Map<Editor, FieldSet> all() {
    return fields;
  }

  FieldSet of(Editor editor) {
    return fields.getOrDefault(editor, new FieldSet(Set.of()));
  }

  /** Sets what {@code editor} manages; the time moves only if that changed. */
  void set(Editor editor, FieldSet wanted) {
    if (!wanted.equals(fields.get(editor))) {
      times.put(editor, Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
    }
    fields.put(editor, wanted);
  }

  void change(UnaryOperator<FieldSet> change) {
    fields.replaceAll((editor, set) -> change.apply(set));
  }

  void changeOthers(Editor mine, UnaryOperator<FieldSet> change) {
    fields.replaceAll((editor, set) -> editor.equals(mine) ? set : change.apply(set));
  }

  void writeTo(ObjectNode object) {
    ArrayNode entries = Trees.array();
    fields.forEach(
        (editor, set) -> {
          if (!set.isEmpty()) {
            entries.add(editor.entry(times.get(editor), set));
          }
        });
    ObjectNode metadata = Trees.child(object, "metadata");
    if (entries.isEmpty()) {
      metadata.remove("managedFields");
    } else {
      metadata.set("managedFields", entries);
    }
  }
}
