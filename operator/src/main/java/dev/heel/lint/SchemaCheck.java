package dev.heel.lint;

import com.fasterxml.jackson.databind.JsonNode;
import dev.heel.kinds.Crds;
import dev.heel.manifest.Manifest;
import dev.heel.schema.CrdSchema;
import dev.heel.schema.ResourceSchema;
import dev.heel.schema.structure.Keyword;
import dev.heel.schema.structure.UnknownField;
import dev.heel.schema.structure.Violation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What a CRD refuses in a manifest, in words for people. Schemas are compiled once, when the first
 * resource needs them.
 */
final class SchemaCheck {
  private static final Map<String, SchemaCheck> CHECKS = new ConcurrentHashMap<>();

  private final ResourceSchema schema;

  private SchemaCheck(JsonNode crd) {
    schema = CrdSchema.of(crd, crd.at("/spec/versions/0/name").asText());
  }

  /**
   * @param kind one of Heel's
   */
  static SchemaCheck of(String kind) {
    return CHECKS.computeIfAbsent(
        kind,
        name ->
            new SchemaCheck(
                Crds.all().stream()
                    .filter(crd -> crd.at("/spec/names/kind").asText().equals(name))
                    .findFirst()
                    .orElseThrow()));
  }

  /**
   * Findings of the schema and, apart, of its CEL rules.
   *
   * @param structure names and values that the schema does not allow
   * @param rules pointers and findings of CEL rules
   */
  record Found(List<Located> structure, List<Located> rules) {}

  /** A finding and the pointer that it is about. */
  record Located(String pointer, Finding finding) {}

  Found look(Manifest manifest, Traps traps) {
    List<Located> structure = new ArrayList<>();
    List<Located> broken = new ArrayList<>();
    for (UnknownField unknown : schema.unknownFields(manifest.json())) {
      if (!traps.explains(unknown.pointer())) {
        structure.add(new Located(unknown.pointer(), SchemaWords.unknown(manifest, unknown)));
      }
    }
    // Rules are written for what the API server stores, and that has its defaults.
    JsonNode stored = schema.withDefaults(manifest.json());
    for (Violation violation : violations(stored)) {
      if (violation.field().equals(Violation.NO_FIELD) || traps.explains(violation.pointer())) {
        continue;
      }
      (violation.keyword().isRule() ? broken : structure)
          .add(new Located(violation.pointer(), finding(manifest, traps, violation)));
    }
    return new Found(structure, broken);
  }

  /** What a text must be is told at once, and not only when all else is right. */
  private List<Violation> violations(JsonNode stored) {
    List<Violation> found = new ArrayList<>(schema.validate(stored, null));
    if (found.stream().anyMatch(each -> each.keyword() == Keyword.RULES_NOT_CHECKED)) {
      found.addAll(schema.validateTexts(stored));
    }
    return found;
  }

  private static Finding finding(Manifest manifest, Traps traps, Violation violation) {
    Optional<Finding> trap =
        violation.keyword().isRule()
            ? Optional.empty()
            : traps.value(violation.pointer(), violation.field());
    return trap.orElseGet(() -> SchemaWords.of(manifest, violation));
  }
}
