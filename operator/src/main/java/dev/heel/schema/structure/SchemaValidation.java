package dev.heel.schema.structure;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/**
 * One walk over an object with its schema, which collects what kube-openapi would find. A part that
 * is as it was in the stored object is let through (validation ratcheting).
 */
public final class SchemaValidation {
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
      checkSize(schema, value, at);
      checkFields(schema, value, at, old);
    }
  }

  private void checkType(SchemaNode schema, JsonNode value, Location at) {
    String actual = typeOf(value);
    List<String> wanted = schema.types();
    String format = schema.checks().format();
    if (value.isNull()) {
      if (!wanted.isEmpty() && !schema.nullable()) {
        found.add(FieldErrors.wrongType(at, String.join(",", wanted), "null"));
      }
    } else if (!fits(wanted, value, actual)) {
      if (format.isEmpty() || value.isTextual() || value.isArray()) {
        found.add(FieldErrors.wrongType(at, String.join(",", wanted), actual));
      } else {
        found.add(FieldErrors.wrongType(at, format, goFormat(value)));
      }
    }
  }

  private static boolean fits(List<String> wanted, JsonNode value, String actual) {
    return wanted.isEmpty()
        || wanted.contains(actual)
        || (wanted.contains("number") && value.isNumber())
        || (wanted.contains("integer") && Numbers.isWholeDouble(value));
  }

  private static String typeOf(JsonNode value) {
    return switch (value.getNodeType()) {
      case STRING, BINARY -> "string";
      case NUMBER -> Numbers.isLong(value) ? "integer" : "number";
      case BOOLEAN -> "boolean";
      case ARRAY -> "array";
      case OBJECT, POJO -> "object";
      case NULL, MISSING -> "null";
    };
  }

  /** The name that kube-openapi uses for a value whose schema declares a format. */
  private static String goFormat(JsonNode value) {
    if (!value.isNumber()) {
      return "";
    }
    return Numbers.isLong(value) ? "int64" : "float64";
  }

  private void checkItems(SchemaNode schema, JsonNode list, Location at, JsonNode old) {
    if (schema.items() != null) {
      for (int i = 0; i < list.size(); i++) {
        JsonNode item = list.get(i);
        check(schema.items(), item, at.item(i), Correlation.item(schema, old, item));
      }
    }
    long least = schema.raw().path("minItems").asLong();
    if (list.size() < least) {
      String sentence = at.path() + " in body should have at least " + least + " items";
      found.add(FieldErrors.invalid(at, Integer.toString(list.size()), sentence));
    }
    long most = schema.raw().path("maxItems").asLong(Long.MAX_VALUE);
    if (list.size() > most) {
      found.add(FieldErrors.tooMany(at, list.size(), most));
    }
  }

  private void checkSize(SchemaNode schema, JsonNode value, Location at) {
    long least = schema.raw().path("minProperties").asLong();
    if (value.size() < least) {
      String sentence = at.path() + " in body should have at least " + least + " properties";
      found.add(FieldErrors.invalid(at, Integer.toString(value.size()), sentence));
    }
    long most = schema.raw().path("maxProperties").asLong(Long.MAX_VALUE);
    if (value.size() > most) {
      found.add(FieldErrors.tooMany(at, value.size(), most));
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
        found.add(FieldErrors.required(at.field(name)));
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
