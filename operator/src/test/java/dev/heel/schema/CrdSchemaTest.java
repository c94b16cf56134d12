package dev.heel.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.heel.schema.structure.FieldError;
import dev.heel.schema.structure.UnknownField;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Unknown fields, defaults, and the CRDs that are refused. */
class CrdSchemaTest {
  private static final String MONITOR =
      """
      {type: 'object', properties: {
        deletionPolicy: {type: 'string', default: 'Delete'},
        options: {type: 'object', properties: {notifyNoData: {type: 'boolean'}, tags: {
          type: 'array', items: {type: 'object', properties: {name: {type: 'string'}}}}}},
        open: {type: 'object', 'x-kubernetes-preserve-unknown-fields': true}}}
      """;

  @Test
  void unknownFieldsAreNamedWithThoseThatTheSchemaHas() {
    JsonNode object =
        Crds.object(
            "{deletionPolcy: 'a', options: {notify_no_data: true, tags: [{nmae: 'a'}]},"
                + " zzz: 1, open: {a: 1}}");
    assertThat(Crds.schema(MONITOR).unknownFields(object))
        .extracting(field -> field.field() + " " + new TreeSet<>(field.known()))
        .containsExactly(
            "spec.deletionPolcy [deletionPolicy, open, options]",
            "spec.options.notify_no_data [notifyNoData, tags]",
            "spec.options.tags[0].nmae [name]",
            "spec.zzz [deletionPolicy, open, options]");
  }

  @Test
  void metadataAndTypeAreNeverUnknownAtTheRoot() {
    JsonNode object = Crds.json("{apiVersion: 'a', kind: 'b', metadata: {x: 1}, status: {}}");
    assertThat(Crds.schema(MONITOR).unknownFields(object))
        .extracting(UnknownField::pointer)
        .containsExactly("/status");
  }

  @Test
  void defaultsReplaceWhatIsMissingOrNullAndOtherNullsGo() {
    ResourceSchema schema = Crds.schema(MONITOR);
    assertThat(schema.withDefaults(Crds.object("{options: null}")))
        .isEqualTo(Crds.object("{deletionPolicy: 'Delete'}"));
    assertThat(schema.withDefaults(Crds.object("{deletionPolicy: null, open: {a: null}}")))
        .isEqualTo(Crds.object("{deletionPolicy: 'Delete', open: {a: null}}"));
    assertThat(schema.withDefaults(Crds.object("{deletionPolicy: 'Orphan'}")))
        .isEqualTo(Crds.object("{deletionPolicy: 'Orphan'}"));
  }

  private static List<String> problems(JsonNode crd) {
    try {
      CrdSchema.of(crd, "v1");
      return List.of();
    } catch (InvalidCrdException e) {
      return e.problems().stream().map(FieldError::sentence).toList();
    }
  }

  private static String problem(String spec) {
    List<String> problems = problems(Crds.withSpec(spec));
    assertThat(problems).hasSize(1);
    String place = "spec.versions[0].schema.openAPIV3Schema.properties[spec].";
    assertThat(problems.get(0)).startsWith(place);
    return problems.get(0).substring(place.length());
  }

  private static String withRule(String rule) {
    return "{type: 'object', properties: {a: {type: 'string'}, open:"
        + " {'x-kubernetes-preserve-unknown-fields': true}}, 'x-kubernetes-validations': ["
        + rule
        + "]}";
  }

  @Test
  void aRuleThatNamesAnUnknownFieldIsRefusedWhenTheCrdIsRead() {
    assertThat(problem(withRule("{rule: 'has(self.b)'}")))
        .startsWith("x-kubernetes-validations[0].rule: Invalid value: \"has(self.b)\": compilation")
        .contains("undefined field 'b'");
  }

  @Test
  void aFieldWithoutATypeIsNotThereForARule() {
    assertThat(problem(withRule("{rule: 'has(self.open)'}"))).contains("undefined field 'open'");
  }

  @Test
  void aRuleIsABooleanAndAMessageExpressionAText() {
    assertThat(problem(withRule("{rule: 'self.a'}"))).contains("must evaluate to a bool");
    assertThat(problem(withRule("{rule: 'true', messageExpression: '1'}")))
        .contains("must evaluate to a string");
    assertThat(problem(withRule("{rule: 'self.a >'}"))).contains("compilation failed");
    assertThat(problem(withRule("{rule: 'true', fieldPath: '.b'}")))
        .isEqualTo(
            "x-kubernetes-validations[0].fieldPath: Invalid value: \".b\": fieldPath must be a"
                + " valid path: does not refer to a valid field");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '"',
      value = {
        "{type: 'object', properties: {a: {}}};properties[a].type: Required value: must not be empty",
        "{type: 'array'};items: Required value: must be specified",
        "{type: 'array', items: {}};items.type: Required value: must not be empty for specified array",
        "{type: 'string', pattern: '('};pattern: Invalid value: \"\"(\"\": must be a valid regular",
        "{type: 'object', additionalProperties: false};additionalProperties: Forbidden",
        "{type: 'object', patternProperties: {}};patternProperties: Forbidden",
        "{type: 'string', default: 5};default: Invalid value: \"\"integer\"\": ",
        "{type: 'string', allOf: [{type: 'string'}]};allOf[0].type: Forbidden: must be undefined",
        "{type: 'array', 'x-kubernetes-list-type': 'map', items: {type:"
            + " 'object'}};x-kubernetes-list"
      })
  void schemasThatAreNotStructuralAreRefused(String spec, String problem) {
    assertThat(problem(spec)).startsWith(problem.replace("\"\"", "\""));
  }

  @Test
  void aMissingVersionIsNamed() {
    assertThatThrownBy(() -> CrdSchema.of(Crds.withSpec("{type: 'object'}"), "v2"))
        .isInstanceOf(InvalidCrdException.class)
        .hasMessage("spec.versions: there is no version v2");
  }
}
