package dev.heel.lint;

import com.fasterxml.jackson.databind.JsonNode;
import dev.heel.agent.check.ConfigMapEntry;
import dev.heel.engine.Draft;
import dev.heel.engine.problem.IgnoredRules;
import dev.heel.engine.read.DefinitionText;
import dev.heel.lint.Validation.Extent;
import dev.heel.manifest.Manifest;
import dev.heel.resource.ApiResource;
import dev.heel.resource.NamespacedName;
import dev.heel.resource.Problem;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** ConfigMaps among the manifests, for those that name one in {@code definitionFrom}. */
final class Definitions {
  private static final String PLACE = "/spec/definitionFrom/configMapKeyRef";

  private final Extent extent;
  private final Map<NamespacedName, Manifest> maps = new HashMap<>();
  private final Map<Manifest, Problem> problems = new HashMap<>();

  Definitions(List<Manifest> manifests, Extent extent) {
    this.extent = extent;
    manifests.stream()
        .filter(manifest -> "ConfigMap".equals(manifest.kind()))
        .forEach(manifest -> maps.put(manifest.namespacedName(), manifest));
  }

  /** What a resource is made over; null if it has none, or if it is not at hand or not usable. */
  JsonNode of(Manifest manifest, ApiResource resource) {
    JsonNode reference = manifest.json().at(PLACE);
    if (!reference.isObject() || manifest.json().at("/spec").has("definition")) {
      return Draft.inline(resource);
    }
    String name = reference.path("name").asText();
    Manifest map = maps.get(new NamespacedName(manifest.namespace(), name));
    if (map == null) {
      IgnoredRules.of(resource)
          .without(
              Elsewhere.configMap(extent, manifest.namespace(), name, PLACE + "/name").stream()
                  .toList())
          .forEach(problem -> problems.put(manifest, problem));
      return null;
    }
    return read(manifest, map, reference.path("key").asText());
  }

  private JsonNode read(Manifest manifest, Manifest map, String key) {
    try {
      return DefinitionText.of(
          map.json().path("data").path(key).textValue(),
          map.json().path("binaryData").path(key).textValue());
    } catch (DefinitionText.UnusableException e) {
      String what = "key " + key + " of ConfigMap " + map.name() + " " + e.getMessage();
      String pointer = PLACE + "/" + (e.isMissing() ? "key" : "name");
      String rule = e.isMissing() ? ConfigMapEntry.MISSING : "definition-unreadable";
      problems.put(
          manifest, Problem.error(rule, pointer, what, "Fix the ConfigMap in " + map + "."));
      return null;
    }
  }

  /** What was wrong with them, by the manifests that name them. */
  List<Finding> findings() {
    List<Finding> findings = new ArrayList<>();
    problems.forEach((manifest, problem) -> findings.add(Marks.finding(manifest, problem)));
    return findings;
  }
}
