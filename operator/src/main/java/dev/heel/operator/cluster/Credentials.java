package dev.heel.operator.cluster;

import dev.heel.resource.NamespacedName;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.net.HttpURLConnection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * The Secrets that accounts name, each watched by itself: Heel needs no right on any other Secret,
 * and a rotated key is seen at once. Values never leave this class but into a connection.
 */
public final class Credentials implements AutoCloseable {
  private static final String MAKE =
      "Make it with `kubectl create secret generic`; goes on as soon as it is there.";

  private final KubernetesClient client;
  private final SecretAccess access;
  private final Consumer<NamespacedName> changed;
  private final Map<NamespacedName, Watched> watches = new ConcurrentHashMap<>();

  private record Watched(String secret, SharedIndexInformer<Secret> informer) {}

  /**
   * The keys of an account.
   *
   * @param version changes whenever the Secret does
   */
  public record Keys(String apiKey, String appKey, String version) {
    @Override
    public String toString() {
      return "Keys[" + version + "]";
    }
  }

  /** Keys that are not there or may not be read, with what is missing. */
  public static final class MissingException extends Exception {
    private static final long serialVersionUID = 1L;
    private final String remedy;

    public MissingException(String message) {
      this(message, MAKE);
    }

    public MissingException(String message, String remedy) {
      super(message, null, false, false);
      this.remedy = remedy;
    }

    /** What to do, and how Heel goes on. */
    public String remedy() {
      return remedy;
    }
  }

  /**
   * @param changed told the account whose Secret appeared, changed or went
   */
  public Credentials(KubernetesClient client, Consumer<NamespacedName> changed) {
    this.client = client;
    this.access = new SecretAccess(client);
    this.changed = changed;
  }

  /**
   * The keys as they are now; from now on the account is told when they change.
   *
   * @throws MissingException with a sentence if the Secret, an entry, or its content is not there
   *     or may not be read
   */
  public Keys read(NamespacedName account, String secret, String apiEntry, String appEntry)
      throws MissingException {
    Secret found = watched(account, secret).getStore().getByKey(account.namespace() + "/" + secret);
    if (found == null) {
      throw new MissingException(
          "No Secret %s/%s (in spec.secretRef)".formatted(account.namespace(), secret));
    }
    return new Keys(
        entry(found, apiEntry),
        entry(found, appEntry),
        found.getMetadata().getUid() + "/" + found.getMetadata().getResourceVersion());
  }

  private SharedIndexInformer<Secret> watched(NamespacedName account, String secret)
      throws MissingException {
    try {
      return watch(account, secret);
    } catch (KubernetesClientException e) {
      if (e.getCode() != HttpURLConnection.HTTP_FORBIDDEN) {
        throw e;
      }
      throw new MissingException(
          "Heel may not read Secret %s/%s (in spec.secretRef)"
              .formatted(account.namespace(), secret),
          "It tries again in a minute. "
              + access.remedy(Secrets.target(account.namespace(), secret)));
    }
  }

  /** The account is gone: its Secrets are watched no longer. */
  public void forget(NamespacedName account) {
    Watched watched = watches.remove(account);
    if (watched != null) {
      watched.informer().stop();
    }
  }

  private synchronized SharedIndexInformer<Secret> watch(NamespacedName account, String secret) {
    Watched watched = watches.get(account);
    if (watched != null && watched.secret().equals(secret)) {
      return watched.informer();
    }
    forget(account);
    Resource<Secret> named = client.secrets().inNamespace(account.namespace()).withName(secret);
    // An informer that may not list would fail with an error in the log that says nothing more.
    named.get();
    SharedIndexInformer<Secret> informer = named.inform(new Waker(account));
    watches.put(account, new Watched(secret, informer));
    return informer;
  }

  /**
   * One entry of a Secret, without white space around it.
   *
   * @throws MissingException with a sentence if it is not there or empty
   */
  public static String entry(Secret secret, String name) throws MissingException {
    try {
      return Secrets.entry(secret, name);
    } catch (Secrets.UnusableException e) {
      throw new MissingException(e.getMessage());
    }
  }

  @Override
  public void close() {
    watches.values().forEach(watched -> watched.informer().stop());
    watches.clear();
  }

  private final class Waker implements ResourceEventHandler<Secret> {
    private final NamespacedName account;

    Waker(NamespacedName account) {
      this.account = account;
    }

    @Override
    public void onAdd(Secret secret) {
      changed.accept(account);
    }

    @Override
    public void onUpdate(Secret before, Secret after) {
      changed.accept(account);
    }

    @Override
    public void onDelete(Secret secret, boolean stateUnknown) {
      changed.accept(account);
    }
  }
}
