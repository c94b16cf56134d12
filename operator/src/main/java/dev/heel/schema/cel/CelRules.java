package dev.heel.schema.cel;

import com.fasterxml.jackson.databind.JsonNode;
import dev.heel.schema.cel.CelRule.Subject;
import dev.heel.schema.structure.Correlation;
import dev.heel.schema.structure.FieldError;
import dev.heel.schema.structure.Location;
import dev.heel.schema.structure.Numbers;
import dev.heel.schema.structure.SchemaNode;
import dev.heel.schema.structure.Violation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** The rules of one schema node and of those below it, in the schema's own shape. */
public final class CelRules implements Rules {
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

  private record Compiler(CelTypes types, List<FieldError> problems) {}

  /**
   * @param path the schema's place in the CRD
   * @param problems takes what is wrong with each rule that does not compile
   */
  public static Rules compile(SchemaNode root, String path, List<FieldError> problems) {
    CelTypes types = new CelTypes();
    CelShape shape = CelShape.of(root, true, types);
    return new CelRules(shape, path, new Compiler(types, problems));
  }

  @Override
  public List<Violation> check(JsonNode object, JsonNode old) {
    List<Violation> found = new ArrayList<>();
    visit(new Subject(shape, object, old, Location.ROOT), subject -> true, false, found);
    return found;
  }

  @Override
  public List<Violation> checkTexts(JsonNode object) {
    List<Violation> found = new ArrayList<>();
    Subject root = new Subject(shape, object, null, Location.ROOT);
    visit(root, CelRules::isText, false, found);
    return found;
  }

  private static boolean isText(Subject subject) {
    return subject.value().isTextual() && subject.shape().schema().type().equals("string");
  }

  /**
   * A value that did not change may break a rule that came later, unless the rule is about change
   * (validation ratcheting); {@code same} says that what holds this value did not change.
   *
   * @param judged whose rules are run
   */
  private void visit(
      Subject subject, Predicate<Subject> judged, boolean same, List<Violation> found) {
    JsonNode value = subject.value();
    if (value.isNull()) {
      return;
    }
    boolean unchanged = subject.old() == null ? same : Numbers.same(subject.old(), value);
    for (CelRule rule : judged.test(subject) ? rules : List.<CelRule>of()) {
      Violation violation = unchanged && !rule.usesOldSelf() ? null : rule.check(subject);
      if (violation != null) {
        found.add(violation);
      }
    }
    boolean list = shape.schema().type().equals("array");
    if (value.isArray() && list && element != null) {
      visitItems(subject, judged, unchanged, found);
    } else if (value.isObject() && !list) {
      visitFields(subject, judged, unchanged, found);
    }
  }

  private void visitItems(
      Subject list, Predicate<Subject> judged, boolean same, List<Violation> found) {
    for (int i = 0; i < list.value().size(); i++) {
      JsonNode item = list.value().get(i);
      JsonNode old = Correlation.item(shape.schema(), list.old(), item);
      Subject each = new Subject(element.shape, item, old, list.at().item(i));
      element.visit(each, judged, same, found);
    }
  }

  private void visitFields(
      Subject object, Predicate<Subject> judged, boolean same, List<Violation> found) {
    object
        .value()
        .properties()
        .forEach(
            entry -> {
              String name = entry.getKey();
              CelRules below = fields.getOrDefault(name, element);
              if (below != null) {
                JsonNode old = Correlation.field(object.old(), name);
                Location at = object.at().below(shape.schema(), name);
                Subject field = new Subject(below.shape, entry.getValue(), old, at);
                below.visit(field, judged, same, found);
              }
            });
  }
}
