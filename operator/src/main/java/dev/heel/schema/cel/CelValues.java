package dev.heel.schema.cel;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cel.common.types.CelType;
import dev.cel.common.types.SimpleType;
import dev.cel.common.values.CelByteString;
import dev.cel.common.values.NullValue;
import dev.heel.schema.structure.Numbers;
import dev.heel.schema.structure.SchemaNode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

/** Scalars between JSON and CEL. */
final class CelValues {
  static final Object NULL = NullValue.NULL_VALUE;

  private CelValues() {}

  /** Some formats make a string another type in CEL. */
  static CelType textType(SchemaNode schema) {
    return switch (schema.raw().path("format").asText()) {
      case "byte" -> SimpleType.BYTES;
      case "date", "date-time" -> SimpleType.TIMESTAMP;
      default -> SimpleType.STRING;
    };
  }

  static Object scalar(JsonNode json, CelType type) {
    if (json.isTextual()) {
      return text(json.textValue(), type);
    }
    if (json.isBoolean()) {
      return json.booleanValue();
    }
    boolean whole = type.equals(SimpleType.INT) || Numbers.isLong(json);
    return whole && !type.equals(SimpleType.DOUBLE) ? (Object) json.asLong() : json.asDouble();
  }

  private static Object text(String text, CelType type) {
    if (type.equals(SimpleType.TIMESTAMP)) {
      return instant(text);
    }
    return type.equals(SimpleType.BYTES)
        ? CelByteString.of(text.getBytes(StandardCharsets.UTF_8))
        : text;
  }

  private static Instant instant(String text) {
    return text.length() == "2026-01-01".length()
        ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant()
        : OffsetDateTime.parse(text).toInstant();
  }
}
