package dev.heel.lint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heel.engine.problem.RuleFault;
import dev.heel.lint.Finding.Mark;
import dev.heel.lint.Validation.Extent;
import dev.heel.manifest.ManifestReader;
import dev.heel.manifest.ReadFile;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.constraints.Size;

/** Whatever the bytes: findings at places that are in the file, never an exception. */
class ValidationFuzzTest {
  private static final String SEED =
      """
      apiVersion: heel.dev/v1alpha1
      kind: DatadogMonitor
      metadata:
        name: my-metric
        namespace: home
        labels: {team: platform}
        annotations: {heel.dev/ignore-rules: monitor-tag}
      spec:
        name: my_metric is high on {{host.name}}
        type: metric alert
        query: avg(last_5m):avg:my_metric{environment:local} by {host} > 800
        message: |
          {{#is_alert}}{{value}} on {{host.ip}}{{/is_alert}} $(DatadogMonitor/other.url)
          @platform-team@example.com
        tags: [team:platform, &tag service:x, *tag]
        priority: 3
        options:
          thresholds: {warning: 500, critical: 800, criticalRecovery: 700}
          notifyNoData: true
          noDataTimeframe: 10
          notifyBy: [host]
        definition: {options: {renotify_interval: 60, escalation_message: "still\\thigh"}}
        accountRef: {name: default, namespace: datadog}
      ---
      apiVersion: heel.dev/v1alpha1
      kind: DatadogAccount
      metadata: {name: default, namespace: datadog}
      spec:
        site: datadoghq.com
        secretRef: {name: keys}
        allowedNamespaces: {from: Selector, selector: {matchLabels: {team: platform}}}
      ---
      apiVersion: heel.dev/v1alpha1
      kind: DatadogDowntime
      metadata: {name: nights, namespace: home}
      spec:
        monitorRef: {name: my-metric}
        scope: env:a
        message: "@team-a, @webhook-ac"
        schedule:
          timezone: America/New_York
          weekly:
            - {days: [Mon, Tue, Wed, Thu, Fri], from: "19:00", to: "09:00"}
      ---
      apiVersion: heel.dev/v1alpha1
      kind: DatadogDowntime
      metadata: {name: weekend, namespace: home}
      spec:
        monitorTags: [team:platform]
        schedule:
          timezone: America/New_York
          recurrences:
            - {rrule: "FREQ=WEEKLY;BYDAY=SA,SU", start: "2026-11-28T00:00", duration: 24h}
      ---
      apiVersion: heel.dev/v1alpha1
      kind: DatadogWebhook
      metadata: {name: ac, namespace: home}
      spec: {url: $(secret/keys/app-key), name: "ac-$(cluster.name)"}
      ---
      apiVersion: heel.dev/v1alpha1
      kind: DatadogAgent
      metadata: {name: datadog, namespace: datadog}
      spec:
        accountRef: {name: default}
        allowedChecks: {namespaces: {from: All}}
        tags: [env:prod]
        node: {env: [{name: A, value: b}]}
        apm: {instrumentation: {targets: [{name: a, podSelector: {matchLabels: {app: b}}}]}}
      ---
      apiVersion: heel.dev/v1alpha1
      kind: DatadogCheck
      metadata: {name: mysql, namespace: home}
      spec:
        integration: mysql
        interval: 30s
        targets: {service: mysql}
        initConfig: {}
        instances: [{host: "%%host%%", username: a, password: $(secret/mysql/password)}]
      ---
      apiVersion: heel.dev/v1alpha1
      kind: DatadogDashboard
      metadata: {name: board, namespace: home}
      spec:
        definition:
          layout_type: ordered
          widgets: [{definition: {type: note, content: a}}]
      ---
      apiVersion: v1
      kind: Secret
      metadata: {name: keys, namespace: datadog}
      stringData: {api-key: a}
      data: {app-key: Yg==}
      """;

