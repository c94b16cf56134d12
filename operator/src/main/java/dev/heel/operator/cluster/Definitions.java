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
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Contents of ConfigMaps that resources name in {@code definitionFrom}. Each named ConfigMap is
 * watched by itself, so that a cluster full of others costs nothing; its content is read when a
 * pass needs it. Short definitions are kept, since warnings are about several resources together.
 */
public final class Definitions implements AutoCloseable {
  /** A longer one is read anew by each pass, and is not known without a call. */
  private static final int LONGEST_KEPT = 64 << 10;

  private final NamedObjects.Reader<ConfigMap> maps;
  private final LastRead<Key, Texts> reads = new LastRead<>();

  private record Key(Target map, String key) {}

  /** A definition as it stands in the ConfigMap; one of both is null, or both are. */
  private record Texts(String data, String binaryData) {
    int length() {
      return (data == null ? 0 : data.length()) + (binaryData == null ? 0 : binaryData.length());
    }
  }

  /**
   * @param changed told when a named ConfigMap appears, changes or goes
   */
  public Definitions(NamedObjects named, Consumer<Target> changed) {
    this.maps = named.configMaps(changed);
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
   * A resource's definition without a call: that of the resource itself, or one that a pass read
   * from a ConfigMap and that was not changed since; null if it has none, or it is not at hand or
   * cannot be read.
   */
  public JsonNode known(ApiResource resource) {
    if (!Draft.isElsewhere(resource)) {
      return Draft.inline(resource);
    }
    DefinitionFrom from = SpecReader.read(resource.getSpec(), ApiSpec.class).value().definitionFrom;
    if (from == null || from.configMapKeyRef == null) {
      return null;
    }
    Key key = key(resource.getMetadata().getNamespace(), from.configMapKeyRef);
    Optional<Texts> texts = maps.version(key.map()).flatMap(now -> reads.of(key, now));
    try {
      return texts.isEmpty() ? null : content(key, texts.get());
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
    Key key = key(namespace, ref);
    maps.watch(key.map());
    return maps.read(key.map(), map -> content(key, map));
  }

  private JsonNode content(Key key, Optional<ConfigMap> found) throws UnusableException {
    String name = key.map().namespace() + "/" + key.map().name();
    ConfigMap map = found.orElseThrow(() -> new UnusableException(true, "No ConfigMap " + name));
    Texts texts = new Texts(value(map.getData(), key.key()), value(map.getBinaryData(), key.key()));
    if (texts.length() <= LONGEST_KEPT) {
      reads.keep(key, NamedObjects.version(map), texts);
    }
    return content(key, texts);
  }

  private static Key key(String namespace, ConfigMapKeyRef ref) {
    return new Key(target(namespace, ref), ref.key);
  }

  private static JsonNode content(Key key, Texts texts) throws UnusableException {
    try {
      return DefinitionText.of(texts.data(), texts.binaryData());
    } catch (DefinitionText.UnusableException e) {
      throw new UnusableException(
          e.isMissing(),
          "Key %s of ConfigMap %s/%s %s"
              .formatted(key.key(), key.map().namespace(), key.map().name(), e.getMessage()));
    }
  }

  private static String value(Map<String, String> entries, String key) {
    return entries == null ? null : entries.get(key);
  }

  /** Watches it no longer; nothing happens for a target that is no ConfigMap. */
  public void forget(Target target) {
    maps.forget(target);
    reads.forget(key -> key.map().equals(target));
  }

  @Override
  public void close() {
    maps.close();
  }
}
