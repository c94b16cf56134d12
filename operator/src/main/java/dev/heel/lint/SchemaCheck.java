package dev.heel.lint;

import com.fasterxml.jackson.databind.JsonNode;
import dev.heel.kinds.Crds;
import dev.heel.lint.Finding.Mark;
import dev.heel.manifest.Manifest;
import dev.heel.manifest.Trap;
import dev.heel.resource.Problem.Place;
import dev.heel.resource.Problem.Severity;
import dev.heel.schema.CrdSchema;
import dev.heel.schema.ResourceSchema;
import dev.heel.schema.UnknownField;
import dev.heel.schema.Violation;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What a CRD refuses in a manifest, in words for people. Schemas are compiled once, when the first
 * resource needs them.
 */
final class SchemaCheck {
  private static final Map<String, SchemaCheck> CHECKS = new ConcurrentHashMap<>();

  private final ResourceSchema schema;
  private final Set<String> rules = new HashSet<>();

  private SchemaCheck(JsonNode crd) {
    schema = CrdSchema.of(crd, crd.at("/spec/versions/0/name").asText());
    collectRules(crd.at("/spec/versions/0/schema/openAPIV3Schema"));
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

  Found look(Manifest manifest) {
    List<Located> structure = new ArrayList<>();
    List<Located> broken = new ArrayList<>();
    Traps traps = new Traps(manifest);
    for (UnknownField unknown : schema.unknownFields(manifest.json())) {
      structure.add(new Located(unknown.pointer(), traps.orUnknown(unknown)));
    }
    for (Violation violation : schema.validate(manifest.json(), null)) {
      if (violation.field().equals("<nil>")) {
        continue;
      }
      boolean rule = rules.stream().anyMatch(violation.detail()::contains);
      Finding finding = rule ? rule(manifest, violation) : traps.orMisfit(violation);
      (rule ? broken : structure).add(new Located(violation.pointer(), finding));
    }
    return new Found(structure, broken);
  }

  private static Finding rule(Manifest manifest, Violation violation) {
    String message = violation.detail().replaceFirst("^Invalid value: (\"object\": )?", "");
    return new Finding(
        Severity.ERROR,
        "crd-rule",
        Marks.value(manifest, Place.of(violation.pointer())),
        null,
        violation.field() + ": " + message,
        "");
  }

  private void collectRules(JsonNode schema) {
    schema
        .path("x-kubernetes-validations")
        .forEach(rule -> rules.add(rule.path("message").asText()));
    schema.forEach(
        child -> {
          if (child.isContainerNode()) {
            collectRules(child);
          }
        });
  }

  /**
   * What YAML 1.1 made of a bare y, no or on explains some findings better than the schema does.
   */
  private record Traps(Manifest manifest) {
    Finding orUnknown(UnknownField unknown) {
      for (Trap trap : manifest.traps()) {
        if (trap.key() && trap.pointer().equals(unknown.pointer())) {
          return key(trap);
        }
      }
      return Misfits.unknown(manifest, unknown);
    }

    Finding orMisfit(Violation violation) {
      for (Trap trap : manifest.traps()) {
        boolean missing =
            trap.key()
                && violation.cause() == Violation.Cause.FieldValueRequired
                && violation.pointer().equals(sibling(trap));
        if (missing) {
          return key(trap);
        }
        if (!trap.key() && trap.pointer().equals(violation.pointer())) {
          return value(trap, violation);
        }
      }
      return Misfits.of(manifest, violation);
    }

    private static String sibling(Trap trap) {
      return trap.pointer().substring(0, trap.pointer().lastIndexOf('/') + 1) + trap.written();
    }

    private Finding key(Trap trap) {
      boolean layout = trap.pointer().contains("/layout/");
      return finding(
          "yaml-bool-key",
          Marks.key(manifest, trap.pointer()),
          "kubectl and Helm read this bare %s as the boolean %s%s; write \"%s\""
              .formatted(
                  trap.written(),
                  trap.read(),
                  layout ? ", and the widget loses its place" : "",
                  trap.written()));
    }

    private Finding value(Trap trap, Violation violation) {
      return finding(
          "yaml-bool-value",
          Marks.value(manifest, Place.of(trap.pointer())),
          "kubectl and Helm read this bare %s as the boolean %s, and %s is a text; write \"%s\""
              .formatted(trap.written(), trap.read(), violation.field(), trap.written()));
    }

    private static Finding finding(String rule, Mark at, String message) {
      return new Finding(Severity.ERROR, rule, at, null, message, "");
    }
  }
}
