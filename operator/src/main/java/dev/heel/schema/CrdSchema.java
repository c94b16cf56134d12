package dev.heel.schema;

import com.fasterxml.jackson.databind.JsonNode;
import dev.heel.schema.cel.CelRules;
import dev.heel.schema.cel.Rules;
import dev.heel.schema.structure.Defaulting;
import dev.heel.schema.structure.FieldError;
import dev.heel.schema.structure.ListTypes;
import dev.heel.schema.structure.Pruning;
import dev.heel.schema.structure.SchemaNode;
import dev.heel.schema.structure.SchemaValidation;
import dev.heel.schema.structure.Structure;
import dev.heel.schema.structure.UnknownField;
import dev.heel.schema.structure.Violation;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The schema of one version of a CustomResourceDefinition of {@code apiextensions.k8s.io/v1}. */
public final class CrdSchema implements ResourceSchema {
  private final SchemaNode root;
  private final Rules rules;

  private CrdSchema(SchemaNode root, Rules rules) {
    this.root = root;
    this.rules = rules;
  }

  /**
   * Reads the schema and compiles its rules.
   *
   * @param crd the whole CustomResourceDefinition
   * @param version the name of one of its versions, such as {@code v1alpha1}
   * @throws InvalidCrdException if the version or its schema is missing, the schema is not
   *     structural, a default breaks it, or a CEL rule does not compile against its types
   */
  public static ResourceSchema of(JsonNode crd, String version) {
    JsonNode versions = crd.path("spec").path("versions");
    for (int i = 0; i < versions.size(); i++) {
      if (versions.get(i).path("name").asText().equals(version)) {
        String path = "spec.versions[" + i + "].schema.openAPIV3Schema";
        return of(versions.get(i).path("schema").path("openAPIV3Schema"), path, version);
      }
    }
    String sentence = "there is no version " + version;
    throw new InvalidCrdException(List.of(FieldError.ofCrd("spec.versions", sentence)));
  }

  private static ResourceSchema of(JsonNode schema, String path, String version) {
    if (!schema.isObject()) {
      String sentence = "Required value: version " + version + " has no schema";
      throw new InvalidCrdException(List.of(FieldError.ofCrd(path, sentence)));
    }
    SchemaNode root = new SchemaNode(schema);
    List<FieldError> problems = new ArrayList<>(Structure.problems(root, path));
    Rules rules = Rules.NONE;
    if (problems.isEmpty() && root.hasRules()) {
      rules = CelRules.compile(root, path, problems);
    }
    if (!problems.isEmpty()) {
      throw new InvalidCrdException(problems);
    }
    return new CrdSchema(root, rules);
  }

  @Override
  public List<Violation> validate(JsonNode object, JsonNode old) {
    List<Violation> found = new ArrayList<>(SchemaValidation.of(root, object, old));
    if (old == null || ListTypes.check(root, old).isEmpty()) {
      found.addAll(ListTypes.check(root, object));
    }
    if (found.stream().noneMatch(each -> each.keyword().blocksRules())) {
      found.addAll(rules.check(object, old));
    } else if (root.hasRules()) {
      found.add(Violation.rulesNotChecked());
    }
    return List.copyOf(found);
  }

  @Override
  public List<Violation> validateTexts(JsonNode object) {
    return rules.checkTexts(object);
  }

  @Override
  public List<UnknownField> unknownFields(JsonNode object) {
    return Pruning.prune(root, object.deepCopy()).stream()
        .sorted(Comparator.comparing(UnknownField::field))
        .toList();
  }

  @Override
  public JsonNode prune(JsonNode object) {
    JsonNode copy = object.deepCopy();
    Pruning.prune(root, copy);
    return copy;
  }

  @Override
  public JsonNode withDefaults(JsonNode object) {
    JsonNode copy = object.deepCopy();
    Defaulting.apply(root, copy);
    return copy;
  }
}
