package dev.heel.operator.cluster;

import dev.heel.resource.Reference.Target;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The Secrets that resources name as {@code $(secret/NAME/KEY)}, each of its resource's own
 * namespace. Each is watched by itself and read when a pass needs it; no content is kept.
 */
public final class Secrets implements AutoCloseable {
  private static final String KIND = "Secret";
  private static final int FORBIDDEN = 403;

  private final SecretAccess access;
  private final NamedObjects.Reader<Secret> secrets;

  /**
   * @param changed told when a named Secret appears, changes or goes
   */
  public Secrets(NamedObjects named, SecretAccess access, Consumer<Target> changed) {
    this.access = access;
    this.secrets = named.secrets(changed);
  }

  /** A secret that cannot be used, with a sentence that holds nothing of it. */
  public static final class UnusableException extends Exception {
    private static final long serialVersionUID = 1L;
    private final String remedy;

    public UnusableException(String message) {
      this(message, null);
    }

    /**
     * @param remedy what lets Heel read it, for a Secret that it may not read
     */
    public UnusableException(String message, String remedy) {
      super(message, null, false, false);
      this.remedy = remedy;
    }

    /** Whether it may not be read, so that nobody tells when that changes. */
    public boolean isForbidden() {
      return remedy != null;
    }

    /** What lets Heel read it; null unless it is forbidden. */
    public String remedy() {
      return remedy;
    }
  }

  /** The Secret as something that resources refer to. */
  public static Target target(String namespace, String name) {
    return new Target(KIND, namespace, name);
  }

  /** Whether a reference is one to a Secret. */
  public static boolean isSecret(Target target) {
    return target.kind().equals(KIND);
  }

  /**
   * The Secret as it is now; from now on a change of it is told.
   *
   * @throws UnusableException if it is not there or may not be read
   */
  public Secret read(Target target) throws UnusableException {
    String where = target.namespace() + "/" + target.name();
    try {
      Optional<Secret> secret = secrets.read(target);
      secrets.watch(target);
      return secret.orElseThrow(() -> new UnusableException("No Secret " + where));
    } catch (KubernetesClientException e) {
      if (e.getCode() != FORBIDDEN) {
        throw e;
      }
      throw new UnusableException("Heel may not read Secret " + where, access.remedy(target));
    }
  }

  /**
   * A value of it, without white space around it.
   *
   * @throws UnusableException if it has no such entry, or an empty one
   */
  public static String entry(Secret secret, String key) throws UnusableException {
    String where = secret.getMetadata().getNamespace() + "/" + secret.getMetadata().getName();
    String encoded = Optional.ofNullable(secret.getData()).map(data -> data.get(key)).orElse(null);
    if (encoded == null) {
      throw new UnusableException("Secret " + where + " has no entry " + key);
    }
    String value = new String(Base64.getDecoder().decode(encoded), StandardCharsets.UTF_8).strip();
    if (value.isEmpty()) {
      throw new UnusableException("Entry " + key + " of Secret " + where + " is empty");
    }
    return value;
  }

  /** Watches it no longer; nothing happens for a target that is no Secret. */
  public void forget(Target target) {
    secrets.forget(target);
  }

  @Override
  public void close() {
    secrets.close();
  }
}
