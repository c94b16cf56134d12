package dev.heel.lint;

import static dev.heel.lint.Texts.monitor;
import static dev.heel.lint.Texts.rules;
import static dev.heel.lint.Texts.validated;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Sizes and depths that would exhaust a stack or take the square of their size. Each is far below
 * its limit if nothing does; the limit is for slow machines.
 */
@DisplayName("Validation of hostile manifests")
@Timeout(60)
class HostileManifestsTest {
  private static final int MANY = 20_000;

  @ParameterizedTest(name = "{0} levels")
  @ValueSource(ints = {300, 1500, 5_000, 100_000})
  @DisplayName("a definition of many levels is read or refused")
  void deepDefinition(int levels) {
    String deep = "{a: ".repeat(levels) + "1" + "}".repeat(levels);
    Validation validation =
        validated(monitor("a", "{query: x, definition: " + deep + "}"), monitor("b", "{query: x}"));

    assertThat(rules(validation)).anyMatch(each -> each.startsWith("2.yaml"));
    assertThat(rules(validation))
        .filteredOn(each -> each.startsWith("1.yaml") && each.endsWith("unreadable"))
        .hasSize(levels < 1000 ? 0 : 1);
  }

  @ParameterizedTest(name = "{0} levels")
  @ValueSource(ints = {1_500, 30_000})
  @DisplayName("a ConfigMap of many levels is refused")
  void deepConfigMap(int levels) {
    String text = "{a: ".repeat(levels) + "1" + "}".repeat(levels);
    String map =
        "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: m, namespace: home}\ndata: {k: '%s'}\n"
            .formatted(text);
    String monitor = monitor("a", "{definitionFrom: {configMapKeyRef: {name: m, key: k}}}");

    assertThat(rules(validated(map, monitor))).contains("2.yaml:4:49 definition-unreadable");
  }

  @Test
  @DisplayName("texts of half a megabyte, in every place, are judged")
  void hugeTexts() {
    String huge = "\\\"{{#x}} $(y) {{host.z}} by {".repeat(MANY);
    for (String spec :
        new String[] {
          "{type: metric alert, priority: \"%s\"}",
          "{type: \"%s\"}",
          "{\"%s\": 1}",
          "{type: metric alert, query: \"%s\"}",
          "{type: metric alert, query: 'a > 1', tags: [\"%s\"]}",
          "{type: metric alert, query: 'a > 1', definition: {options: {\"%s\": 1}}}",
        }) {
      Validation validation = validated(monitor("a", spec.formatted(huge)));
      assertThat(validation.errors() + validation.warnings()).as(spec).isPositive();
    }
  }

  @Test
  @DisplayName("a chain of twenty thousand references is followed to its missing end")
  void longChain() {
    assertThat(rules(validated(chain(MANY))))
        .filteredOn(rule -> !rule.endsWith(" monitor-nobody"))
        .hasSize(1)
        .allMatch(rule -> rule.contains("reference-els"));
  }

  @Test
  @DisplayName("a circle of twenty thousand references is found")
  void longCircle() {
    String circle = chain(MANY).replace("(DatadogMonitor/m" + MANY + ")", "(DatadogMonitor/m0)");

    assertThat(rules(validated(circle))).containsExactly("1.yaml:4:32 reference-cycle");
  }

  @Test
  @DisplayName("twenty thousand findings in one file")
  void manyFindings() {
    String all =
        IntStream.range(0, MANY)
            .mapToObj(i -> monitor("m" + i, "{type: composite, query: $(DatadogMonitor/none)}"))
            .collect(Collectors.joining("---\n"));

    assertThat(validated(all).errors()).isEqualTo(MANY);
  }

  @Test
  @DisplayName("what a terminal would obey is shown as an escape")
  void escapes() {
    Validation validation =
        validated(
            monitor("a", "{type: metric alert, \"x\\e[2J\\u202e\": 1, tags: [\"a\\nb\\u2028c\"]}"));

    assertThat(validation.findings())
        .extracting(Finding::sentence)
        .anyMatch(sentence -> sentence.contains("x\\u001b[2J\\u202e"))
        .anyMatch(sentence -> sentence.contains("a\\nb\\u2028c"))
        .noneMatch(sentence -> sentence.codePoints().anyMatch(Character::isISOControl));
  }

  private static String chain(int length) {
    return IntStream.range(0, length)
        .mapToObj(
            i -> monitor("m" + i, "{type: composite, query: $(DatadogMonitor/m" + (i + 1) + ")}"))
        .collect(Collectors.joining("---\n"));
  }
}
