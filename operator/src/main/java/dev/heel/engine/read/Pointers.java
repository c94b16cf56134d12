package dev.heel.engine.read;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Writing, escaping and matching of JSON pointers (RFC 6901) on Jackson's trees. */
public final class Pointers {
  private Pointers() {}

  /** The pointer of a member. */
  public static String member(String parent, String name) {
    return parent + "/" + name.replace("~", "~0").replace("/", "~1");
  }

  /**
   * Sets a value, making objects on the way where there are none, and gives the tree back. A null
   * removes it. A place in an array that does not exist, or below a value that is no object, is
   * left alone.
   */
  public static ObjectNode set(ObjectNode root, String pointer, JsonNode value) {
    JsonPointer at = JsonPointer.compile(pointer);
    JsonNode parent = root;
    for (JsonPointer step = at; !step.tail().matches(); step = step.tail()) {
      JsonNode next = parent.path(step.getMatchingProperty());
      if (step.mayMatchElement() && parent.isArray()) {
        next = parent.path(step.getMatchingIndex());
      }
      if (next.isMissingNode() && parent instanceof ObjectNode object && value != null) {
        next = object.set(step.getMatchingProperty(), JsonNodeFactory.instance.objectNode());
        next = object.get(step.getMatchingProperty());
      }
      parent = next;
    }
    put(parent, at.last(), value);
    return root;
  }

  private static void put(JsonNode parent, JsonPointer last, JsonNode value) {
    if (parent instanceof ObjectNode object) {
      if (value == null) {
        object.remove(last.getMatchingProperty());
      } else {
        object.set(last.getMatchingProperty(), value);
      }
    } else if (parent instanceof ArrayNode array && last.getMatchingIndex() < array.size()) {
      if (value == null) {
        array.remove(last.getMatchingIndex());
      } else {
        array.set(last.getMatchingIndex(), value);
      }
    }
  }

  /**
   * Whether a pointer is the pattern's place or below it; {@code *} in the pattern stands for any
   * one part.
   */
  public static boolean covers(String pattern, String pointer) {
    int at = 0;
    for (int from = 0; from <= pattern.length(); from = partEnd(pattern, from) + 1) {
      if (at > pointer.length()) {
        return false;
      }
      int length = partEnd(pattern, from) - from;
      int given = partEnd(pointer, at) - at;
      boolean any = length == 1 && pattern.charAt(from) == '*';
      if (!any && (length != given || !pattern.regionMatches(from, pointer, at, length))) {
        return false;
      }
      at += given + 1;
    }
    return true;
  }

  private static int partEnd(String pointer, int from) {
    int slash = pointer.indexOf('/', from);
    return slash < 0 ? pointer.length() : slash;
  }

  /** Whether a pointer is exactly the pattern's place. */
  public static boolean matches(String pattern, String pointer) {
    return pattern.chars().filter(c -> c == '/').count()
            == pointer.chars().filter(c -> c == '/').count()
        && covers(pattern, pointer);
  }
}
