package dev.heel.docs;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** One CRD as a page for people: how it is shown, a sample, each field, and each rule. */
final class ReferencePage {
  private static final String GENERATED =
      "<!-- Made from the CRD. `./mvnw verify -Dheel.update=true` writes it anew. -->\n";

  private final JsonNode names;
  private final JsonNode version;
  private final JsonNode schema;
  private final String apiVersion;

  /**
   * @param crd a CustomResourceDefinition with one version
   */
  ReferencePage(JsonNode crd) {
    JsonNode spec = crd.path("spec");
    names = spec.path("names");
    version = spec.path("versions").path(0);
    schema = version.at("/schema/openAPIV3Schema");
    apiVersion = spec.path("group").asText() + "/" + version.path("name").asText();
  }

  String kind() {
    return names.path("kind").asText();
  }

  /** The page's file in docs/reference, and the sample's in manifests/samples without ending. */
  String fileName() {
    return names.path("singular").asText();
  }

  String summary() {
    return schema.path("description").asText();
  }

  String shortName() {
    return names.path("shortNames").path(0).asText();
  }

  /**
   * The whole page.
   *
   * @param sample a manifest of the kind, as YAML
   */
  String text(String sample) {
    return "# %s\n\n%s\n%s\n\n".formatted(kind(), GENERATED, summary())
        + shown()
        + "\n## A sample\n\n```yaml\n%s\n```\n".formatted(sample.strip())
        + part("spec", "Fields of `spec`", "A name in bold is required where its parent stands.")
        + part("status", "Fields of `status`", "Heel writes them; nobody else needs to.");
  }

  private String shown() {
    return "`apiVersion: %s`, `kind: %s`, namespaced. ".formatted(apiVersion, kind())
        + "`kubectl get %s` shows %s; `-o wide` also %s. "
            .formatted(shortName(), columns(0), columns(1))
        + "`kubectl explain %s.spec` says what stands here.\n".formatted(shortName());
  }

  private String columns(int priority) {
    return stream(version.path("additionalPrinterColumns"))
        .filter(column -> column.path("priority").asInt() == priority)
        .map(column -> column.path("name").asText())
        .collect(Collectors.joining(", "));
  }

  private String part(String name, String title, String before) {
    List<SchemaRow> rows = new ArrayList<>();
    JsonNode part = schema.path("properties").path(name);
    below("", part, rows);
    String table =
        Docs.row(List.of("Field", "Type", "Default", "Meaning"))
            + "|---|---|---|---|\n"
            + rows.stream().map(SchemaRow::markdown).collect(Collectors.joining());
    List<String> rules = new ArrayList<>();
    rules(name, part, rules);
    return "\n## %s\n\n%s %s\n\n%s"
            .formatted(title, part.path("description").asText(), before, table)
        + (rules.isEmpty() ? "" : ruleTable(rules));
  }

  private static void below(String path, JsonNode schema, List<SchemaRow> rows) {
    for (Map.Entry<String, JsonNode> field : schema.path("properties").properties()) {
      String at = path + field.getKey();
      boolean required =
          stream(schema.path("required")).anyMatch(r -> r.asText().equals(field.getKey()));
      rows.add(new SchemaRow(at, required, field.getValue()));
      below(at + ".", field.getValue(), rows);
      below(at + "[].", field.getValue().path("items"), rows);
      below(at + ".*.", field.getValue().path("additionalProperties"), rows);
    }
  }

  private static void rules(String path, JsonNode schema, List<String> out) {
    for (JsonNode rule : schema.path("x-kubernetes-validations")) {
      String cel = "`" + rule.path("rule").asText() + "`";
      out.add(Docs.row(List.of("`" + path + "`", rule.path("message").asText(), cel)));
    }
    for (Map.Entry<String, JsonNode> field : schema.path("properties").properties()) {
      rules(path + "." + field.getKey(), field.getValue(), out);
    }
    if (schema.has("items")) {
      rules(path + "[]", schema.path("items"), out);
    }
  }

  private static String ruleTable(List<String> rules) {
    return "\n### Rules\n\nThe API server refuses what breaks one of these, with these words.\n\n"
        + Docs.row(List.of("At", "Says", "CEL"))
        + "|---|---|---|\n"
        + String.join("", rules);
  }

  private static Stream<JsonNode> stream(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false);
  }
}
