package dev.heel.manifest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import org.snakeyaml.engine.v2.api.ConstructNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.Tag;
import org.snakeyaml.engine.v2.resolver.ScalarResolver;
import org.snakeyaml.engine.v2.schema.Schema;

/** Scalars with and without a tag. */
final class YamlScalar {
  /** What the parser gives to a plain scalar without a tag, so that others can be told from it. */
  private static final Tag UNTAGGED = new Tag("!untagged-plain");

  private YamlScalar() {}

  /** Leaves it to {@link Scalars} to say what a plain scalar is. */
  static final class Unresolved implements Schema {
    @Override
    public ScalarResolver getScalarResolver() {
      return (value, implicit) -> implicit ? UNTAGGED : Tag.STR;
    }

    @Override
    public Map<Tag, ConstructNode> getSchemaTagConstructors() {
      return Map.of();
    }
  }

  static boolean isMerge(Node key) {
    return key instanceof ScalarNode scalar
        && scalar.getValue().equals("<<")
        && scalar.getTag().equals(UNTAGGED);
  }

  static boolean isTrap(ScalarNode node) {
    return node.getTag().equals(UNTAGGED) && Scalars.isTrap(node.getValue());
  }

  static JsonNode of(ScalarNode node, Position at) throws Unreadable {
    String text = node.getValue();
    Tag tag = node.getTag();
    if (tag.equals(UNTAGGED)) {
      return plain(text, at);
    }
    if (tag.equals(Tag.BINARY)) {
      return binary(text, at);
    }
    boolean number = tag.equals(Tag.INT) || tag.equals(Tag.FLOAT);
    if (!number && !tag.equals(Tag.BOOL) && !tag.equals(Tag.NULL)) {
      return TextNode.valueOf(text);
    }
    JsonNode value = plain(text, at);
    if (fits(tag, value)) {
      return value;
    }
    String name = tag.getValue().substring(Tag.PREFIX.length());
    throw new Unreadable(at, "tagged as !!" + name + ", which it is not", "take the tag off");
  }

  private static boolean fits(Tag tag, JsonNode value) {
    if (tag.equals(Tag.INT)) {
      return value.isIntegralNumber();
    }
    return tag.equals(Tag.FLOAT)
        ? value.isNumber()
        : tag.equals(Tag.BOOL) ? value.isBoolean() : value.isNull();
  }

  private static JsonNode plain(String text, Position at) throws Unreadable {
    if (Scalars.isNotJson(text)) {
      throw new Unreadable(
          at, text + " is a number that JSON cannot write", "put it in quotes if it is a text");
    }
    return Scalars.read(text);
  }

  private static JsonNode binary(String text, Position at) throws Unreadable {
    try {
      byte[] bytes = Base64.getMimeDecoder().decode(text);
      return TextNode.valueOf(new String(bytes, StandardCharsets.UTF_8));
    } catch (IllegalArgumentException e) {
      throw new Unreadable(
          at, "tagged as !!binary, but not base64", "correct it, or take the tag off");
    }
  }
}
