package dev.heel.engine.compare;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.heel.engine.read.Pointers;
import java.math.BigDecimal;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.TreeSet;

/**
 * JSON by meaning: the order of members does not count, nor how a number is written (500 = 500.0),
 * nor a member that is null.
 */
public final class Canonical {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final JsonNodeFactory NODES = JsonNodeFactory.withExactBigDecimals(true);

  private Canonical() {}

  /** Whether two values mean the same. */
  public static boolean equal(JsonNode a, JsonNode b) {
    return of(a).equals(of(b));
  }

  /**
   * The value with sorted members, plain numbers and no null members. Equal meaning gives equal
   * trees.
   */
  public static JsonNode of(JsonNode value) {
    if (value == null || value.isMissingNode()) {
      return NODES.nullNode();
    }
    if (value.isObject()) {
      ObjectNode sorted = NODES.objectNode();
      names(value).stream()
          .filter(name -> !value.get(name).isNull())
          .forEach(name -> sorted.set(name, of(value.get(name))));
      return sorted;
    }
    if (value.isArray()) {
      ArrayNode items = NODES.arrayNode();
      value.forEach(item -> items.add(of(item)));
      return items;
    }
    return value.isNumber() && isFinite(value) ? plain(value.decimalValue()) : value;
  }

  /** 16 hexadecimal digits of the SHA-256 of the canonical text: equal for equal meaning. */
  public static String hash(JsonNode value) {
    try {
      byte[] text = JSON.writeValueAsBytes(of(value));
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(text);
      return HexFormat.of().formatHex(digest, 0, 8);
    } catch (JsonProcessingException | NoSuchAlgorithmException e) {
      throw new IllegalStateException("a JSON tree can be written, and every JDK has SHA-256", e);
    }
  }

  /** A found object's hash without what the server owns and changes by itself. */
  public static String comparableHash(JsonNode found, Comparison comparison) {
    return hash(without(found, "", comparison.serverOwned()));
  }

  /** JSON pointers of all leaves; an empty object or array is a leaf, and so is every array. */
  public static List<String> paths(JsonNode value) {
    List<String> paths = new ArrayList<>();
    collect("", value, paths);
    return List.copyOf(paths);
  }

  private static void collect(String pointer, JsonNode value, List<String> paths) {
    if (value.isObject() && !value.isEmpty()) {
      value
          .properties()
          .forEach(e -> collect(Pointers.member(pointer, e.getKey()), e.getValue(), paths));
    } else {
      paths.add(pointer);
    }
  }

  private static JsonNode without(JsonNode value, String pointer, Collection<String> patterns) {
    if (value.isObject()) {
      ObjectNode kept = NODES.objectNode();
      for (var field : value.properties()) {
        String at = Pointers.member(pointer, field.getKey());
        if (patterns.stream().noneMatch(pattern -> Pointers.covers(pattern, at))) {
          kept.set(field.getKey(), without(field.getValue(), at, patterns));
        }
      }
      return kept;
    }
    if (value.isArray()) {
      ArrayNode items = NODES.arrayNode();
      for (int i = 0; i < value.size(); i++) {
        items.add(without(value.get(i), pointer + "/" + i, patterns));
      }
      return items;
    }
    return value;
  }

  private static Collection<String> names(JsonNode object) {
    Collection<String> names = new TreeSet<>();
    object.fieldNames().forEachRemaining(names::add);
    return names;
  }

  private static boolean isFinite(JsonNode number) {
    return !number.isFloatingPointNumber() || Double.isFinite(number.doubleValue());
  }

  private static JsonNode plain(BigDecimal number) {
    BigDecimal stripped = number.signum() == 0 ? BigDecimal.ZERO : number.stripTrailingZeros();
    return DecimalNode.valueOf(stripped);
  }
}
