package dev.heel.operator.api.resource;

import com.fasterxml.jackson.databind.JsonNode;
import dev.heel.engine.ApiKind;
import dev.heel.engine.api.DatadogError;
import dev.heel.resource.ApiStatus;
import dev.heel.resource.ApiStatus.UsedSecret;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The secrets that one pass sends, by how the spec names them. They go into a body at the last
 * moment and out of an answer at the first; between the two everybody sees {@code
 * $(secret/NAME/KEY)}.
 */
public final class SecretValues {
  /** Of a body that names no Secret. */
  public static final SecretValues NONE = new SecretValues(Map.of(), List.of());

  private final Map<String, String> values;
  private final Map<String, String> names = new LinkedHashMap<>();
  private final List<UsedSecret> used;

  /**
   * @param values by the text that names them
   * @param used the Secrets that they came from
   */
  public SecretValues(Map<String, String> values, List<UsedSecret> used) {
    this.values = Map.copyOf(values);
    this.used = List.copyOf(used);
    values.forEach((name, value) -> names.putIfAbsent(value, name));
  }

  /** The Secrets for the status; null if there are none. */
  public List<UsedSecret> used() {
    return used.isEmpty() ? null : used;
  }

  /** Whether a Secret was changed or replaced since it was sent. */
  public boolean areNewTo(ApiStatus status) {
    List<UsedSecret> sent = status.secrets() == null ? List.of() : status.secrets();
    return !sent.equals(used);
  }

  /** The body as it goes out. */
  JsonNode filled(ApiKind<?> kind, JsonNode body) {
    return values.isEmpty()
        ? body
        : kind.withSecrets(body, text -> values.getOrDefault(text, text));
  }

  /** The answer without them. */
  JsonNode sealed(ApiKind<?> kind, JsonNode answer) {
    return values.isEmpty()
        ? answer
        : kind.withSecrets(answer, text -> names.getOrDefault(text, text));
  }

  /** The body in which equal secrets have one name, so that it can be compared with an answer. */
  public JsonNode canonical(ApiKind<?> kind, JsonNode body) {
    return sealed(kind, filled(kind, body));
  }

  /** The error with no secret in its words: Datadog quotes what it refuses. */
  DatadogError sealed(DatadogError error) {
    String words = String.valueOf(error.getMessage());
    for (Map.Entry<String, String> secret : names.entrySet()) {
      words = words.replace(secret.getKey(), secret.getValue());
    }
    return error.saying(words);
  }

  @Override
  public String toString() {
    return "SecretValues" + names.values();
  }
}
