package dev.heel.lint;

import com.fasterxml.jackson.databind.JsonNode;
import dev.heel.engine.read.Pointers;
import dev.heel.engine.read.ValueWords;
import dev.heel.lint.SchemaCheck.Located;
import dev.heel.manifest.Manifest;
import dev.heel.resource.Problem;
import dev.heel.schema.structure.UnknownField;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What the API server requires of {@code metadata}, which no CRD describes (Kubernetes API
 * reference, "ObjectMeta"; "Object Names and IDs"; "Labels and Selectors").
 */
final class MetadataCheck {
  private static final Set<String> FIELDS =
      Set.of(
          "name",
          "generateName",
          "namespace",
          "labels",
          "annotations",
          "finalizers",
          "ownerReferences",
          "creationTimestamp",
          "deletionTimestamp",
          "deletionGracePeriodSeconds",
          "generation",
          "managedFields",
          "resourceVersion",
          "selfLink",
          "uid");

  private static final Pattern LABEL = Pattern.compile("[a-z0-9]([-a-z0-9]*[a-z0-9])?");
  private static final Pattern SUBDOMAIN =
      Pattern.compile("[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*");
  private static final Pattern QUALIFIED =
      Pattern.compile("[A-Za-z0-9]([-A-Za-z0-9_.]*[A-Za-z0-9])?");

  private final Manifest manifest;
  private final Traps traps;
  private final List<Located> found = new ArrayList<>();

  MetadataCheck(Manifest manifest, Traps traps) {
    this.manifest = manifest;
    this.traps = traps;
  }

  List<Located> findings() {
    JsonNode metadata = manifest.json().path("metadata");
    if (metadata.isMissingNode() || metadata.isObject()) {
      unknownFields(metadata);
      name(metadata);
      namespace(metadata.path("namespace"));
      texts("labels", metadata.path("labels"));
      texts("annotations", metadata.path("annotations"));
    } else {
      told("/metadata", SchemaWords.wrongType(manifest, "/metadata", "metadata", "object"));
    }
    return found;
  }

  private void unknownFields(JsonNode metadata) {
    metadata
        .fieldNames()
        .forEachRemaining(
            name -> {
              String pointer = Pointers.member("/metadata", name);
              if (!FIELDS.contains(name) && !traps.explains(pointer)) {
                UnknownField unknown = new UnknownField(pointer, FIELDS);
                told(pointer, SchemaWords.unknown(manifest, unknown));
              }
            });
  }

  private void name(JsonNode metadata) {
    JsonNode name = metadata.path("name");
    if (name.isMissingNode() || name.isNull()) {
      String remedy = metadata.has("generateName") ? "Add it; kubectl apply needs it." : "Add it.";
      error("missing-field", "/metadata", "metadata.name is missing", remedy);
    } else if (text("/metadata/name", "metadata.name")
        && !(SUBDOMAIN.matcher(short253(name)).matches())) {
      error(
          "invalid-name",
          "/metadata/name",
          "metadata.name cannot be \"" + ValueWords.shortened(name.asText()) + "\"",
          "Kubernetes takes lower-case letters, digits, - and ., with a letter or digit at both"
              + " ends, 253 at most.");
    }
  }

  private static String short253(JsonNode name) {
    return name.asText().length() > 253 ? "" : name.asText();
  }

  private void namespace(JsonNode namespace) {
    if (namespace.isMissingNode() || namespace.isNull()) {
      return;
    }
    if (text("/metadata/namespace", "metadata.namespace")
        && (namespace.asText().length() > 63 || !LABEL.matcher(namespace.asText()).matches())) {
      error(
          "invalid-name",
          "/metadata/namespace",
          "metadata.namespace cannot be \"" + ValueWords.shortened(namespace.asText()) + "\"",
          "Kubernetes takes lower-case letters, digits and -, with a letter or digit at both ends,"
              + " 63 at most.");
    }
  }

  private void texts(String field, JsonNode map) {
    String pointer = "/metadata/" + field;
    if (map.isMissingNode() || map.isNull()) {
      return;
    }
    if (!map.isObject()) {
      told(pointer, SchemaWords.wrongType(manifest, pointer, "metadata." + field, "object"));
      return;
    }
    for (Map.Entry<String, JsonNode> entry : map.properties()) {
      String below = Pointers.member(pointer, entry.getKey());
      if (!traps.explains(below)) {
        entry(field, below, entry);
      }
    }
  }

  private void entry(String field, String pointer, Map.Entry<String, JsonNode> entry) {
    String path = "metadata.%s[%s]".formatted(field, ValueWords.shortened(entry.getKey()));
    if (!isQualified(entry.getKey())) {
      error(
          "invalid-name",
          pointer,
          path + ": its name is none that Kubernetes takes",
          "Write NAME or DOMAIN/NAME; NAME has letters, digits, - _ and ., 63 at most.");
      return;
    }
    if (entry.getValue().isNull() || !text(pointer, path) || !field.equals("labels")) {
      return;
    }
    String value = entry.getValue().asText();
    if (!value.isEmpty() && (value.length() > 63 || !QUALIFIED.matcher(value).matches())) {
      error(
          "invalid-label",
          pointer,
          path + " cannot be \"" + ValueWords.shortened(value) + "\"",
          "A label's value has letters, digits, - _ and ., with a letter or digit at both ends, 63"
              + " at most; other texts belong in annotations.");
    }
  }

  private static boolean isQualified(String key) {
    int slash = key.indexOf('/');
    String prefix = slash < 0 ? "a" : key.substring(0, slash);
    String name = key.substring(slash + 1);
    return prefix.length() <= 253
        && SUBDOMAIN.matcher(prefix).matches()
        && name.length() <= 63
        && QUALIFIED.matcher(name).matches();
  }

  /** Whether it is a text; told if not. */
  private boolean text(String pointer, String field) {
    if (manifest.json().at(pointer).isTextual()) {
      return true;
    }
    told(
        pointer,
        traps
            .value(pointer, field)
            .orElseGet(() -> SchemaWords.wrongType(manifest, pointer, field, "string")));
    return false;
  }

  private void error(String rule, String pointer, String message, String remedy) {
    told(pointer, Marks.finding(manifest, Problem.error(rule, pointer, message, remedy)));
  }

  private void told(String pointer, Finding finding) {
    found.add(new Located(pointer, finding));
  }
}
