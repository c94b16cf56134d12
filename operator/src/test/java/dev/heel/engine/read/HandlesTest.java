package dev.heel.engine.read;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heel.engine.read.Handles.Handle;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("Whom a message tells")
class HandlesTest {
  private static List<String> texts(String message) {
    return Handles.in(message).stream().map(Handle::text).toList();
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "@platform-team@example.com, platform-team@example.com",
    "* @platform-team@example.com, platform-team@example.com",
    "CPU is high. @slack-ops @all, slack-ops|all",
    "@webhook-ac-on{{/is_alert}}, webhook-ac-on",
    "{{#is_alert}}@pagerduty-Checkout{{/is_alert}}, pagerduty-Checkout",
    "@webhook-$(DatadogWebhook/bedroom-ac-on){{/is_alert}}, webhook-$(DatadogWebhook/bedroom-ac-on)",
    "@webhook-$(DatadogWebhook/a)., webhook-$(DatadogWebhook/a)",
    "@slack-{{team.name}} x, slack-{{team.name}}",
    "@{{user.name}}@example.com, {{user.name}}@example.com",
    "'@a@example.com,@b@example.com', a@example.com|b@example.com",
    "write to a@example.com, ''",
    "see https://example.com/@someone, ''",
    "'{{#is_match \"@http.method\" \"GET\"}}x{{/is_match}}', ''",
    "{{log.attributes.@usr.id}}, ''",
    "@ 19:00, ''",
  })
  void found(String message, String handles) {
    assertThat(String.join("|", texts(message))).isEqualTo(handles);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "'@a@example.com, please', ','",
    "(@team-a), )",
    "**@team-a**, **",
    "@team-a. And so on, .",
    "@team-a{{/is_alert}}, ''",
    "@team-a, ''",
  })
  @DisplayName("what stands behind a handle without a space is told apart")
  void tails(String message, String tail) {
    assertThat(Handles.in(message)).extracting(Handle::tail).containsExactly(tail);
  }
}
