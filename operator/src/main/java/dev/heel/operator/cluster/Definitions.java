package dev.heel.operator.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import dev.heel.engine.Draft;
import dev.heel.engine.read.DefinitionText;
import dev.heel.engine.read.SpecReader;
import dev.heel.resource.ApiResource;
import dev.heel.resource.ApiSpec;
import dev.heel.resource.ApiSpec.ConfigMapKeyRef;
import dev.heel.resource.ApiSpec.DefinitionFrom;
import dev.heel.resource.Reference.Target;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Contents of ConfigMaps that resources name in {@code definitionFrom}. Each named ConfigMap is
 * watched by itself, so that a cluster full of others costs nothing; its content is read when a
 * pass needs it.
 */
public final class Definitions implements AutoCloseable {
  private final NamedObjects<ConfigMap> maps;

  /**
   * @param changed told when a named ConfigMap appears, changes or goes
   */
  public Definitions(KubernetesClient client, Consumer<Target> changed) {
    this.maps = NamedObjects.configMaps(client, changed);
  }

  /** The ConfigMap as something that resources refer to. */
  public static Target target(String namespace, ConfigMapKeyRef key) {
    return new Target("ConfigMap", namespace, key.name);
  }

  /** A definition that cannot be used, with whether it is missing or wrong. */
  public static final class UnusableException extends Exception {
    private static final long serialVersionUID = 1L;
    private final boolean isMissing;

    public UnusableException(boolean isMissing, String message) {
      super(message, null, false, false);
      this.isMissing = isMissing;
    }

    public boolean isMissing() {
      return isMissing;
    }
  }

  /**
   * A resource's definition without a call: that of the resource itself, or of a ConfigMap that is
   * watched; null if it has none, or it is not at hand or cannot be read.
   */
  public JsonNode known(ApiResource resource) {
    if (!Draft.isElsewhere(resource)) {
      return Draft.inline(resource);
    }
    DefinitionFrom from = SpecReader.read(resource.getSpec(), ApiSpec.class).value().definitionFrom;
    if (from == null || from.configMapKeyRef == null) {
      return null;
    }
    String namespace = resource.getMetadata().getNamespace();
    Optional<ConfigMap> map = maps.known(target(namespace, from.configMapKeyRef));
    try {
      return map.isEmpty() ? null : content(map.get(), from.configMapKeyRef);
    } catch (UnusableException e) {
      return null;
    }
  }

  /**
   * Reads a definition: JSON or YAML, from data or binaryData, plain or gzipped.
   *
   * @throws UnusableException with a sentence if it is not there or cannot be read
   */
  public JsonNode read(String namespace, ConfigMapKeyRef ref) throws UnusableException {
    Target target = target(namespace, ref);
    maps.watch(target);
    ConfigMap map =
        maps.read(target)
            .orElseThrow(
                () -> new UnusableException(true, "No ConfigMap " + namespace + "/" + ref.name));
    return content(map, ref);
  }

  private static JsonNode content(ConfigMap map, ConfigMapKeyRef ref) throws UnusableException {
    try {
      return DefinitionText.of(value(map.getData(), ref.key), value(map.getBinaryData(), ref.key));
    } catch (DefinitionText.UnusableException e) {
      throw new UnusableException(
          e.isMissing(),
          "Key %s of ConfigMap %s/%s %s"
              .formatted(ref.key, map.getMetadata().getNamespace(), ref.name, e.getMessage()));
    }
  }

  private static String value(Map<String, String> entries, String key) {
    return entries == null ? null : entries.get(key);
  }

  /** Watches it no longer; nothing happens for a target that is no ConfigMap. */
  public void forget(Target target) {
    maps.forget(target);
  }

  @Override
  public void close() {
    maps.close();
  }
}
