package dev.heel.engine.plan;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.StreamSupport;

/**
 * Other programs that keep objects in Datadog, by the tags that they, or people who use them, set.
 */
public final class OtherWriters {
  /** What datadog-operator sets on monitors and SLOs, unless that is switched off. */
  private static final String DATADOG_OPERATOR = "generated:kubernetes";

  private OtherWriters() {}

  /**
   * That somebody else may put the object back forever, as one sentence; empty if no tag says so.
   */
  public static Optional<String> suspected(JsonNode found) {
    return StreamSupport.stream(found.path("tags").spliterator(), false)
        .map(JsonNode::asText)
        .flatMap(tag -> writer(tag).map(who -> sentence(tag, who)).stream())
        .findFirst();
  }

  private static Optional<String> writer(String tag) {
    String kept = tag.toLowerCase(Locale.ROOT);
    if (kept.equals(DATADOG_OPERATOR)) {
      return Optional.of("datadog-operator");
    }
    return kept.contains("terraform") ? Optional.of("Terraform") : Optional.empty();
  }

  private static String sentence(String tag, String who) {
    return "It has the tag %s, so perhaps %s writes it too: take it out of there first, or each will undo what the other does."
        .formatted(tag, who);
  }
}
