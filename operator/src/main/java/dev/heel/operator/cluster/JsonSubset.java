package dev.heel.operator.cluster;

import com.fasterxml.jackson.databind.JsonNode;

/** Whether one JSON tree says all that another says. Pure. */
public final class JsonSubset {
  private JsonSubset() {}

  /** Whether all that is wanted is there; what the API server adds does not count. */
  public static boolean covers(JsonNode live, JsonNode wanted) {
    if (wanted.isObject()) {
      return wanted.properties().stream()
          .allMatch(
              field ->
                  live.has(field.getKey()) && covers(live.get(field.getKey()), field.getValue()));
    }
    if (wanted.isArray()) {
      boolean same = live.isArray() && live.size() == wanted.size();
      for (int i = 0; same && i < wanted.size(); i++) {
        same = covers(live.get(i), wanted.get(i));
      }
      return same;
    }
    return wanted.equals(live);
  }
}
