package dev.heel.lint;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.heel.manifest.Manifest;
import dev.heel.manifest.ManifestReader;
import dev.heel.manifest.Source;
import dev.heel.schema.structure.Keyword;
import dev.heel.schema.structure.Location;
import dev.heel.schema.structure.Violation;
import java.io.InputStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("What a schema refuses")
class SchemaWordsTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Location AT = Location.ROOT.field("spec").field("a");

  @ParameterizedTest(name = "{0} {1}, and there is {2}")
  @CsvSource(
      delimiter = '|',
      value = {
        "REQUIRED| null| null| missing-field| spec.a is missing. Add it.",
        "TYPE| '\"integer\"'| '\"x\"'| wrong-type|"
            + " spec.a must be a whole number, and this is the text \"x\".",
        "FORMAT| '\"int32\"'| 1.5| wrong-type|"
            + " spec.a must be a whole number, and this is the number 1.5.",
        "ENUM| '[\"Nodes\", \"Cluster\"]'| '\"Node\"'| unknown-value|"
            + " spec.a cannot be \"Node\"; did you mean Nodes?",
        "ENUM| '[\"Nodes\", \"Cluster\"]'| '\"x\"'| unknown-value|"
            + " spec.a cannot be \"x\". It is one of: Nodes, Cluster.",
        "MIN_LENGTH| 1| '\"\"'| too-short| spec.a is empty.",
        "MIN_LENGTH| 3| '\"x\"'| too-short| spec.a must have at least 3 characters.",
        "MAX_LENGTH| 3| '\"long\"'| too-long| spec.a may have at most 3 characters.",
        "MIN_ITEMS| 2| '[1]'| too-short| spec.a must have at least 2 entries.",
        "MAX_ITEMS| 1| '[1, 2]'| too-many| spec.a may have at most 1 entry.",
        "MAX_PROPERTIES| 8| '{}'| too-many| spec.a may have at most 8 entries.",
        "UNIQUE_ITEMS| null| '\"x\"'| duplicate-value|"
            + " spec.a is in the list already. Take it out.",
        "PATTERN| '\"^[a-z]+$\"'| '\"X\"'| wrong-form|"
            + " spec.a cannot be the text \"X\". Its form is '^[a-z]+$'.",
        "MINIMUM| 1.0| 0| out-of-range|"
            + " spec.a must be greater than or equal to 1, and this is the number 0.",
        "EXCLUSIVE_MAXIMUM| 100| 100| out-of-range|"
            + " spec.a must be less than 100, and this is the number 100.",
        "MULTIPLE_OF| 0.5| 0.7| out-of-range|"
            + " spec.a must be a multiple of 0.5, and this is the number 0.7.",
        "RULE| '\"must be a or b\"'| '\"X\"'| wrong-form|"
            + " spec.a cannot be the text \"X\". It must be a or b.",
        "RULE| '\"say one\"'| '{}'| crd-rule| spec.a: say one.",
        "RULE_REQUIRED| '\"say one\"'| '{}'| crd-rule| spec.a: say one."
      })
  void words(String keyword, String limit, String value, String rule, String sentence)
      throws JsonProcessingException {
    Finding finding = finding(Keyword.valueOf(keyword), limit, value);
    assertThat(finding.rule()).isEqualTo(rule);
    assertThat(finding.sentence()).isEqualTo(sentence);
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName("has a rule and a sentence, whatever it is")
  void all(Keyword keyword) throws JsonProcessingException {
    boolean counted =
        switch (keyword) {
          case TYPE, FORMAT, WHOLE_NUMBER, PATTERN -> false;
          default -> !keyword.isRule();
        };
    Finding finding = finding(keyword, counted ? "1" : "\"a\"", "\"x\"");
    assertThat(finding.rule()).isNotBlank();
    assertThat(finding.sentence()).isNotBlank();
  }

  private static Finding finding(Keyword keyword, String limit, String value)
      throws JsonProcessingException {
    JsonNode there = JSON.readTree(value);
    String text = "{\"kind\": \"DatadogMonitor\", \"spec\": {\"a\": %s}}".formatted(value);
    Manifest manifest =
        new ManifestReader(InputStream.nullInputStream())
            .read(new Source("a.json"), text)
            .manifests()
            .get(0);
    return SchemaWords.of(manifest, new Violation(AT, keyword, JSON.readTree(limit), there));
  }
}
