package dev.heel.operator.api.resource;

import com.fasterxml.jackson.databind.JsonNode;
import dev.heel.engine.api.Sender;
import dev.heel.engine.identity.Identity;
import dev.heel.engine.read.SpecReader;
import dev.heel.kinds.account.AccountStatus.Released;
import dev.heel.operator.account.Account;
import dev.heel.operator.account.Accounts;
import dev.heel.operator.account.ListRound;
import dev.heel.operator.account.Whereabouts;
import dev.heel.operator.account.deletion.DeletionGrace;
import dev.heel.operator.account.deletion.LeftObjects;
import dev.heel.operator.account.ledger.Ledger;
import dev.heel.operator.account.lists.Poller;
import dev.heel.operator.account.organization.ObjectPlace;
import dev.heel.operator.cluster.Definitions;
import dev.heel.operator.cluster.NamedObjects;
import dev.heel.operator.cluster.Namespaces;
import dev.heel.operator.cluster.Secrets;
import dev.heel.operator.process.CacheSync;
import dev.heel.operator.process.Leadership;
import dev.heel.operator.process.Metrics;
import dev.heel.operator.process.OperatorOptions;
import dev.heel.operator.status.Conditions;
import dev.heel.operator.status.LeavingObjects;
import dev.heel.operator.status.TrustedStatus;
import dev.heel.operator.wake.Attempts;
import dev.heel.operator.wake.Dependants;
import dev.heel.operator.wake.KindController;
import dev.heel.operator.wake.Referrers;
import dev.heel.operator.wake.Wakers;
import dev.heel.resource.ApiResource;
import dev.heel.resource.ApiSpec;
import dev.heel.resource.ApiStatus;
import dev.heel.resource.NamespacedName;
import dev.heel.resource.Owner;
import dev.heel.resource.Reference.Target;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** What every pass works with, shared by all kinds of one operator. */
public record Surroundings(
    OperatorOptions options,
    KubernetesClient client,
    Leadership leadership,
    CacheSync cacheSync,
    Accounts accounts,
    Wakers wakers,
    Dependants dependants,
    Referrers referrers,
    NamedObjects named,
    Definitions definitions,
    Secrets secrets,
    Namespaces namespaces,
    Attempts attempts,
    LeftObjects leftObjects,
    DeletionGrace grace,
    Metrics metrics) {

  /** The kinds at work by name. */
  public Map<String, KindController<?>> kinds() {
    return wakers.kinds();
  }

  /** A poller of one kind in one account, not started. */
  public <R extends ApiResource> Poller poller(KindController<R> controller, Account account) {
    ListRound<R> round =
        new ListRound<>(
            controller, account, resource -> reaches(resource, account), options.lineage());
    return new Poller(controller.kind(), account, round, options.timing());
  }

  /** The poller of one kind in one account, at work; null if the API has no list of the kind. */
  public Poller list(KindController<?> controller, Account account) {
    return controller.kind().routes().list() == null
        ? null
        : account.poller(controller.kind(), () -> poller(controller, account)).orElse(null);
  }

  /** A resource as the owner of its object. */
  public Owner owner(ApiResource resource) {
    return new Owner(
        options.clusterName(),
        resource.getMetadata().getNamespace(),
        resource.getMetadata().getName());
  }

  /** Objects of a resource that stay in Datadog, since they could not be removed in time. */
  public void released(ResourceInPass<?> work, List<String> ids) {
    for (String id : ids) {
      metrics.released(work.kind().name());
      leftObjects.left(
          work.status().account(),
          new Released(work.kind().name(), work.path(), id, Conditions.time(work.now())));
    }
    accounts.figuresChanged(work.status().account());
  }

  /** Lets go of what an account wrote of kinds without a list; for others each list does so. */
  public void compact(Account account) {
    for (KindController<?> controller : kinds().values()) {
      if (controller.kind().routes().list() == null) {
        Set<String> owners = controller.owners(options.clusterName());
        account.ledger().compact(controller.kind().name(), options.clock().instant(), owners);
      }
    }
  }

  /** Wakes a resource of any kind; nothing happens if the kind is not at work here. */
  public void wake(Target target) {
    wakers.wake(target);
  }

  /**
   * The turn of a sender at a rate limit of an account has come.
   *
   * @return whether it is still there
   */
  public boolean call(NamespacedName account, Sender sender) {
    if (sender.isList()) {
      return accounts.known(account).filter(a -> a.callPoller(sender.kind())).isPresent();
    }
    KindController<?> controller = kinds().get(sender.kind());
    boolean isThere =
        controller != null && controller.resource(sender.namespace(), sender.name()).isPresent();
    if (isThere) {
      controller.wake(new ResourceID(sender.name(), sender.namespace()));
    }
    return isThere;
  }

  /** Keeps what a resource refers to. */
  public void refer(Target from, Set<Target> to) {
    referrers.refer(from, to);
  }

  /** Whether a resource of these kinds is there and is being deleted. */
  public boolean isBeingDeleted(Target target) {
    return Optional.ofNullable(kinds().get(target.kind()))
        .flatMap(controller -> controller.resource(target.namespace(), target.name()))
        .filter(resource -> resource.getMetadata().getDeletionTimestamp() != null)
        .isPresent();
  }

  /** Wakes all that refer to a target. */
  public void wakeDependants(Target target) {
    referrers.wakeDependants(target);
  }

  /** How many resources have an object that an account leads to, or may have one. */
  public long users(NamespacedName account) {
    Account known = accounts.at(account);
    return kinds().values().stream().mapToLong(kind -> users(kind, known)).sum();
  }

  private <R extends ApiResource> long users(KindController<R> kind, Account account) {
    return kind.resources()
        .filter(resource -> reaches(resource, account))
        .filter(resource -> mayHaveMade(kind, resource, account))
        .count();
  }

  /** By its status, or by what was written a moment ago and no cache shows yet. */
  private <R extends ApiResource> boolean mayHaveMade(
      KindController<R> kind, R resource, Account account) {
    Instant now = options.clock().instant();
    ApiStatus status = TrustedStatus.of(kind.kind(), resource, now);
    Ledger.Key key = new Ledger.Key(kind.kind().name(), Identity.key(owner(resource)));
    return status.id() != null
        || status.creating() != null
        || !LeavingObjects.of(status, now).isEmpty()
        || account.ledger().last(key).filter(entry -> !entry.isDeleted()).isPresent();
  }

  /** How many resources of an account have an object in its organisation. */
  public long objects(NamespacedName account) {
    Account known = accounts.at(account);
    return ofAccount(account)
        .filter(resource -> reaches(resource, known))
        .filter(resource -> resource.getStatus() != null && resource.getStatus().id() != null)
        .count();
  }

  private Stream<? extends ApiResource> ofAccount(NamespacedName account) {
    Account known = accounts.at(account);
    return kinds().values().stream()
        .flatMap(KindController::resources)
        .filter(resource -> uses(resource, known));
  }

  /** Whether a resource uses the account, and its object is nowhere else. */
  private boolean reaches(ApiResource resource, Account account) {
    ApiStatus status = Optional.ofNullable(resource.getStatus()).orElse(ApiStatus.NONE);
    return uses(resource, account)
        && new Whereabouts(account).known(ObjectPlace.of(status)) == ObjectPlace.Answer.HERE;
  }

  private boolean uses(ApiResource resource, Account account) {
    JsonNode spec = resource.getSpec();
    ApiSpec.AccountRef reference = SpecReader.read(spec, ApiSpec.class).value().accountRef;
    return accounts
        .choose(resource, reference)
        .filter(name -> name.equals(account.name()))
        .isPresent();
  }
}
