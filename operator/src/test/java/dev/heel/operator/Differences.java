package dev.heel.operator;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** Collects where an object is not as it should be. */
final class Differences {
  private final List<String> all = new ArrayList<>();

  /** A missing value reads as the word null. */
  Differences text(String what, String wanted, JsonNode found) {
    return that(what, found.asText("null").equals(wanted), wanted, found);
  }

  Differences number(String what, double wanted, JsonNode found) {
    return that(what, found.isNumber() && found.asDouble() == wanted, wanted, found);
  }

  /** A missing value reads as false. */
  Differences flag(String what, boolean wanted, JsonNode found) {
    return that(what, found.asBoolean(false) == wanted, wanted, found);
  }

  Differences contains(String what, String wanted, JsonNode found) {
    return that(what, found.toString().contains(wanted), wanted, found);
  }

  private Differences that(String what, boolean holds, Object wanted, JsonNode found) {
    if (!holds) {
      all.add("%s is %s, not %s".formatted(what, found, wanted));
    }
    return this;
  }

  List<String> all() {
    return all;
  }
}
