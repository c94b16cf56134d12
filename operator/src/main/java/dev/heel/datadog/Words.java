package dev.heel.datadog;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Datadog's own words in an answer that is no success: one line, 500 characters at most. Seen are
 * {@code {"errors": ["text"]}}, {@code {"errors": [{"title", "detail"}]}} and, from the endpoints
 * that tell whether something can be deleted, {@code {"errors": {"id": "text"}}}.
 */
final class Words {
  private static final int LONGEST = 500;

  private Words() {}

  static String of(Answer answer) {
    if (answer.isHtml()) {
      return "an HTML page";
    }
    if (answer.text().isBlank()) {
      return "an empty body";
    }
    String words = Json.parse(answer.text()).map(Words::said).orElseGet(answer::text);
    return bounded(words.isBlank() ? answer.text() : words);
  }

  /** On one line, and cut. */
  static String bounded(String text) {
    String line = text.replaceAll("[\\s\\p{Cntrl}]+", " ").strip();
    return line.length() <= LONGEST ? line : line.substring(0, LONGEST - 1) + "…";
  }

  private static String said(JsonNode body) {
    List<String> said = new ArrayList<>();
    for (JsonNode error : body.path("errors")) {
      text(error).ifPresent(said::add);
    }
    for (String field : List.of("errors", "error", "message")) {
      if (said.isEmpty()) {
        text(body.path(field)).ifPresent(said::add);
      }
    }
    return String.join("; ", said);
  }

  private static Optional<String> text(JsonNode error) {
    if (error.isTextual()) {
      return Optional.of(error.textValue()).filter(text -> !text.isBlank());
    }
    String title = error.path("title").asText("");
    String detail = error.path("detail").asText("");
    if (title.isEmpty() || detail.isEmpty() || title.equals(detail)) {
      return Optional.of(detail.isEmpty() ? title : detail).filter(text -> !text.isBlank());
    }
    return Optional.of(title + ": " + detail);
  }
}
