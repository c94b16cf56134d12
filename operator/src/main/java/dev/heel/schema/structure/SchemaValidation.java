package dev.heel.schema.structure;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * One walk over an object with its schema, which collects what kube-openapi would find. A part that
 * is as it was in the stored object is let through (validation ratcheting).
 */
public final class SchemaValidation {
  private static final Map<Keyword, String> COUNTS =
      Map.of(
          Keyword.MIN_ITEMS, "minItems",
          Keyword.MAX_ITEMS, "maxItems",
          Keyword.MIN_PROPERTIES, "minProperties",
          Keyword.MAX_PROPERTIES, "maxProperties");

  private final List<Violation> found = new ArrayList<>();

  private SchemaValidation() {}

  public static List<Violation> of(SchemaNode schema, JsonNode object, JsonNode old) {
    SchemaValidation validation = new SchemaValidation();
    validation.check(schema, object, Location.ROOT, old);
    return validation.found;
  }

  private void check(SchemaNode schema, JsonNode value, Location at, JsonNode old) {
    if (old != null && Numbers.same(old, value)) {
      return;
    }
    checkType(schema, value, at);
    if (!value.isNull()) {
      checkAlternatives(schema, value, at);
      if (value.isTextual()) {
        schema.checks().text(value, at, found);
      } else if (value.isNumber()) {
        schema.checks().number(value, at, found);
      } else if (value.isArray()) {
        checkItems(schema, value, at, old);
      }
    }
    schema.checks().enumeration(value, at, found);
    if (value.isObject()) {
      checkCount(schema, Keyword.MIN_PROPERTIES, value, at);
      checkCount(schema, Keyword.MAX_PROPERTIES, value, at);
      checkFields(schema, value, at, old);
    }
  }

  private void checkType(SchemaNode schema, JsonNode value, Location at) {
    String actual = FieldError.typeOf(value);
    List<String> wanted = schema.types();
    String format = schema.checks().format();
    if (value.isNull()) {
      if (!wanted.isEmpty() && !schema.nullable()) {
        found.add(Violation.of(at, Keyword.TYPE, String.join(",", wanted), value));
      }
    } else if (!fits(wanted, value, actual)) {
      if (format.isEmpty() || value.isTextual() || value.isArray()) {
        found.add(Violation.of(at, Keyword.TYPE, String.join(",", wanted), value));
      } else {
        found.add(Violation.of(at, Keyword.FORMAT, format, value));
      }
    }
  }

  private static boolean fits(List<String> wanted, JsonNode value, String actual) {
    return wanted.isEmpty()
        || wanted.contains(actual)
        || (wanted.contains("number") && value.isNumber())
        || (wanted.contains("integer") && Numbers.isWholeDouble(value));
  }

  private void checkItems(SchemaNode schema, JsonNode list, Location at, JsonNode old) {
    if (schema.items() != null) {
      for (int i = 0; i < list.size(); i++) {
        JsonNode item = list.get(i);
        check(schema.items(), item, at.item(i), Correlation.item(schema, old, item));
      }
    }
    checkCount(schema, Keyword.MIN_ITEMS, list, at);
    checkCount(schema, Keyword.MAX_ITEMS, list, at);
  }

  /** Whether it has as many items or fields as its schema says. */
  private void checkCount(SchemaNode schema, Keyword keyword, JsonNode value, Location at) {
    JsonNode limit = schema.raw().path(COUNTS.get(keyword));
    boolean most = keyword == Keyword.MAX_ITEMS || keyword == Keyword.MAX_PROPERTIES;
    if (most ? value.size() > limit.asLong(Long.MAX_VALUE) : value.size() < limit.asLong()) {
      found.add(new Violation(at, keyword, limit, value));
    }
  }

  private void checkFields(SchemaNode schema, JsonNode value, Location at, JsonNode old) {
    value
        .properties()
        .forEach(
            entry -> {
              SchemaNode below = schema.field(entry.getKey());
              if (below != null) {
                JsonNode before = Correlation.field(old, entry.getKey());
                check(below, entry.getValue(), at.field(entry.getKey()), before);
              }
            });
    for (String name : schema.required()) {
      if (!value.has(name)) {
        found.add(Violation.required(at.field(name)));
      }
    }
  }

  private void checkAlternatives(SchemaNode schema, JsonNode value, Location at) {
    for (Alternatives alternatives : schema.alternatives()) {
      List<List<Violation>> results = new ArrayList<>();
      for (SchemaNode branch : alternatives.branches()) {
        SchemaValidation validation = new SchemaValidation();
        validation.check(branch, value, at, null);
        results.add(validation.found);
      }
      found.addAll(alternatives.judge(results, at));
    }
  }
}
