package dev.heel.datadog;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.heel.datadog.answers.Answer;
import dev.heel.datadog.answers.AnswerRoom;
import dev.heel.datadog.answers.Body;
import dev.heel.datadog.answers.BodyReader;
import dev.heel.engine.api.Call.Method;
import dev.heel.engine.api.DatadogError;
import dev.heel.engine.api.DatadogError.Kind;
import dev.heel.testing.Exchanges;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

/** Answers that Datadog really gave, where a folder of recordings lies beside the checkout. */
@EnabledIf("recorded")
class RecordedErrorsTest {
  private static final Map<Integer, Kind> KINDS =
      Map.of(
          400, Kind.REJECTED,
          403, Kind.FORBIDDEN,
          404, Kind.MISSING,
          409, Kind.REJECTED,
          422, Kind.REJECTED,
          429, Kind.THROTTLED);

  static boolean recorded() {
    return Exchanges.recorded("answers that are errors");
  }

  @Test
  void eachHasItsClassAndItsWords() throws IOException {
    for (Path file : Exchanges.files("errors")) {
      JsonNode response = new JsonMapper().readTree(file.toFile()).get("response");
      Answer answer = answer(response);

      DatadogError error = DatadogErrors.of(Calls.of(Method.POST), answer, Instant.EPOCH);

      assertThat(error.kind()).as(file.toString()).isEqualTo(KINDS.get(answer.status()));
      assertThat(error.answered()).isTrue();
      assertThat(error.getMessage()).as(file.toString()).isNotBlank().hasSizeLessThanOrEqualTo(500);
      assertThat(error.getMessage()).as(file.toString()).contains(firstWord(response));
    }
  }

  private static Answer answer(JsonNode response) throws IOException {
    Map<String, String> headers = new HashMap<>();
    response
        .get("headers")
        .properties()
        .forEach(e -> headers.put(e.getKey(), e.getValue().asText()));
    JsonNode body = response.get("body");
    String text = body.isTextual() ? body.textValue() : body.isNull() ? "" : body.toString();
    AnswerRoom.Claim claim = AnswerRoom.ofProcess().share().claim(Duration.ofSeconds(9));
    try (claim) {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      Body read = BodyReader.whole(claim).read(new ByteArrayInputStream(bytes));
      return new Answer(response.get("status").intValue(), headers, read);
    }
  }

  private static String firstWord(JsonNode response) {
    JsonNode first = response.path("body").path("errors").path(0);
    String text = first.isTextual() ? first.textValue() : first.path("title").asText("");
    return text.strip().split("\\s", 2)[0];
  }
}
