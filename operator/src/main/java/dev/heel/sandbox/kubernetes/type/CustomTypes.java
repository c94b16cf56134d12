package dev.heel.sandbox.kubernetes.type;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.heel.sandbox.kubernetes.patch.Structure;
import dev.heel.sandbox.kubernetes.patch.Trees;
import dev.heel.sandbox.kubernetes.type.ResourceType.Trait;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.stream.StreamSupport;

/** The types that a CustomResourceDefinition defines: one for each served version. */
final class CustomTypes {
  private CustomTypes() {}

  static List<ResourceType> of(JsonNode crd, SchemaFactory schemas) {
    List<ResourceType> types = new ArrayList<>();
    for (JsonNode version : crd.path("spec").path("versions")) {
      if (version.path("served").asBoolean()) {
        types.add(type(crd, version, schemas));
      }
    }
    return types;
  }

  private static ResourceType type(JsonNode crd, JsonNode version, SchemaFactory schemas) {
    JsonNode spec = crd.path("spec");
    JsonNode names = spec.path("names");
    String group = spec.path("group").asText();
    String name = version.path("name").asText();
    String kind = names.path("kind").asText();
    ResourceType type =
        new ResourceType(group, name, kind, names.path("plural").asText())
            .singular(names.path("singular").asText(kind.toLowerCase(Locale.ROOT)))
            .shortNames(Trees.texts(names.path("shortNames")))
            .categories(Trees.texts(names.path("categories")))
            .columns(columns(version), !version.has("additionalPrinterColumns"))
            .selectable(selectable(version))
            .structure(structure(version), component(group, name, kind))
            .schema(schemas.of(crd, name))
            .with(Trait.CUSTOM)
            .with(Trait.GENERATION)
            .with(Trait.CONDITIONAL_UPDATE);
    if (version.path("subresources").has("status")) {
      type = type.with(Trait.STATUS);
    }
    return spec.path("scope").asText().equals("Namespaced") ? type.with(Trait.NAMESPACED) : type;
  }

  private static List<Column> columns(JsonNode version) {
    return StreamSupport.stream(version.path("additionalPrinterColumns").spliterator(), false)
        .map(
            column ->
                Column.path(
                        column.path("name").asText(),
                        column.path("type").asText(),
                        column.path("jsonPath").asText())
                    .withPriority(column.path("priority").asInt()))
        .toList();
  }

  /** Fields without their leading dot. */
  private static List<String> selectable(JsonNode version) {
    return StreamSupport.stream(version.path("selectableFields").spliterator(), false)
        .map(field -> field.path("jsonPath").asText().substring(1))
        .toList();
  }

  private static Structure structure(JsonNode version) {
    JsonNode given = version.path("schema").path("openAPIV3Schema");
    if (!given.isObject()) {
      return Structure.unknown();
    }
    ObjectNode schema = given.deepCopy();
    ObjectNode properties = Trees.child(schema, "properties");
    properties.putObject("apiVersion").put("type", "string");
    properties.putObject("kind").put("type", "string");
    properties.set("metadata", Models.metadata());
    return Structure.of(schema, Models::resolve);
  }

  /** {@code heel.dev}, {@code v1alpha1} and the kind make {@code dev.heel.v1alpha1.Kind}. */
  private static String component(String group, String version, String kind) {
    List<String> parts = new ArrayList<>(List.of(group.split("\\.")));
    Collections.reverse(parts);
    return String.join(".", parts) + "." + version + "." + kind;
  }
}
