package dev.heel.engine.read;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.TokenBuffer;
import dev.heel.resource.Problem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;

/**
 * How much a spec may hold. An API server takes 10,000 levels and keys as long as the object; who
 * walks such a tree runs out of stack, and with it would stop the work on everybody's resources. So
 * a field of the spec that holds more is left out while it is read, and the spec says so. The other
 * fields stay, since a deletion must know what was wished for it.
 */
public final class SpecBounds {
  /** The id of the rule that says that a field was left out. */
  public static final String RULE = "spec-size";

  /** Several times as deep as dashboards, pods and checks go. */
  public static final int DEEPEST = 100;

  /** In UTF-16 units; the names of Datadog and Kubernetes have 317 at most. */
  public static final int LONGEST_KEY = 1_000;

  /** No field of a spec has this name: the API server drops those that the schema lacks. */
  private static final String LEFT_OUT = "heel.dev/left-out";

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private SpecBounds() {}

  /**
   * A spec of any depth, without the fields that are too large. It takes no more stack for a deep
   * one.
   *
   * @param parser at the first token of the spec; afterwards at its last
   * @throws IOException if the text ends early or is no JSON
   */
  public static JsonNode read(JsonParser parser) throws IOException {
    if (!parser.hasToken(JsonToken.START_OBJECT)) {
      Field whole = new Field(parser);
      return whole.excess() == null ? whole.value() : leftOut("/spec", whole.excess());
    }
    ObjectNode spec = NODES.objectNode();
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      parser.nextToken();
      Field field = new Field(parser);
      if (field.excess() == null) {
        spec.set(name, field.value());
      } else if (!spec.has(LEFT_OUT)) {
        spec.setAll(leftOut(Pointers.member("/spec", name), field.excess()));
      }
    }
    return spec;
  }

  /** The same of a spec that is a tree already, or missing. */
  public static JsonNode read(JsonNode spec) {
    if (spec.isMissingNode()) {
      return spec;
    }
    try (JsonParser parser = spec.traverse(Shape.MAPPER)) {
      parser.nextToken();
      return read(parser);
    } catch (IOException e) {
      throw new UncheckedIOException("a tree is read from memory", e);
    }
  }

  /**
   * What was left out of a spec when it was read; empty if that was nothing. Nothing else should be
   * said of such a spec: what is missing in it may be what was left out.
   *
   * @param spec as {@link #read(JsonParser)} gave it; null counts as empty
   */
  public static Optional<Problem> problem(JsonNode spec) {
    return Optional.ofNullable(spec)
        .map(any -> any.get(LEFT_OUT))
        .map(
            left ->
                Problem.error(
                    RULE,
                    left.path("at").asText(),
                    left.path("excess").asText(),
                    "Heel does not read such a field, and changes nothing in Datadog. Make it smaller."));
  }

  private static ObjectNode leftOut(String pointer, String excess) {
    ObjectNode left = NODES.objectNode().put("at", pointer).put("excess", excess);
    return NODES.objectNode().set(LEFT_OUT, left);
  }

  /** One value of a spec: its tokens are taken while they are within the bounds. */
  private static final class Field {
    private final TokenBuffer taken = new TokenBuffer(Shape.MAPPER, false);
    private String excess;
    private int depth;
    private int values;

    Field(JsonParser parser) throws IOException {
      take(parser);
      while (depth > 0) {
        parser.nextToken();
        take(parser);
      }
    }

    /** What there is too much of, in words; null if all is within the bounds. */
    String excess() {
      return excess;
    }

    JsonNode value() throws IOException {
      try (JsonParser parser = taken.asParser()) {
        return Shape.MAPPER.readTree(parser);
      }
    }

    private void take(JsonParser parser) throws IOException {
      JsonToken token = parser.currentToken();
      if (token == null) {
        throw new IOException("a spec that ends early");
      }
      depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
      values++;
      if (excess == null) {
        excess = excess(parser, token);
      }
      if (excess == null) {
        taken.copyCurrentEvent(parser);
      }
    }

    private String excess(JsonParser parser, JsonToken token) throws IOException {
      if (depth > DEEPEST) {
        return "this is nested more than %d levels deep".formatted(DEEPEST);
      }
      if (values > 2 * DefinitionBounds.MOST_VALUES) {
        return "this holds more than %,d keys and values".formatted(DefinitionBounds.MOST_VALUES);
      }
      boolean longKey =
          token == JsonToken.FIELD_NAME && parser.currentName().length() > LONGEST_KEY;
      return longKey ? "a key in this has more than %,d characters".formatted(LONGEST_KEY) : null;
    }
  }
}
