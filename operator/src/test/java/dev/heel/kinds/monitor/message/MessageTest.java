package dev.heel.kinds.monitor.message;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.heel.kinds.Samples;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A notification's text in each situation")
class MessageTest {
  private static final Map<String, String> VALUES = Map.of("value", "840", "host.name", "web-1");

  private static String read(Situation situation, String text) {
    return new Message(situation, VALUES, "P2").of(text);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ALERT    | {{#is_alert}}a{{/is_alert}}{{^is_alert}}b{{/is_alert}}            | a
          WARNING  | {{#is_alert}}a{{/is_alert}}{{^is_alert}}b{{/is_alert}}            | b
          RENOTIFY | {{#is_alert}}a{{#is_renotify}}!{{/is_renotify}}{{/is_alert}}      | a!
          ALERT    | {{#is_alert}}a{{#is_renotify}}!{{/is_renotify}}{{/is_alert}}      | a
          RECOVERY | {{#is_recovery}}r{{/is_recovery}}{{#is_alert_recovery}}R{{/is_alert_recovery}} | rR
          RECOVERY | {{#is_warning_recovery}}r{{/is_warning_recovery}}-                | -
          NO_DATA  | {{#is_no_data}}{{#is_alert}}x{{/is_alert}}n{{/is_no_data}}        | n
          ALERT    | {{ #is_alert }}a{{ /is_alert }} {{ value }}                       | a 840
          ALERT    | {{#is_warning}}w{{else}}o{{/is_warning}}                          | o
          ALERT    | {{#is_warning}}{{#is_alert}}x{{else}}y{{/is_alert}}{{/is_warning}}- | -
          ALERT    | {{#is_match "host.name" "web"}}m{{/is_match}}                     | m
          ALERT    | {{#is_exact_match "host.name" "web"}}m{{/is_exact_match}}-        | -
          ALERT    | {{^is_match "host.name" "db" "web"}}m{{/is_match}}-               | -
          ALERT    | {{#is_priority 'P2'}}p{{/is_priority}}{{#is_priority 'P1'}}q{{/is_priority}} | p
          ALERT    | {{host.ip}} {{! not said }}{{[host.name]}}                        | ‹host.ip› web-1
          ALERT    | {{{{raw}}}}{{value}}{{{{/raw}}}}                                  | {{value}}
          ALERT    | {{#is_warning}}never closed                                       | ''
          ALERT    | {{/is_alert}}closed {{                                            | closed {{
          """)
  @DisplayName("blocks, negations, else, matches, values")
  void blocks(String situation, String text, String expected) {
    assertThat(read(Situation.valueOf(situation), text)).isEqualTo(expected);
  }

  @Test
  @DisplayName("nested negations, as people write them, speak on recovery too")
  void negationsOnRecovery() {
    String text =
        "{{#is_alert}}ALERT{{/is_alert}}{{^is_alert}}{{^is_no_data}}WARNING{{/is_no_data}}"
            + "{{/is_alert}}{{#is_no_data}}NO DATA{{/is_no_data}}";
    assertThat(read(Situation.ALERT, text)).isEqualTo("ALERT");
    assertThat(read(Situation.WARNING, text)).isEqualTo("WARNING");
    assertThat(read(Situation.NO_DATA, text)).isEqualTo("NO DATA");
    assertThat(read(Situation.RECOVERY, text)).isEqualTo("WARNING");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"{{", "}}", "{{}}", "{{else}}", "{{#}}", "{{^}}", "{{/}}", "{{#is_match}}"})
  @DisplayName("any text can be read")
  void oddTexts(String odd) {
    for (Situation situation : Situation.values()) {
      assertThat(read(situation, odd + "a" + odd)).isNotNull();
    }
  }

  @Test
  @DisplayName("the situations are those that the monitor tells of, with values that fit")
  void notices() {
    ObjectNode monitor =
        Samples.JSON
            .createObjectNode()
            .put("type", "metric alert")
            .put("name", "{{host.name}}")
            .put("query", "avg(last_5m):avg:a{*} by {host} < 100")
            .put("message", "{{value}} {{comparator}} {{threshold}} {{warn_threshold}}");
    assertThat(Notice.all(monitor))
        .extracting(Notice::situation)
        .containsExactly(Situation.ALERT, Situation.RECOVERY);
    monitor
        .putObject("options")
        .put("notify_no_data", true)
        .put("renotify_interval", 10)
        .put("escalation_message", "Still.")
        .putObject("thresholds")
        .put("warning", 200);
    List<Notice> all = Notice.all(monitor);
    assertThat(all)
        .extracting(Notice::text)
        .containsExactly(
            "95 < 100 200",
            "190 < 100 200",
            "‹value› < 100 200",
            "220 < 100 200",
            "95 < 100 200\n\nStill.");
    assertThat(all).extracting(Notice::title).containsOnly("web-1");
  }
}
