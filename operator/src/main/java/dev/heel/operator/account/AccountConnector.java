package dev.heel.operator.account;

import dev.heel.engine.api.DatadogError;
import dev.heel.engine.read.SpecBounds;
import dev.heel.kinds.account.AccountSpec;
import dev.heel.kinds.account.AccountStatus;
import dev.heel.kinds.account.AccountStatus.Organization;
import dev.heel.kinds.account.DatadogAccount;
import dev.heel.operator.account.Connections.Opened;
import dev.heel.operator.account.organization.HomeOrganization;
import dev.heel.operator.account.organization.KeyCheck;
import dev.heel.operator.account.organization.KeyOwner;
import dev.heel.operator.cluster.Credentials;
import dev.heel.operator.cluster.Namespaces;
import dev.heel.operator.process.OperatorOptions;
import dev.heel.operator.status.Happening;
import dev.heel.operator.status.Outcome;
import dev.heel.operator.wake.Attempts;
import dev.heel.resource.Condition;
import dev.heel.resource.NamespacedName;
import dev.heel.resource.Problem;
import dev.heel.resource.Reason;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** What an account can be used for: whether its keys are there and good, and whose they are. */
public final class AccountConnector {
  private static final Duration REFUSED_AGAIN = Duration.ofMinutes(10);

  private static final String ELSEWHERE =
      "spec.url is no site of Datadog, and its host is none that this platform lists. Nothing is"
          + " sent there. Set spec.site, or have the host listed: --allow-datadog-host of `heel"
          + " operator`, allowedDatadogHosts of the chart.";

  private final OperatorOptions options;
  private final Connections connections;
  private final Attempts attempts;
  private final Namespaces namespaces;

  /**
   * What became of an account.
   *
   * @param organization null if it is not known yet
   * @param site null if the spec has none
   * @param next when to look again; null for the usual time
   */
  public record Connection(
      Account.State state, Organization organization, String site, Duration next) {
    /** Of an account of which only its state is known. */
    public static Connection of(Account.State state) {
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
     * @param facts the status but for its conditions and observedGeneration
     */
    public Outcome<AccountStatus> outcome(Condition before, AccountStatus facts) {
      Outcome<AccountStatus> outcome =
          Outcome.of(state.reason(), state.message(), facts).again(next);
      boolean unplaced = state.isUsable() && !state.owner().isKnown();
      boolean told = before != null && before.message().equals(state.message());
      return unplaced && !told
          ? outcome.telling(Happening.warning(Reason.OrganizationUnknown.name(), state.message()))
          : outcome;
    }
  }

  public AccountConnector(
      OperatorOptions options, Connections connections, Attempts attempts, Namespaces namespaces) {
    this.options = options;
    this.connections = connections;
    this.attempts = attempts;
    this.namespaces = namespaces;
  }

  /** The account as it is now; asks Datadog only when something changed, and once an hour. */
  public Connection connect(DatadogAccount resource, AccountSpec spec) {
    Optional<Problem> leftOut = SpecBounds.problem(resource.getSpec());
    if (leftOut.isPresent()) {
      return failed(Reason.Invalid, leftOut.get().sentence(), spec, null);
    }
    if (spec.secretRef == null || (spec.site == null && spec.url == null)) {
      return failed(Reason.Invalid, "spec needs secretRef, and site or url.", spec, null);
    }
    NamespacedName name = NamespacedName.of(resource);
    if (isElsewhere(spec)) {
      connections.drop(name);
      return failed(Reason.NotAllowed, ELSEWHERE, spec, null);
    }
    try {
      Opened opened = connections.opened(name, spec);
      return isDue(opened, resource, spec)
          ? checked(opened, resource, spec)
          : connection(opened, resource, spec);
    } catch (Credentials.MissingException e) {
      Optional<Opened> last = connections.last(name).filter(each -> each.owner() != null);
      if (last.isPresent() && namespaces.isTerminatingNow(name.namespace())) {
        // The namespace takes its Secret first; what else is in it is still to be deleted.
        return connection(last.get(), resource, spec);
      }
      connections.drop(name);
      return failed(Reason.SecretMissing, e.getMessage() + ". " + e.remedy(), spec, null);
    } catch (IllegalArgumentException e) {
      String message = "Secret " + spec.secretRef.name + " or spec.url cannot be used: ";
      return failed(Reason.Invalid, message + e.getMessage() + ".", spec, null);
    }
  }

  /**
   * Not yet found good, too long ago, or Datadog said something else to a pass meanwhile; keys that
   * are another organisation's are asked about as often as an answer counts.
   */
  private boolean isDue(Opened opened, DatadogAccount resource, AccountSpec spec) {
    return opened.owner() == null
        || !opened.owner().equals(opened.membership().last())
        || !now().isBefore(opened.checked().plus(options.timing().organizationAgain()))
        || opened.membership().isOld()
            && home(resource, spec).reason(opened.owner()) != Reason.KeysValid;
  }

  private static HomeOrganization home(DatadogAccount resource, AccountSpec spec) {
    return HomeOrganization.of(spec, resource.getStatus(), resource.getMetadata().getNamespace());
  }

  private Connection checked(Opened opened, DatadogAccount resource, AccountSpec spec) {
    NamespacedName name = NamespacedName.of(resource);
    String uid = resource.getMetadata().getUid();
    try {
      Opened good = opened.found(owner(opened), now());
      attempts.succeeded(uid);
      connections.put(name, good);
      return connection(good, resource, spec);
    } catch (KeyCheck.RefusedException e) {
      connections.put(name, opened.found(null, Instant.EPOCH));
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
  private static KeyOwner owner(Opened opened) throws KeyCheck.RefusedException, DatadogError {
    KeyCheck.apiKey(opened.client());
    KeyOwner owner = opened.membership().latest();
    if (!owner.isKnown()) {
      KeyCheck.applicationKey(opened.client());
    }
    return owner;
  }

  /** What an open connection means for the account: its keys are good, but may be another's. */
  private Connection connection(Opened opened, DatadogAccount resource, AccountSpec spec) {
    HomeOrganization home = home(resource, spec);
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

  private static Connection failed(Reason reason, String message, AccountSpec spec, Duration next) {
    return new Connection(Account.State.unusable(reason, message), null, site(spec), next);
  }

  private Instant now() {
    return options.clock().instant();
  }

  private boolean isElsewhere(AccountSpec spec) {
    return options.datadog() == null && spec.site == null && !options.hosts().allow(spec.url);
  }

  private static String site(AccountSpec spec) {
    return spec.site == null
        ? spec.url == null ? null : URI.create(spec.url).getHost()
        : spec.site.host();
  }
}
