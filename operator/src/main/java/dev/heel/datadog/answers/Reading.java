package dev.heel.datadog.answers;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.function.Consumer;

/**
 * How a body is read: whole, or as a list whose items are given away one by one.
 *
 * @param items JSON pointer of the array of the items; null if the body is kept whole
 * @param each takes an item, and keeps little of it
 */
public record Reading(String items, Consumer<JsonNode> each) {
  public static final Reading WHOLE = new Reading(null, item -> {});
}
