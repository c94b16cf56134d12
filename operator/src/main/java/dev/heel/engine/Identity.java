package dev.heel.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.heel.resource.Owner;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.stream.StreamSupport;

/**
 * How an object in Datadog is known as a resource's own. One place yields the marker for create,
 * find, update and delete alike.
 */
public sealed interface Identity {
  String CLUSTER_TAG = "heel_cluster:";
  String OWNER_TAG = "heel_owner:";

  /** Longest value of an owner tag; Datadog cuts tags at 200 characters. */
  int LONGEST = 190;

  /** The owner as an object carries it: equal for equal owners, different for different ones. */
  static String key(Owner owner) {
    return owner.cluster() + "/" + shortened(owner.namespace() + "/" + owner.name());
  }

  private static String shortened(String name) {
    return name.length() <= LONGEST
        ? name
        : name.substring(0, LONGEST - 13) + "~" + digest(name).substring(0, 12);
  }

  private static String digest(String text) {
    try {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  /** The body with the owner's marker in it; other content is kept. */
  ObjectNode mark(ObjectNode body, Owner owner);

  /**
   * The {@link #key} of the owner whose marker a found object carries; empty if it carries none.
   */
  Optional<String> marker(JsonNode found);

  /**
   * Two tags, by which lists can be filtered.
   *
   * @param pointer JSON pointer of the array of tags
   */
  record Tags(String pointer) implements Identity {
    @Override
    public ObjectNode mark(ObjectNode body, Owner owner) {
      ArrayNode tags = JsonNodeFactory.instance.arrayNode();
      for (JsonNode tag : body.at(pointer)) {
        if (!tag.asText().startsWith(CLUSTER_TAG) && !tag.asText().startsWith(OWNER_TAG)) {
          tags.add(tag);
        }
      }
      String key = key(owner);
      tags.add(CLUSTER_TAG + owner.cluster());
      tags.add(OWNER_TAG + key.substring(owner.cluster().length() + 1));
      return Pointers.set(body, pointer, tags);
    }

    @Override
    public Optional<String> marker(JsonNode found) {
      return tag(found, CLUSTER_TAG)
          .flatMap(cluster -> tag(found, OWNER_TAG).map(name -> cluster + "/" + name));
    }

    private Optional<String> tag(JsonNode found, String prefix) {
      return StreamSupport.stream(found.at(pointer).spliterator(), false)
          .map(JsonNode::asText)
          .filter(tag -> tag.startsWith(prefix))
          .map(tag -> tag.substring(prefix.length()))
          .findFirst();
    }
  }

  /**
   * The last line of a text that people see. It holds no {@code @}, so it notifies nobody.
   *
   * @param pointer JSON pointer of the text
   */
  record Line(String pointer) implements Identity {
    private static final String PREFIX = "[heel] ";

    @Override
    public ObjectNode mark(ObjectNode body, Owner owner) {
      String text = withoutMarker(body.at(pointer).asText(""));
      String line = PREFIX + key(owner);
      String marked = text.isEmpty() ? line : text + "\n" + line;
      return Pointers.set(body, pointer, JsonNodeFactory.instance.textNode(marked));
    }

    @Override
    public Optional<String> marker(JsonNode found) {
      String text = found.at(pointer).asText("").stripTrailing();
      String last = text.substring(text.lastIndexOf('\n') + 1);
      return last.startsWith(PREFIX)
          ? Optional.of(last.substring(PREFIX.length()).strip())
          : Optional.empty();
    }

    private static String withoutMarker(String text) {
      String stripped = text.stripTrailing();
      int start = stripped.lastIndexOf('\n') + 1;
      return stripped.substring(start).startsWith(PREFIX)
          ? stripped.substring(0, start).stripTrailing()
          : stripped;
    }
  }

  /**
   * A name that is the object's id too, so that there is no place for a marker.
   *
   * @param pointer JSON pointer of the name
   */
  record NaturalKey(String pointer) implements Identity {
    @Override
    public ObjectNode mark(ObjectNode body, Owner owner) {
      return body;
    }

    @Override
    public Optional<String> marker(JsonNode found) {
      return Optional.empty();
    }
  }
}
