package dev.heel.schema;

import com.fasterxml.jackson.databind.JsonNode;
import dev.heel.schema.CelRule.Subject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The rules of one schema node and of those below it, in the schema's own shape. */
final class CelRules implements Rules {
  private final CelShape shape;
  private final List<CelRule> rules;
  private final Map<String, CelRules> fields = new LinkedHashMap<>();
  private final CelRules element;

  private CelRules(CelShape shape, String path, Compiler compiler) {
    this.shape = shape;
    this.rules =
        shape.schema().rules().isEmpty()
            ? List.of()
            : new CelCompilation(compiler.types, shape, compiler.problems::add).rules(path);
    shape
        .schema()
        .properties()
        .forEach(
            (name, property) -> {
              CelShape field = shape.field(name);
              if (field != null && property.hasRules()) {
                String below = path + ".properties[" + name + "]";
                fields.put(name, new CelRules(field, below, compiler));
              }
            });
    this.element = element(shape, path, compiler);
  }

  private static CelRules element(CelShape shape, String path, Compiler compiler) {
    if (shape.element() == null || !shape.element().schema().hasRules()) {
      return null;
    }
    boolean list = shape.schema().type().equals("array");
    String below = path + (list ? ".items" : ".additionalProperties");
    return new CelRules(shape.element(), below, compiler);
  }

  private record Compiler(CelTypes types, List<String> problems) {}

  /**
   * @param path the schema's place in the CRD
   * @param problems takes a sentence for each rule that does not compile
   */
  static Rules compile(SchemaNode root, String path, List<String> problems) {
    CelTypes types = new CelTypes();
    CelShape shape = CelShape.of(root, true, types);
    return new CelRules(shape, path, new Compiler(types, problems));
  }

  @Override
  public List<Violation> check(JsonNode object, JsonNode old) {
    List<Violation> found = new ArrayList<>();
    visit(object, old, Location.ROOT, found);
    return found;
  }

  private void visit(JsonNode value, JsonNode old, Location at, List<Violation> found) {
    if (value.isNull()) {
      return;
    }
    evaluate(new Subject(shape, value, old == null || old.isNull() ? null : old, at), found);
    if (value.isArray() && element != null) {
      for (int i = 0; i < value.size(); i++) {
        JsonNode item = value.get(i);
        element.visit(item, Correlation.item(shape.schema(), old, item), at.item(i), found);
      }
    }
    if (value.isObject()) {
      visitFields(value, old, at, found);
    }
  }

  private void visitFields(JsonNode value, JsonNode old, Location at, List<Violation> found) {
    value
        .properties()
        .forEach(
            entry -> {
              String name = entry.getKey();
              CelRules below = fields.getOrDefault(name, element);
              if (below != null) {
                below.visit(
                    entry.getValue(), Correlation.field(old, name), at.below(shape.schema(), name), found);
              }
            });
  }

  /** A value that did not change may break a rule that came later (validation ratcheting). */
  private void evaluate(Subject subject, List<Violation> found) {
    boolean unchanged =
        subject.old() != null && Numbers.same(subject.old(), subject.value());
    for (CelRule rule : rules) {
      Violation violation = unchanged && !rule.usesOldSelf() ? null : rule.check(subject);
      if (violation != null) {
        found.add(violation);
      }
    }
  }
}
