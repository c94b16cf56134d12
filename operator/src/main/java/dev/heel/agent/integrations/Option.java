package dev.heel.agent.integrations;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/**
 * One option of an integration.
 *
 * @param type what its value is
 * @param standard its default as Datadog documents it; null if it has none
 * @param required whether an instance without it does not run
 * @param formerly older names that the Agent still reads
 * @param deprecated what to use in its place, if the whole option is a thing of the past; else null
 * @param secret whether its value is a credential
 * @param options of a mapping, if only these are known; null if it takes any
 * @param review what people found it to be; null if nobody reviewed it, which counts as local
 */
public record Option(
    String name,
    Type type,
    @JsonProperty("default") JsonNode standard,
    boolean required,
    List<String> formerly,
    String deprecated,
    boolean secret,
    List<Option> options,
    Review review) {

  public Option {
    type = type == null ? Type.ANY : type;
    formerly = formerly == null ? List.of() : List.copyOf(formerly);
    options = options == null ? null : List.copyOf(options);
  }

  /**
   * The same, with what was found of it.
   *
   * @param inner options of a mapping in which only these are known; else null
   */
  Option with(Review found, List<Option> inner) {
    return new Option(name, type, standard, required, formerly, deprecated, secret, inner, found);
  }

  /** Whether a namespace without code may use it. */
  public boolean isData() {
    return review != null && review.isData();
  }

  /** What a value may be. Integrations read numbers and booleans from texts as pydantic does. */
  public enum Type {
    @JsonProperty("string")
    STRING("a text"),
    @JsonProperty("number")
    NUMBER("a number"),
    @JsonProperty("integer")
    INTEGER("a whole number"),
    @JsonProperty("boolean")
    BOOLEAN("true or false"),
    @JsonProperty("mapping")
    MAPPING("a mapping"),
    @JsonProperty("list")
    LIST("a list"),
    @JsonProperty("any")
    ANY("anything");

    private final String words;

    Type(String words) {
      this.words = words;
    }

    /** What belongs there, for people. */
    public String words() {
      return words;
    }

    /** Whether it is of that type. */
    public boolean fits(JsonNode value) {
      return switch (this) {
        case STRING -> value.isTextual();
        case NUMBER -> value.isNumber();
        case INTEGER -> value.canConvertToExactIntegral();
        case BOOLEAN -> value.isBoolean();
        case MAPPING -> value.isObject();
        case LIST -> value.isArray();
        case ANY -> true;
      };
    }
  }
}
