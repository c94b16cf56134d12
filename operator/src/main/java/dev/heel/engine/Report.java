package dev.heel.engine;

import dev.heel.resource.ApiStatus.TriggeredGroup;
import java.util.List;

/**
 * What Datadog says of an object's life.
 *
 * @param state such as {@code Alert}; null if the kind has none
 * @param since RFC 3339; null if unknown
 * @param next when it next takes effect, as people read it in its own zone; null if unknown
 * @param triggered ten groups at most
 * @param more how many groups beyond those; 0 if none
 */
public record Report(
    String state, String since, String next, List<TriggeredGroup> triggered, int more) {
  public static final Report NONE = new Report(null, null, null, List.of(), 0);

  public Report(String state, String since, List<TriggeredGroup> triggered, int more) {
    this(state, since, null, triggered, more);
  }
}
