package dev.heel.engine.read;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.introspect.AnnotatedField;
import dev.heel.resource.Problem;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import java.math.BigDecimal;
import java.util.Optional;

/**
 * The range of a number, as the annotations of a typed field have it.
 *
 * @param least null for none
 * @param most null for none
 */
record Range(BigDecimal least, BigDecimal most) {
  /** Empty if the field has none. */
  static Optional<Range> of(AnnotatedField field) {
    Min min = field == null ? null : field.getAnnotation(Min.class);
    Max max = field == null ? null : field.getAnnotation(Max.class);
    return min == null && max == null
        ? Optional.empty()
        : Optional.of(
            new Range(
                min == null ? null : BigDecimal.valueOf(min.value()),
                max == null ? null : BigDecimal.valueOf(max.value())));
  }

  /** What is wrong with a number; a 0 says "none" to Datadog, and is always taken (recorded). */
  Optional<Problem> problem(JsonNode value, String at) {
    BigDecimal number = value.isNumber() ? value.decimalValue() : BigDecimal.ZERO;
    if (number.signum() == 0) {
      return Optional.empty();
    }
    if (least != null && number.compareTo(least) < 0) {
      return Optional.of(outside(value, at, "greater than or equal to", least));
    }
    return most != null && number.compareTo(most) > 0
        ? Optional.of(outside(value, at, "less than or equal to", most))
        : Optional.empty();
  }

  private static Problem outside(JsonNode value, String at, String demand, BigDecimal limit) {
    String most = limit.stripTrailingZeros().toPlainString();
    return Problem.error(
        SpecReader.OUT_OF_RANGE,
        at,
        "this must be %s %s, and is %s".formatted(demand, most, ValueWords.shown(value)),
        "");
  }
}
