package dev.heel.operator;

import dev.heel.datadog.DatadogAccess;
import dev.heel.datadog.DatadogClient;
import dev.heel.datadog.budget.RateBudget;
import dev.heel.engine.api.DatadogError;
import dev.heel.engine.api.Sender;
import dev.heel.kinds.account.AccountSpec;
import dev.heel.kinds.account.AccountStatus.Organization;
import dev.heel.kinds.account.DatadogAccount;
import dev.heel.resource.Condition;
import dev.heel.resource.Reason;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiPredicate;

/** Opens the connection of an account, and a new one when its keys or its place change. */
final class AccountConnector implements AutoCloseable {
  private static final Duration REFUSED_AGAIN = Duration.ofMinutes(10);
  private static final int HALF = 50;

  private static final String ELSEWHERE =
      "spec.url is no site of Datadog, and its host is none that this platform lists. Nothing is"
          + " sent there. Set spec.site, or have the host listed: --allow-datadog-host of `heel"
          + " operator`, allowedDatadogHosts of the chart.";

  private final OperatorOptions options;
  private final Credentials credentials;
  private final Attempts attempts;
  private final Metrics metrics;
  private final Tenancy tenancy;
  private final BiPredicate<AccountName, Sender> caller;
  private final Map<AccountName, Open> open = new ConcurrentHashMap<>();

  /**
   * @param revision of the keys and the place that it was opened for
   * @param owner whose the keys were when they were last found good; null if they were not
   * @param checked when that was
   */
  private record Open(
      String revision,
      int share,
      DatadogClient client,
      RateBudget budget,
      Membership membership,
      KeyOwner owner,
      Instant checked) {
    Open found(KeyOwner found, Instant at) {
      return new Open(revision, share, client, budget, membership, found, at);
    }
  }

  /**
   * What became of an account.
   *
   * @param organization null if it is not known yet
   * @param site null if the spec has none
   * @param next when to look again; null for the usual time
   */
  record Connection(Account.State state, Organization organization, String site, Duration next) {
    static Connection of(Account.State state) {
      return new Connection(state, null, null, null);
    }

    Connection again(Duration wait) {
      return new Connection(state, organization, site, wait);
    }

    /**
     * What a person must see of it: also that an account is used although nobody knows whose its
     * keys are.
     *
     * @param before the Ready condition before; null if there was none
     */
    Outcome outcome(Condition before) {
      Outcome outcome = Outcome.of(state.reason(), state.message(), null);
      boolean unplaced = state.isUsable() && !state.owner().isKnown();
      boolean told = before != null && before.message().equals(state.message());
      return unplaced && !told
          ? outcome.telling(Happening.warning(Reason.OrganizationUnknown.name(), state.message()))
          : outcome;
    }
  }

  AccountConnector(Surroundings around, Credentials credentials) {
    this.options = around.options();
    this.credentials = credentials;
    this.attempts = around.attempts();
    this.metrics = around.metrics();
    this.tenancy = around.tenancy();
    this.caller = around::call;
  }

  /** The account as it is now; asks Datadog only when something changed, and once an hour. */
  Connection connect(Account account, DatadogAccount resource, AccountSpec spec) {
    if (spec.secretRef == null || (spec.site == null && spec.url == null)) {
      return failed(Reason.Invalid, "spec needs secretRef, and site or url.", spec, null);
    }
    if (isElsewhere(spec)) {
      drop(account.name());
      return failed(Reason.NotAllowed, ELSEWHERE, spec, null);
    }
    Credentials.Keys keys;
    try {
      keys = keys(account.name(), spec.secretRef);
    } catch (Credentials.MissingException e) {
      Open last = open.get(account.name());
      boolean usable = last != null && last.owner() != null;
      if (usable && tenancy.isTerminatingNow(account.name().namespace())) {
        // The namespace takes its Secret first; what else is in it is still to be deleted.
        return connection(last, resource, spec);
      }
      drop(account.name());
      return failed(Reason.SecretMissing, e.getMessage() + ". " + e.remedy(), spec, null);
    }
    try {
      Open opened = opened(account.name(), spec, keys);
      return isDue(opened, resource, spec)
          ? checked(opened, resource, spec)
          : connection(opened, resource, spec);
    } catch (IllegalArgumentException e) {
      String message = "Secret " + spec.secretRef.name + " or spec.url cannot be used: ";
      return failed(Reason.Invalid, message + e.getMessage() + ".", spec, null);
    }
  }

  /**
   * Not yet found good, too long ago, or Datadog said something else to a pass meanwhile; keys that
   * are another organisation's are asked about as often as an answer counts.
   */
  private boolean isDue(Open opened, DatadogAccount resource, AccountSpec spec) {
    return opened.owner() == null
        || !opened.owner().equals(opened.membership().last())
        || !now().isBefore(opened.checked().plus(options.timing().organizationAgain()))
        || opened.membership().isOld()
            && home(resource, spec).reason(opened.owner()) != Reason.KeysValid;
  }

  private static Home home(DatadogAccount resource, AccountSpec spec) {
    return Home.of(spec, resource.getStatus(), resource.getMetadata().getNamespace());
  }

