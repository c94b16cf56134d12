package dev.heel.operator.cluster;

import dev.heel.resource.NamespacedName;
import dev.heel.resource.Reference.Target;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * The keys in the Secrets that accounts name, each watched by itself: Heel needs no right on any
 * other Secret, and a rotated key is seen at once. Values never leave this class but into a
 * connection.
 */
public final class Credentials implements AutoCloseable {
  private static final String MAKE =
      "Make it with `kubectl create secret generic`; continues as soon as it is there.";

  private final SecretAccess access;
  private final Consumer<NamespacedName> changed;
  private final NamedObjects.Reader<Secret> secrets;
  private final LastRead<Ask, Keys> reads = new LastRead<>();

  /** Which Secret each account names; several may name one. */
  private final Map<NamespacedName, Target> named = new ConcurrentHashMap<>();

  /** What an account names. */
  private record Ask(NamespacedName account, Target secret, String apiEntry, String appEntry) {}

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

    /** What to do, and how Heel continues. */
    public String remedy() {
      return remedy;
    }
  }

  /**
   * @param changed told the account whose Secret appeared, changed or went
   */
  public Credentials(NamedObjects named, SecretAccess access, Consumer<NamespacedName> changed) {
    this.access = access;
    this.changed = changed;
    this.secrets = named.secrets(this::secretChanged);
  }

  /**
   * The keys as they are now; from now on the account is told when they change.
   *
   * @throws MissingException with a sentence if the Secret, an entry, or its content is not there
   *     or may not be read
   */
  public Keys read(NamespacedName account, String secret, String apiEntry, String appEntry)
      throws MissingException {
    Ask ask = new Ask(account, Secrets.target(account.namespace(), secret), apiEntry, appEntry);
    Optional<Keys> known = secrets.version(ask.secret()).flatMap(now -> reads.of(ask, now));
    return known.isPresent() ? known.get() : read(ask);
  }

  private Keys read(Ask ask) throws MissingException {
    Secret found =
        watched(ask.account(), ask.secret())
            .orElseThrow(
                () ->
                    new MissingException(
                        "No Secret %s/%s (in spec.secretRef)"
                            .formatted(ask.secret().namespace(), ask.secret().name())));
    String version = NamedObjects.version(found);
    Keys keys = new Keys(entry(found, ask.apiEntry()), entry(found, ask.appEntry()), version);
    reads.keep(ask, version, keys);
    return keys;
  }

  private Optional<Secret> watched(NamespacedName account, Target secret) throws MissingException {
    try {
      return watch(account, secret);
    } catch (KubernetesClientException e) {
      if (e.getCode() != HttpURLConnection.HTTP_FORBIDDEN) {
        throw e;
      }
      throw new MissingException(
          "Heel may not read Secret %s/%s (in spec.secretRef)"
              .formatted(secret.namespace(), secret.name()),
          "It tries again in a minute. " + access.remedy(secret));
    }
  }

  private synchronized Optional<Secret> watch(NamespacedName account, Target secret) {
    if (!secret.equals(named.get(account))) {
      forget(account);
      named.put(account, secret);
    }
    // An informer that may not list would fail with an error in the log that says nothing more.
    Optional<Secret> found = secrets.read(secret);
    secrets.watch(secret);
    return found;
  }

  /** The account is gone, or names another Secret. */
  public synchronized void forget(NamespacedName account) {
    reads.forget(ask -> ask.account().equals(account));
    Target secret = named.remove(account);
    if (secret != null && !named.containsValue(secret)) {
      secrets.forget(secret);
    }
  }

  private void secretChanged(Target secret) {
    named.forEach(
        (account, target) -> {
          if (target.equals(secret)) {
            changed.accept(account);
          }
        });
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
    secrets.close();
  }
}
