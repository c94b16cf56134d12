package dev.heel.engine.identity;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.heel.engine.read.Pointers;
import dev.heel.resource.Owner;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;

/**
 * How an object in Datadog is known as a resource's own. One place yields the marker for create,
 * find, update and delete alike.
 */
public sealed interface Identity {
  String CLUSTER_TAG = "heel_cluster:";
  String OWNER_TAG = "heel_owner:";

  /** Longest value of an owner tag, since Datadog cuts tags. */
  int LONGEST = TagForm.LONGEST - OWNER_TAG.length();

  /** As many owners as are told of one object: more than one is one too many. */
  int MOST_OWNERS = 10;

  /** Digits of the hash that stands for the end of a name that is too long. */
  int HASH = 11;

  /**
   * The owner as an object carries it: equal for equal owners, different for different ones, and as
   * Datadog keeps it.
   */
  static String key(Owner owner) {
    return keyOf(owner.cluster() + "/" + shortened(owner.namespace() + "/" + owner.name()));
  }

  /** The key that a marker says, which may be written in other letters. */
  static String keyOf(String marker) {
    int slash = marker.indexOf('/');
    return slash < 0
        ? value(CLUSTER_TAG, marker)
        : value(CLUSTER_TAG, marker.substring(0, slash))
            + "/"
            + value(OWNER_TAG, marker.substring(slash + 1));
  }

  private static String value(String prefix, String text) {
    String kept = TagForm.of(prefix + text);
    return kept.startsWith(prefix) ? kept.substring(prefix.length()) : "";
  }

  /** No name has an underscore, so what is cut is never a name of its own. */
  private static String shortened(String name) {
    return name.length() <= LONGEST
        ? name
        : name.substring(0, LONGEST - HASH - 1) + "_" + digest(name).substring(0, HASH);
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
   * The {@link #key}s of all owners whose markers a found object carries, in any letters: none,
   * one, or several if somebody added one by hand; {@link #MOST_OWNERS} at most.
   */
  Set<String> owners(JsonNode found);

  /** The one owner; empty if an object carries no marker, or those of several owners. */
  default Optional<String> marker(JsonNode found) {
    Set<String> owners = owners(found);
    return owners.size() == 1 ? Optional.of(owners.iterator().next()) : Optional.empty();
  }

  /**
   * JSON pointers of what, in a body that a person wrote, is a marker of Heel's or would become
   * one; but for that owner's own, which an export of its object has.
   *
   * @param owner its cluster does not count; its namespace may be null where that is not known
   */
  List<String> forged(JsonNode body, Owner owner);

  private static boolean names(String key, Owner owner) {
    Owner anywhere = new Owner("", String.valueOf(owner.namespace()), owner.name());
    return owner.namespace() == null
        ? key.endsWith("/" + owner.name())
        : key.substring(key.indexOf('/') + 1).equals(key(anywhere).substring(1));
  }

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
        if (!TagForm.isReserved(tag.asText())) {
          tags.add(tag);
        }
      }
      String key = key(owner);
      int slash = key.indexOf('/');
      tags.add(CLUSTER_TAG + key.substring(0, slash));
      tags.add(OWNER_TAG + key.substring(slash + 1));
      return Pointers.set(body, pointer, tags);
    }

    @Override
    public Set<String> owners(JsonNode found) {
      Set<String> names = values(found, OWNER_TAG);
      return values(found, CLUSTER_TAG).stream()
          .flatMap(cluster -> names.stream().map(name -> cluster + "/" + name))
          .limit(MOST_OWNERS)
          .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    @Override
    public List<String> forged(JsonNode body, Owner owner) {
      boolean own =
          values(body, OWNER_TAG).stream().allMatch(name -> names("/" + name, owner))
              && !values(body, OWNER_TAG).isEmpty();
      JsonNode tags = body.at(pointer);
      return IntStream.range(0, tags.size())
          .filter(i -> TagForm.isReserved(tags.path(i).asText("")))
          .filter(i -> !(own && isMarker(tags.path(i).asText(""))))
          .mapToObj(i -> pointer + "/" + i)
          .toList();
    }

    private static boolean isMarker(String tag) {
      String kept = TagForm.of(tag);
      boolean marks = kept.startsWith(CLUSTER_TAG) || kept.startsWith(OWNER_TAG);
      return marks && !TagForm.isSeveral(tag);
    }

    private Set<String> values(JsonNode found, String prefix) {
      return StreamSupport.stream(found.at(pointer).spliterator(), false)
          .map(tag -> TagForm.of(tag.asText()))
          .filter(tag -> tag.startsWith(prefix))
          .map(tag -> tag.substring(prefix.length()))
          .collect(Collectors.toCollection(LinkedHashSet::new));
    }
  }

  /**
   * The last line of a text that people see. It holds no {@code @}, so it notifies nobody.
   *
   * @param pointer JSON pointer of the text
   */
  record Line(String pointer) implements Identity {
    @Override
    public ObjectNode mark(ObjectNode body, Owner owner) {
      String marked = MarkerLine.of(body.at(pointer).asText("")).marked(key(owner));
      return Pointers.set(body, pointer, JsonNodeFactory.instance.textNode(marked));
    }

    @Override
    public Set<String> owners(JsonNode found) {
      return MarkerLine.of(found.at(pointer).asText("")).owners();
    }

    @Override
    public List<String> forged(JsonNode body, Owner owner) {
      return owners(body).stream().allMatch(key -> names(key, owner))
          ? List.of()
          : List.of(pointer);
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
    public Set<String> owners(JsonNode found) {
      return Set.of();
    }

    @Override
    public List<String> forged(JsonNode body, Owner owner) {
      return List.of();
    }
  }
}