  private Connection checked(Open opened, DatadogAccount resource, AccountSpec spec) {
    AccountName name = AccountReconciler.name(resource);
    String uid = resource.getMetadata().getUid();
    try {
      Open good = opened.found(owner(opened), now());
      attempts.succeeded(uid);
      open.put(name, good);
      return connection(good, resource, spec);
    } catch (KeyCheck.RefusedException e) {
      open.put(name, opened.found(null, Instant.EPOCH));
      String message =
          e.getMessage()
              + ". Put good keys into Secret "
              + spec.secretRef.name
              + "; Heel tries again then.";
      return failed(Reason.KeysRefused, message, spec, REFUSED_AGAIN);
    } catch (DatadogError e) {
      Duration wait = attempts.failed(uid, 0);
      return opened.owner() == null
          ? failed(
              Reason.Unavailable,
              (e.status() == 0 ? "Datadog cannot be reached: " : "Datadog answered ")
                  + e.quoted()
                  + ". Heel keeps trying.",
              spec,
              wait)
          : connection(opened, resource, spec).again(wait);
    }
  }

  /** Whose the keys are, once both were found good. */
  private static KeyOwner owner(Open opened) throws KeyCheck.RefusedException, DatadogError {
    KeyCheck.apiKey(opened.client());
    KeyOwner owner = opened.membership().latest();
    if (!owner.isKnown()) {
      KeyCheck.applicationKey(opened.client());
    }
    return owner;
  }

  /** What an open connection means for the account: its keys are good, but may be another's. */
  private Connection connection(Open opened, DatadogAccount resource, AccountSpec spec) {
    Home home = home(resource, spec);
    KeyOwner owner = opened.owner();
    Reason reason = home.reason(owner);
    String message = home.message(owner);
    if (reason != Reason.KeysValid) {
      Account.State state = Account.State.unusable(reason, message).of(home.owner(owner));
      Duration next =
          reason == Reason.OrganizationChanged ? options.timing().organizationAge() : REFUSED_AGAIN;
      return new Connection(state, home.shown(owner), site(spec), next);
    }
    URI web = URI.create(spec.site == null ? spec.url : spec.site.app());
    Account.State state =
        new Account.State(
            reason, message, opened.client(), web, opened.revision(), owner, opened.membership());
    return new Connection(state, home.shown(owner), site(spec), null);
  }

  /** The open connection if keys and place are the same, else a new one; the limits stay known. */
  private Open opened(AccountName name, AccountSpec spec, Credentials.Keys keys) {
    String revision = keys.version() + "@" + api(spec);
    Open before = open.get(name);
    if (before != null && before.revision().equals(revision) && before.share() == share(spec)) {
      return before;
    }
    drop(name);
    boolean sameShare = before != null && before.share() == share(spec);
    RateBudget budget = sameShare ? before.budget() : budget(name, share(spec));
    DatadogAccess access =
        new DatadogAccess(URI.create(api(spec)), keys.apiKey(), keys.appKey())
            .withUserAgent("heel (cluster " + options.clusterName() + ")");
    DatadogClient client =
        DatadogClient.connect(
            access,
            budget,
            (call, status, took) -> metrics.called(name, call, status, took),
            options.clock());
    Membership membership =
        new Membership(client, options.clock(), options.timing().organizationAge());
    Open opened = new Open(revision, share(spec), client, budget, membership, null, Instant.EPOCH);
    open.put(name, opened);
    return opened;
  }

  private static Connection failed(Reason reason, String message, AccountSpec spec, Duration next) {
    return new Connection(Account.State.unusable(reason, message), null, site(spec), next);
  }

  private Instant now() {
    return options.clock().instant();
  }

  private Credentials.Keys keys(AccountName name, AccountSpec.SecretRef ref)
      throws Credentials.MissingException {
    return credentials.read(
        name,
        ref.name,
        ref.apiKey == null ? "api-key" : ref.apiKey,
        ref.appKey == null ? "app-key" : ref.appKey);
  }

  private RateBudget budget(AccountName name, int share) {
    return new RateBudget(share, options.clock(), sender -> caller.test(name, sender));
  }

  /** Gives the turns at the accounts' rate limits that have become free by themselves. */
  void giveTurns() {
    open.values().forEach(each -> each.budget().giveTurns());
  }

  Optional<RateBudget> budget(AccountName name) {
    return Optional.ofNullable(open.get(name)).map(Open::budget);
  }

  void forget(AccountName name) {
    drop(name);
    credentials.forget(name);
  }

  private void drop(AccountName name) {
    Open before = open.remove(name);
    if (before != null) {
      before.client().close();
    }
  }

  private boolean isElsewhere(AccountSpec spec) {
    return options.datadog() == null && spec.site == null && !options.hosts().allow(spec.url);
  }

  private String api(AccountSpec spec) {
    if (options.datadog() != null) {
      return options.datadog().toString();
    }
    return spec.site == null ? spec.url : spec.site.api();
  }

  private static String site(AccountSpec spec) {
    return spec.site == null
        ? spec.url == null ? null : URI.create(spec.url).getHost()
        : spec.site.host();
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
