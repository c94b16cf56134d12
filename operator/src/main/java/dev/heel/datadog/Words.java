package dev.heel.datadog;

import com.fasterxml.jackson.databind.JsonNode;
import dev.heel.datadog.answers.Answer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What an answer that is no success says, on one line, 500 characters at most. Only what has the
 * form of Datadog's errors is quoted: {@code {"errors": ["text"]}}, {@code {"errors": [{"title",
 * "detail"}]}} and, from the endpoints that tell whether something can be deleted, {@code
 * {"errors": {"id": "text"}}}. Whoever may write an account's address would else be shown what
 * answers there.
 */
final class Words {
  private static final int LONGEST = 500;
  private static final Pattern CONTENT_TYPE = Pattern.compile("[a-z]{1,20}/[a-z0-9.+-]{1,60}");

  private Words() {}

  /** Datadog's own words; empty if there are none. */
  static Optional<String> said(Answer answer) {
    return answer
        .body()
        .json()
        .map(Words::errors)
        .filter(said -> !said.isBlank())
        .map(Words::bounded);
  }

  /** What came, without a word of it: {@code text/html, 1,204 bytes}. */
  static String described(Answer answer) {
    if (answer.body().fault() != null) {
      return answer.body().fault();
    }
    return answer.body().isEmpty()
        ? "an empty body"
        : "%s, %,d byte%s"
            .formatted(
                contentType(answer),
                answer.body().length(),
                answer.body().length() == 1 ? "" : "s");
  }

  /** On one line, and cut. */
  static String bounded(String text) {
    String line = text.replaceAll("[\\s\\p{Cntrl}]+", " ").strip();
    return line.length() <= LONGEST ? line : line.substring(0, LONGEST - 1) + "…";
  }

  private static String contentType(Answer answer) {
    String type = answer.header("content-type").orElse("");
    String bare = type.replaceFirst(";.*", "").strip().toLowerCase(Locale.ROOT);
    return CONTENT_TYPE.matcher(bare).matches() ? bare : "content of no known type";
  }

  private static String errors(JsonNode body) {
    List<String> said = new ArrayList<>();
    for (JsonNode error : body.path("errors")) {
      text(error).ifPresent(said::add);
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
