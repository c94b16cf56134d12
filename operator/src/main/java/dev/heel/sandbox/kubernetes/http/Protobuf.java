package dev.heel.sandbox.kubernetes.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.heel.sandbox.kubernetes.patch.Trees;
import dev.heel.sandbox.kubernetes.store.Refusal;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Reads the few kinds that {@code kubectl create} sends as Protobuf (Kubernetes API concepts,
 * "Kubernetes Protobuf encoding"; field numbers from the API's generated.proto). A field that is
 * not in the table is refused, never dropped.
 */
final class Protobuf {
  private static final byte[] MAGIC = {'k', '8', 's', 0};
  private static final int LENGTH_DELIMITED = 2;

  /** Message, field number, field, type. */
  private static final Map<String, String[]> FIELDS =
      Arrays.stream(
              """
              Unknown 1 typeMeta TypeMeta
              Unknown 2 raw bytes
              TypeMeta 1 apiVersion string
              TypeMeta 2 kind string
              ObjectMeta 1 name string
              ObjectMeta 2 generateName string
              ObjectMeta 3 namespace string
              ObjectMeta 11 labels map
              ObjectMeta 12 annotations map
              Namespace 1 metadata ObjectMeta
              ServiceAccount 1 metadata ObjectMeta
              ConfigMap 1 metadata ObjectMeta
              ConfigMap 2 data map
              ConfigMap 3 binaryData bytesMap
              ConfigMap 4 immutable bool
              Secret 1 metadata ObjectMeta
              Secret 2 data bytesMap
              Secret 3 type string
              Secret 4 stringData map
              Secret 5 immutable bool
              map 1 key string
              map 2 value string
              bytesMap 1 key string
              bytesMap 2 value bytes
              DeleteOptions 4 propagationPolicy string
              """
                  .split("\n"))
          .map(line -> line.split(" "))
          .collect(Collectors.toMap(row -> row[0] + " " + row[1], row -> row));

  private Protobuf() {}

  /**
   * @throws Refusal 415 for kinds and fields that are not understood
   */
  static ObjectNode read(byte[] body) {
    if (body.length < MAGIC.length || !Arrays.equals(MAGIC, Arrays.copyOf(body, MAGIC.length))) {
      throw unsupported("what is sent");
    }
    try {
      ByteBuffer rest = ByteBuffer.wrap(body, MAGIC.length, body.length - MAGIC.length);
      ObjectNode envelope = message("Unknown", rest);
      byte[] raw = Base64.getDecoder().decode(envelope.path("raw").asText());
      ObjectNode object = (ObjectNode) envelope.path("typeMeta");
      String kind = object.path("kind").asText();
      return object.setAll(message(kind, ByteBuffer.wrap(raw)));
    } catch (BufferUnderflowException | IllegalArgumentException | ClassCastException e) {
      throw unsupported("what is sent");
    }
  }

  private static ObjectNode message(String type, ByteBuffer bytes) {
    ObjectNode object = Trees.object();
    while (bytes.hasRemaining()) {
      long tag = varint(bytes);
      boolean delimited = (tag & 7) == LENGTH_DELIMITED;
      long number = varint(bytes);
      ByteBuffer content = delimited ? bytes.slice(bytes.position(), (int) number) : null;
      if (delimited) {
        bytes.position(bytes.position() + (int) number);
      }
      String[] field = FIELDS.get(type + " " + (tag >> 3));
      if (field != null) {
        set(object, field, content, number);
      } else if (number != 0 && (content == null || !blank(content))) {
        throw unsupported(type);
      }
    }
    return object;
  }

  /** Whether a message has nothing but zeros and empty texts, as Go writes what is not set. */
  private static boolean blank(ByteBuffer message) {
    while (message.hasRemaining()) {
      varint(message);
      if (varint(message) != 0) {
        return false;
      }
    }
    return true;
  }

  private static void set(ObjectNode object, String[] field, ByteBuffer content, long number) {
    String name = field[2];
    switch (field[3]) {
      case "bool" -> object.put(name, number != 0);
      case "string" -> putText(object, name, StandardCharsets.UTF_8.decode(content).toString());
      case "bytes" -> object.put(name, base64(content));
      case "map", "bytesMap" -> {
        ObjectNode entry = message(field[3], content);
        Trees.child(object, name).put(entry.path("key").asText(), entry.path("value").asText());
      }
      default -> object.set(name, message(field[3], content));
    }
  }

  /** An empty text is one that is not there, except in a map. */
  private static void putText(ObjectNode object, String name, String text) {
    if (!text.isEmpty()) {
      object.put(name, text);
    }
  }

  private static String base64(ByteBuffer content) {
    byte[] bytes = new byte[content.remaining()];
    content.get(bytes);
    return Base64.getEncoder().encodeToString(bytes);
  }

  private static long varint(ByteBuffer bytes) {
    long value = 0;
    for (int shift = 0; shift < 64; shift += 7) {
      byte part = bytes.get();
      value |= (long) (part & 0x7f) << shift;
      if (part >= 0) {
        return value;
      }
    }
    throw new IllegalArgumentException("a number of more than 64 bits");
  }

  private static Refusal unsupported(String what) {
    return Refusal.of(
        415,
        "UnsupportedMediaType",
        "the sandbox does not read "
            + what
            + " as Protobuf, which kubectl create sends; write a manifest and use kubectl apply");
  }
}
