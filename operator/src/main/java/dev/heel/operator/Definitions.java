package dev.heel.operator;

import com.fasterxml.jackson.databind.JsonNode;
import dev.heel.resource.ApiSpec.ConfigMapKeyRef;
import dev.heel.resource.Reference.Target;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.zip.GZIPInputStream;

/**
 * Contents of ConfigMaps that resources name in {@code definitionFrom}. Each named ConfigMap is
 * watched by itself, so that a cluster full of others costs nothing; its content is read when a
 * pass needs it.
 */
final class Definitions implements AutoCloseable {
  /**
   * Content beyond this, unpacked, is refused; the API server's own limit for a plain one is 1 MiB.
   */
  static final int LARGEST = 4 << 20;

  private final KubernetesClient client;
  private final Consumer<Target> changed;
  private final Map<Target, SharedIndexInformer<ConfigMap>> watches = new ConcurrentHashMap<>();

  /**
   * @param changed told when a named ConfigMap appears, changes or goes
   */
  Definitions(KubernetesClient client, Consumer<Target> changed) {
    this.client = client;
    this.changed = changed;
  }

  static Target target(String namespace, ConfigMapKeyRef key) {
    return new Target("ConfigMap", namespace, key.name);
  }

  /** A definition that cannot be used, with whether it is missing or wrong. */
  static final class UnusableException extends Exception {
    private static final long serialVersionUID = 1L;
    private final boolean isMissing;

    UnusableException(boolean isMissing, String message) {
      super(message, null, false, false);
      this.isMissing = isMissing;
    }

    boolean isMissing() {
      return isMissing;
    }
  }

  /**
   * Reads a definition: JSON or YAML, from data or binaryData, plain or gzipped.
   *
   * @throws UnusableException with a sentence if it is not there or cannot be read
   */
  JsonNode read(String namespace, ConfigMapKeyRef ref) throws UnusableException {
    Target target = target(namespace, ref);
    watches.computeIfAbsent(target, this::watch);
    ConfigMap map = client.configMaps().inNamespace(namespace).withName(ref.name).get();
    if (map == null) {
      throw new UnusableException(true, "No ConfigMap " + namespace + "/" + ref.name);
    }
    String text = text(map, ref);
    try {
      JsonNode node = Serialization.unmarshal(text, JsonNode.class);
      if (node == null || !node.isObject()) {
        throw unusable(ref, "is no mapping");
      }
      return node;
    } catch (KubernetesClientException | IllegalArgumentException e) {
      throw unusable(ref, "is neither JSON nor YAML: " + firstLine(e));
    }
  }

  private static String text(ConfigMap map, ConfigMapKeyRef ref) throws UnusableException {
    if (map.getData() != null && map.getData().containsKey(ref.key)) {
      return map.getData().get(ref.key);
    }
    if (map.getBinaryData() == null || !map.getBinaryData().containsKey(ref.key)) {
      throw new UnusableException(true, "ConfigMap " + ref.name + " has no key " + ref.key);
    }
    byte[] bytes = Base64.getDecoder().decode(map.getBinaryData().get(ref.key));
    try (InputStream in = unpacked(bytes)) {
      byte[] content = in.readNBytes(LARGEST + 1);
      if (content.length > LARGEST) {
        throw unusable(ref, "is larger than 4 MiB when unpacked");
      }
      return new String(content, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw unusable(ref, "is not valid gzip: " + e.getMessage());
    }
  }

  private static InputStream unpacked(byte[] bytes) throws IOException {
    boolean zipped = bytes.length > 2 && bytes[0] == (byte) 0x1f && bytes[1] == (byte) 0x8b;
    InputStream plain = new ByteArrayInputStream(bytes);
    return zipped ? new GZIPInputStream(plain) : plain;
  }

  private SharedIndexInformer<ConfigMap> watch(Target target) {
    return client
        .configMaps()
        .inNamespace(target.namespace())
        .withName(target.name())
        .inform(
            new ResourceEventHandler<>() {
              @Override
              public void onAdd(ConfigMap map) {
                changed.accept(target);
              }

              @Override
              public void onUpdate(ConfigMap before, ConfigMap after) {
                changed.accept(target);
              }

              @Override
              public void onDelete(ConfigMap map, boolean stateUnknown) {
                changed.accept(target);
              }
            });
  }

  private static UnusableException unusable(ConfigMapKeyRef ref, String what) {
    return new UnusableException(
        false, "Key " + ref.key + " of ConfigMap " + ref.name + " " + what);
  }

  private static String firstLine(Exception e) {
    Throwable cause = e.getCause() == null ? e : e.getCause();
    return String.valueOf(cause.getMessage()).lines().findFirst().orElse("");
  }

  @Override
  public void close() {
    watches.values().forEach(SharedIndexInformer::stop);
    watches.clear();
  }
}
