package dev.heel.operator.account;

import dev.heel.datadog.DatadogAccess;
import dev.heel.datadog.DatadogClient;
import dev.heel.datadog.budget.RateBudget;
import dev.heel.engine.api.Sender;
import dev.heel.kinds.account.AccountSpec;
import dev.heel.operator.account.organization.KeyOwner;
import dev.heel.operator.account.organization.Membership;
import dev.heel.operator.cluster.Credentials;
import dev.heel.operator.process.Metrics;
import dev.heel.operator.process.OperatorOptions;
import dev.heel.resource.NamespacedName;
import java.net.URI;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiPredicate;

/**
 * The open connections to Datadog, one for each account; a new one when its keys or its place
 * change.
 */
public final class Connections implements AutoCloseable {
  private static final int HALF = 50;

  private final OperatorOptions options;
  private final Credentials credentials;
  private final Metrics metrics;
  private final BiPredicate<NamespacedName, Sender> caller;
  private final Map<NamespacedName, Opened> open = new ConcurrentHashMap<>();

  /**
   * An account's connection.
   *
   * @param revision of the keys and the place that it was opened for
   * @param share of the account's rate limits that this cluster takes, in percent
   * @param owner whose the keys were when they were last found good; null if they were not
   * @param checked when that was
   */
  record Opened(
      String revision,
      int share,
      DatadogClient client,
      RateBudget budget,
      Membership membership,
      KeyOwner owner,
      Instant checked) {
    Opened found(KeyOwner found, Instant at) {
      return new Opened(revision, share, client, budget, membership, found, at);
    }
  }

  /**
   * @param caller wakes whoever waited for a turn at an account's rate limit, and says whether it
   *     is still there
   */
  public Connections(
      OperatorOptions options,
      Credentials credentials,
      Metrics metrics,
      BiPredicate<NamespacedName, Sender> caller) {
    this.options = options;
    this.credentials = credentials;
    this.metrics = metrics;
    this.caller = caller;
  }

  /**
   * The open connection if keys and place are the same, else a new one; the limits stay known.
   *
   * @throws Credentials.MissingException if the keys are not there, or Heel may not read them
   * @throws IllegalArgumentException if they cannot be keys, or the address is none
   */
  Opened opened(NamespacedName name, AccountSpec spec) throws Credentials.MissingException {
    Credentials.Keys keys = keys(name, spec.secretRef);
    String revision = keys.version() + "@" + api(spec);
    Opened before = open.get(name);
    if (before != null && before.revision().equals(revision) && before.share() == share(spec)) {
      return before;
    }
    drop(name);
    boolean sameShare = before != null && before.share() == share(spec);
    RateBudget budget = sameShare ? before.budget() : budget(name, share(spec));
    DatadogClient client =
        DatadogClient.connect(
            access(spec, keys),
            budget,
            (call, status, took) -> metrics.called(name, call, status, took),
            options.clock());
    Membership membership =
        new Membership(client, options.clock(), options.timing().organizationAge());
    Opened opened =
        new Opened(revision, share(spec), client, budget, membership, null, Instant.EPOCH);
    open.put(name, opened);
    return opened;
  }

  /** The last one that was opened and not closed since. */
  Optional<Opened> last(NamespacedName name) {
    return Optional.ofNullable(open.get(name));
  }

  /** The same connection from now on, of which more is known. */
  void put(NamespacedName name, Opened opened) {
    open.put(name, opened);
  }

  /** Gives the turns at the accounts' rate limits that have become free by themselves. */
  public void giveTurns() {
    open.values().forEach(each -> each.budget().giveTurns());
  }

  /** What is known of an account's rate limits; empty while it has no connection. */
  public Optional<RateBudget> budget(NamespacedName name) {
    return last(name).map(Opened::budget);
  }

  /** The account is gone: nothing is remembered of it. */
  public void forget(NamespacedName name) {
    drop(name);
    credentials.forget(name);
  }

  /** Closes an account's connection. */
  void drop(NamespacedName name) {
    Opened before = open.remove(name);
    if (before != null) {
      before.client().close();
    }
  }

  private Credentials.Keys keys(NamespacedName name, AccountSpec.SecretRef ref)
      throws Credentials.MissingException {
    return credentials.read(
        name,
        ref.name,
        ref.apiKey == null ? "api-key" : ref.apiKey,
        ref.appKey == null ? "app-key" : ref.appKey);
  }

  private DatadogAccess access(AccountSpec spec, Credentials.Keys keys) {
    return new DatadogAccess(URI.create(api(spec)), keys.apiKey(), keys.appKey())
        .withUserAgent("heel (cluster " + options.clusterName() + ")");
  }

  private RateBudget budget(NamespacedName name, int share) {
    return new RateBudget(share, options.clock(), sender -> caller.test(name, sender));
  }

  private String api(AccountSpec spec) {
    if (options.datadog() != null) {
      return options.datadog().toString();
    }
    return spec.site == null ? spec.url : spec.site.api();
  }

  private static int share(AccountSpec spec) {
    return spec.rateLimitShare == null ? HALF : spec.rateLimitShare;
  }

  @Override
  public void close() {
    open.values().forEach(each -> each.client().close());
    open.clear();
  }
}
