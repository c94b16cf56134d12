package dev.heel.lint;

import static dev.heel.lint.Texts.monitor;
import static dev.heel.lint.Texts.rules;
import static dev.heel.lint.Texts.validated;
import static org.assertj.core.api.Assertions.assertThat;

import dev.heel.lint.Validation.Extent;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Whom monitors and downtimes tell")
class RecipientsTest {
  private static final String WEBHOOK =
      """
      apiVersion: heel.dev/v1alpha1
      kind: DatadogWebhook
      metadata: {name: %s, namespace: home}
      spec: {url: 'https://example.com/hook'%s}
      """;

  private static String saying(String message) {
    return monitor("m", metric("message: '" + message + "'"));
  }

  private static String metric(String more) {
    return "{type: metric alert, query: 'avg(last_5m):avg:a{*} > 1', " + more + "}";
  }

  private static List<String> sentences(Extent extent, String... texts) {
    return validated(extent, texts).findings().stream().map(Finding::sentence).toList();
  }

  @Test
  @DisplayName("a handle of a webhook that no file has is told where webhooks are kept in files")
  void webhooks() {
    String hook = WEBHOOK.formatted("ac-on", "");
    assertThat(sentences(Extent.WHOLE, saying("x @webhook-ac-onn"), hook))
        .containsExactly(
            "no DatadogWebhook among these files is called ac-onn. Did you mean @webhook-ac-on?"
                + " @webhook-$(DatadogWebhook/NAME) follows one of these files.");
    assertThat(rules(validated(saying("x @webhook-other"), hook)))
        .containsExactly("1.yaml:4:76 notify-webhook");
    assertThat(sentences(Extent.WHOLE, saying("x @webhook-ac-on"), hook)).isEmpty();
    assertThat(sentences(Extent.WHOLE, saying("x @webhook-other")))
        .as("nobody says that webhooks are made here")
        .isEmpty();
  }

  @Test
  @DisplayName("of a part of the files only what looks like a slip is told")
  void webhooksElsewhere() {
    String hook = WEBHOOK.formatted("ac-on", "");
    assertThat(sentences(Extent.PART, saying("@webhook-other"), hook)).isEmpty();
    assertThat(sentences(Extent.PART, saying("@webhook-acon"), hook)).hasSize(1);
  }

  @Test
  @DisplayName("a webhook is called by the name in its spec, and the cluster may be a part of it")
  void webhookNames() {
    String named = WEBHOOK.formatted("a", ", name: 'b-$(cluster.name)'");
    assertThat(sentences(Extent.WHOLE, saying("@webhook-b-prod"), named)).isEmpty();
    assertThat(sentences(Extent.WHOLE, saying("@webhook-b-$(cluster.name)"), named)).isEmpty();
    assertThat(sentences(Extent.WHOLE, saying("@webhook-a"), named)).hasSize(1);
  }

  @Test
  @DisplayName("a monitor whose message names nobody is told, unless somebody speaks for it")
  void nobody() {
    assertThat(rules(validated(saying("High.")))).containsExactly("1.yaml:4:73 monitor-nobody");
    assertThat(rules(validated(monitor("m", metric("priority: 1")))))
        .containsExactly("1.yaml:4:7 monitor-nobody");
    String part = monitor("part", metric("message: High."));
    String whole =
        monitor("whole", "{type: composite, query: '!$(DatadogMonitor/part)', message: '@all'}");
    assertThat(validated(part, whole).findings()).isEmpty();
    assertThat(validated(monitor("m", metric("draftStatus: draft"))).findings()).isEmpty();
    assertThat(
            validated(
                    monitor(
                        "m",
                        metric(
                            "options: {renotifyInterval: 10, escalationMessage: '@team-a'},"
                                + " message: High.")))
                .findings())
        .isEmpty();
    String silent =
        saying("High.")
            .replace("home}", "home, annotations: {heel.dev/ignore-rules: monitor-nobody}}");
    assertThat(validated(silent).findings()).isEmpty();
  }

  @Test
  @DisplayName("what has an error is not judged further")
  void errorsFirst() {
    assertThat(rules(validated(monitor("m", "{type: metric alert, query: 'avg:a{*}'}"))))
        .noneMatch(rule -> rule.contains("nobody"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "@all",
        "@someone",
        "@team-a",
        "@teams-channel",
        "@slack-account-channel",
        "@pagerduty",
        "@pagerduty-Service",
        "@opsgenie-x",
        "@workflow-x",
        "@case-x",
        "@oncall-x",
        "@stack-team",
        "@first.last@example.com",
        "@webhook-{{value}}",
        "cc @a@example.com @b@example.com"
      })
  @DisplayName("handles of all sorts are good")
  void good(String message) {
    assertThat(validated(saying(message)).findings()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "@a@example.com, look",
        "(@team-a)",
        "@slack-",
        "@slak-ops",
        "@webhooks-ac",
        "@pagerdutty-x",
      })
  @DisplayName("handles that lead nowhere are told, and silenced by their rule")
  void bad(String message) {
    assertThat(rules(validated(saying(message)))).hasSize(1).allMatch(r -> r.endsWith("handle"));
    String silent =
        saying(message)
            .replace("home}", "home, annotations: {heel.dev/ignore-rules: notify-handle}}");
    assertThat(validated(silent).findings()).isEmpty();
  }
}
