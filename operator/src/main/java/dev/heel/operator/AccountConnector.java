package dev.heel.operator;

import dev.heel.datadog.DatadogAccess;
import dev.heel.datadog.DatadogClient;
import dev.heel.datadog.RateBudget;
import dev.heel.engine.DatadogError;
import dev.heel.engine.Sender;
import dev.heel.kinds.account.AccountSpec;
import dev.heel.kinds.account.AccountStatus.Organization;
import dev.heel.kinds.account.DatadogAccount;
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
  private static final Duration CHECK_AGAIN = Duration.ofHours(1);
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
   */
  private record Open(
      String revision,
      int share,
      DatadogClient client,
      RateBudget budget,
      Connection connection,
      Instant checked) {}

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
      boolean usable = last != null && last.connection() != null;
      if (usable && tenancy.isTerminatingNow(account.name().namespace())) {
        // The namespace takes its Secret first; what else is in it is still to be deleted.
        return last.connection();
      }
      drop(account.name());
      return failed(Reason.SecretMissing, e.getMessage() + ". " + e.remedy(), spec, null);
    }
    Open before = open.get(account.name());
    String revision = keys.version() + "@" + api(spec);
    Instant now = options.clock().instant();
    boolean fresh =
        before != null
            && before.revision().equals(revision)
            && before.share() == share(spec)
            && now.isBefore(before.checked().plus(CHECK_AGAIN));
    if (fresh && before.connection().state().isUsable()) {
      return before.connection();
    }
    try {
      return checked(account, resource, spec, keys);
    } catch (IllegalArgumentException e) {
      String message = "Secret " + spec.secretRef.name + " or spec.url cannot be used: ";
      return failed(Reason.Invalid, message + e.getMessage() + ".", spec, null);
    }
  }

  private Connection checked(
      Account account, DatadogAccount resource, AccountSpec spec, Credentials.Keys keys) {
    Open opened = opened(account.name(), spec, keys);
    String uid = resource.getMetadata().getUid();
    try {
      Organization organization = KeyCheck.ask(opened.client());
      attempts.succeeded(uid);
      Connection good = good(opened, organization, spec);
      open.put(
          account.name(),
          new Open(
              opened.revision(),
              opened.share(),
              opened.client(),
              opened.budget(),
              good,
              options.clock().instant()));
      return good;
    } catch (KeyCheck.RefusedException e) {
      String message =
          e.getMessage()
              + ". Put good keys into Secret "
              + spec.secretRef.name
              + "; Heel tries again then.";
      return failed(Reason.KeysRefused, message, spec, REFUSED_AGAIN);
    } catch (DatadogError e) {
      Connection last = opened.connection();
      Duration wait = attempts.failed(uid, 0);
      return last != null && last.state().isUsable()
          ? new Connection(last.state(), last.organization(), last.site(), wait)
          : failed(
              Reason.Unavailable,
              (e.status() == 0 ? "Datadog cannot be reached: " : "Datadog answered ")
                  + e.quoted()
                  + ". Heel keeps trying.",
              spec,
              wait);
    }
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
    Open opened = new Open(revision, share(spec), client, budget, null, Instant.EPOCH);
    open.put(name, opened);
    return opened;
  }

  private static Connection good(Open opened, Organization organization, AccountSpec spec) {
    String who = organization.name() == null ? "" : " for organisation " + organization.name();
    URI web = URI.create(spec.site == null ? spec.url : spec.site.app());
    Account.State state =
        new Account.State(
            Reason.KeysValid,
            "Both keys are valid" + who + ".",
            opened.client(),
            web,
            opened.revision());
    return new Connection(state, organization, site(spec), null);
  }

  private static Connection failed(Reason reason, String message, AccountSpec spec, Duration next) {
    return new Connection(
        new Account.State(reason, message, null, null, reason.name()), null, site(spec), next);
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
