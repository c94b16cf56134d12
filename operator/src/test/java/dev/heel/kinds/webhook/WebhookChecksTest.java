package dev.heel.kinds.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("What a webhook is told before it is sent")
class WebhookChecksTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{url: https://example.com/a} |",
        "{url: $(secret/a/b)} |",
        "{payload: {}} | ERROR webhook-url",
        "{url: example.com} | ERROR webhook-url",
        "{url: 'ftp://example.com/a'} | ERROR webhook-url",
        "{url: https://example.com/$(secret/a/b)} | ERROR secret-whole",
        "{url: https://e.com, customHeaders: {Authorization: Bearer $(secret/a/b)}}"
            + " | ERROR secret-whole",
        "{url: https://e.com, payload: {a: $(secret/a/b)}} | ERROR secret-place",
        "{url: https://e.com, payload: '{\"a\": $ALERT_ID, \"b\": \"$TAGS\"}'} |",
        "{url: https://e.com, payload: 'a=b'} | ERROR webhook-payload",
        "{url: https://e.com, payload: 'a=b', encodeAs: form} |",
        "{url: https://e.com, definition: {custom_headers: 'a: b'}} | ERROR webhook-headers",
        "{url: https://e.com, definition: {name: 'a b'}} | ERROR webhook-name",
        "{url: https://e.com?token=abc} | WARNING clear-text-secret",
        "{url: 'https://me:pw@e.com'} | WARNING clear-text-secret",
        "{url: https://hooks.example.com/services/T00000000/B0A1B2C3D4E5F6G7H8I9J0}"
            + " | WARNING clear-text-secret",
        "{url: https://e.com/api/v1/switches/the-bedroom} |",
        "{url: https://e.com, customHeaders: {X-Api-Key: abc}} | WARNING clear-text-secret",
        "{url: https://e.com, customHeaders: {X-Room: bedroom}} |"
      })
  void isTold(String spec, String told) {
    assertThat(Webhooks.problems(spec))
        .extracting(problem -> problem.severity() + " " + problem.rule())
        .containsExactlyElementsOf(told == null ? List.of() : List.of(told));
  }
}