  /** Texts that mean something to YAML, to templates, to queries, or to a terminal. */
  private static final List<String> TOKENS =
      List.of(
          "y",
          "no",
          "null",
          "~",
          "[",
          "]",
          "{",
          "}",
          "- ",
          ": ",
          "'",
          "\"",
          "|",
          ">",
          "@",
          "@webhook-",
          "* @",
          "BYDAY=MO",
          "&a ",
          "*a",
          "<<: ",
          "---\n",
          "\t",
          "\r",
          "\n",
          " ",
          "#",
          "!!int ",
          "!!binary ",
          "1e999",
          ".nan",
          "0x",
          "99999999999999999999",
          "-1",
          "\u0000",
          "\u001b[2J",
          "\u202e",
          "\ud83d\ude00",
          "é",
          "$(",
          "$(DatadogMonitor/",
          ")",
          "{{",
          "}}",
          "{{#is_alert}}",
          "{{/",
          "by {",
          "> ",
          ">= .",
          "%",
          "::",
          "last_",
          "anomalies(",
          "definition: ",
          "definitionFrom: ",
          "adopt: {}",
          "\\",
          "?");

  @Property(tries = 500)
  void randomBytes(@ForAll @Size(max = 300) byte[] bytes) {
    check(bytes);
  }

  @Provide
  Arbitrary<String> mutated() {
    return Arbitraries.randomValue(ValidationFuzzTest::mutate);
  }

  @Property(tries = 3000, edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
  void mutatedManifests(@ForAll("mutated") String text) {
    check(text.getBytes(StandardCharsets.UTF_8));
  }

  private static String mutate(Random random) {
    String text = SEED;
    for (int i = random.nextInt(4); i >= 0; i--) {
      text = random.nextInt(3) == 0 ? lines(text, random) : characters(text, random);
    }
    return text;
  }

  private static String characters(String text, Random random) {
    int from = random.nextInt(text.length());
    int to = Math.min(text.length(), from + random.nextInt(6));
    String token = TOKENS.get(random.nextInt(TOKENS.size()));
    return text.substring(0, from) + token + text.substring(to);
  }

  private static String lines(String text, Random random) {
    List<String> lines = new ArrayList<>(Arrays.asList(text.split("\n", -1)));
    String line = lines.get(random.nextInt(lines.size()));
    int at = random.nextInt(lines.size());
    switch (random.nextInt(3)) {
      case 0 -> lines.remove(at);
      case 1 -> lines.add(at, line);
      default -> lines.set(at, " ".repeat(random.nextInt(3)) + line);
    }
    return String.join("\n", lines) + "\n";
  }

  private static void check(byte[] bytes) {
    List<ReadFile> files =
        new ManifestReader(new ByteArrayInputStream(bytes)).read(List.of(Path.of("-")));
    for (Extent extent : Extent.values()) {
      Validation validation = Validation.of(files, extent);
      assertThat(validation.findings())
          .allSatisfy(
              finding -> {
                assertThat(finding.message()).isNotEmpty();
                assertThat(finding.rule()).as(finding.message()).isNotEqualTo(RuleFault.RULE);
                assertThat(finding.sentence().codePoints()).noneMatch(Character::isISOControl);
                if (finding.at().position() == null) {
                  assertThat(finding.rule()).as("of a whole file").isEqualTo("unreadable");
                } else {
                  isInFile(finding.at(), new String(bytes, StandardCharsets.UTF_8));
                }
              });
    }
  }

  private static void isInFile(Mark mark, String text) {
    List<String> lines = Arrays.asList(text.split("\r\n|\r|\n", -1));
    assertThat(mark.position().line()).isBetween(1, lines.size());
    String line = lines.get(mark.position().line() - 1);
    assertThat(mark.position().column())
        .as("%s: %s", mark.position(), line)
        .isBetween(1, Math.max(1, line.codePointCount(0, line.length())));
  }
}
