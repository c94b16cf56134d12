package dev.heel.operator.account;

import dev.heel.kinds.account.DatadogAccount;
import dev.heel.operator.account.deletion.AccountDeletions;
import dev.heel.operator.account.ledger.Ledgers;
import dev.heel.operator.process.OperatorOptions;
import dev.heel.resource.ApiResource;
import dev.heel.resource.ApiSpec;
import dev.heel.resource.NamespacedName;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.javaoperatorsdk.operator.api.reconciler.IndexedResourceCache;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The accounts of this process by name, and which one a resource uses. */
public final class Accounts implements AutoCloseable {
  private static final String DEFAULT = "default";

  private final OperatorOptions options;
  private final KubernetesClient client;
  private final Map<NamespacedName, Account> accounts = new ConcurrentHashMap<>();
  private final Set<NamespacedName> changed = ConcurrentHashMap.newKeySet();
  private final Set<NamespacedName> removed = ConcurrentHashMap.newKeySet();
  private final Ledgers ledgers;
  private volatile IndexedResourceCache<DatadogAccount> cache;

  public Accounts(OperatorOptions options, KubernetesClient client) {
    this.options = options;
    this.client = client;
    this.ledgers = new Ledgers(options.timing().visibilityGrace());
  }

  /** Where its resources are looked up from now on. */
  public void cache(IndexedResourceCache<DatadogAccount> primaries) {
    cache = primaries;
  }

  /** The account at work; made on first mention of its resource. */
  public Account at(NamespacedName name) {
    return accounts.computeIfAbsent(name, this::account);
  }

  private Account account(NamespacedName name) {
    AccountDeletions deletions =
        new AccountDeletions(client, () -> resource(name).orElse(null), options.clock());
    return new Account(name, options.clock(), ledgers, deletions);
  }

  /** The account at work, if its resource was looked at. */
  public Optional<Account> known(NamespacedName name) {
    return Optional.ofNullable(accounts.get(name));
  }

  /** The accounts at work. */
  public Collection<Account> all() {
    return List.copyOf(accounts.values());
  }

  /** The resource of an account; empty if there is none. */
  public Optional<DatadogAccount> resource(NamespacedName name) {
    return cache == null
        ? Optional.empty()
        : cache.get(new ResourceID(name.name(), name.namespace()));
  }

  /** Whether an account is being deleted. */
  public boolean isGoing(NamespacedName name) {
    return resource(name)
        .filter(each -> each.getMetadata().getDeletionTimestamp() != null)
        .isPresent();
  }

  /**
   * An account has more or fewer objects than its status says; told to it before long, however many
   * change. One that is gone is told nothing.
   *
   * @param account as namespace/name; null if the resource had none
   */
  public void figuresChanged(String account) {
    if (account != null && accounts.containsKey(NamespacedName.parse(account))) {
      changed.add(NamespacedName.parse(account));
    }
  }

  /** The accounts whose figures or organisation changed and were not looked at since. */
  public Set<NamespacedName> changed() {
    Set<NamespacedName> all = new HashSet<>(changed);
    all().stream().filter(Account::isUnplaced).map(Account::name).forEach(all::add);
    return all;
  }

  /** An account's figures are looked at now. */
  public void figuresTaken(NamespacedName account) {
    changed.remove(account);
  }

  /**
   * The accounts that ended and whose resources have gone since, each once: from now on another one
   * may be chosen in their place.
   */
  public Set<NamespacedName> gone() {
    Set<NamespacedName> gone = new HashSet<>(removed);
    gone.removeIf(name -> resource(name).isPresent());
    removed.removeAll(gone);
    return gone;
  }

  /** Ends an account whose resource is gone. */
  public void remove(NamespacedName name) {
    Account account = accounts.remove(name);
    removed.add(name);
    changed.remove(name);
    if (account != null) {
      account.close();
    }
  }

  /**
   * The account that a resource uses: the named one, else {@code default} of its own namespace if
   * that exists, else the operator's default.
   *
   * @return empty if none is named and there is no default
   */
  public Optional<NamespacedName> choose(ApiResource resource, ApiSpec.AccountRef reference) {
    String own = resource.getMetadata().getNamespace();
    if (reference != null) {
      String namespace = reference.namespace == null ? own : reference.namespace;
      return Optional.of(new NamespacedName(namespace, reference.name));
    }
    NamespacedName local = local(resource);
    return resource(local).isPresent() || options.defaultAccount() == null
        ? Optional.of(local)
        : Optional.of(options.defaultAccount());
  }

  /**
   * The accounts on which that choice depends: the named one, else {@code default} of its own
   * namespace, also while that does not exist, and the operator's default.
   */
  public Set<NamespacedName> considered(ApiResource resource, ApiSpec.AccountRef reference) {
    Set<NamespacedName> names = new HashSet<>();
    choose(resource, reference).ifPresent(names::add);
    if (reference == null) {
      names.add(local(resource));
    }
    return names;
  }

  private static NamespacedName local(ApiResource resource) {
    return new NamespacedName(resource.getMetadata().getNamespace(), DEFAULT);
  }

  @Override
  public void close() {
    accounts.values().forEach(Account::close);
    accounts.clear();
  }
}
