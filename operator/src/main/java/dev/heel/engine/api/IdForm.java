package dev.heel.engine.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What the ids of one kind of object look like. What looks otherwise is no id, whoever says it: a
 * spec, a status, or an answer of Datadog's.
 *
 * @param pattern of a whole id, without {@code ^} and {@code $}; as Java and RE2 read it alike
 * @param words what it is, for people: {@code digits}
 */
public record IdForm(Pattern pattern, String words) {
  public IdForm(String pattern, String words) {
    this(Pattern.compile(pattern), words);
  }

  public boolean fits(String id) {
    return pattern.matcher(id).matches();
  }

  /** The id in an answer, where it is a text or a whole number of this form. */
  public Optional<String> in(JsonNode value) {
    return value.isTextual() || value.isIntegralNumber()
        ? Optional.of(value.asText()).filter(this::fits)
        : Optional.empty();
  }
}
