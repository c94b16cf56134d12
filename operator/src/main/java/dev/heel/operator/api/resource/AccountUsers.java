package dev.heel.operator.api.resource;

import com.fasterxml.jackson.databind.JsonNode;
import dev.heel.engine.identity.Identity;
import dev.heel.engine.read.SpecReader;
import dev.heel.operator.account.Account;
import dev.heel.operator.account.Accounts;
import dev.heel.operator.account.Whereabouts;
import dev.heel.operator.account.ledger.Ledger;
import dev.heel.operator.account.organization.ObjectPlace;
import dev.heel.operator.process.OperatorOptions;
import dev.heel.operator.status.LeavingObjects;
import dev.heel.operator.status.TrustedStatus;
import dev.heel.operator.wake.ApiControllers;
import dev.heel.operator.wake.KindController;
import dev.heel.resource.ApiResource;
import dev.heel.resource.ApiSpec;
import dev.heel.resource.ApiStatus;
import dev.heel.resource.NamespacedName;
import dev.heel.resource.Owner;
import java.time.Instant;
import java.util.Optional;

/** Which resources use an account. */
public final class AccountUsers {
  private final Accounts accounts;
  private final ApiControllers controllers;
  private final OperatorOptions options;

  public AccountUsers(Accounts accounts, ApiControllers controllers, OperatorOptions options) {
    this.accounts = accounts;
    this.controllers = controllers;
    this.options = options;
  }

  /** How many resources have an object that an account leads to, or may have one. */
  public long mayHaveMade(NamespacedName account) {
    Account known = accounts.at(account);
    return controllers.all().stream().mapToLong(kind -> mayHaveMade(kind, known)).sum();
  }

  private <R extends ApiResource> long mayHaveMade(KindController<R> kind, Account account) {
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
    String owner = Identity.key(Owner.of(options.clusterName(), resource));
    Ledger.Key key = new Ledger.Key(kind.kind().name(), owner);
    return status.id() != null
        || status.creating() != null
        || !LeavingObjects.of(status, now).isEmpty()
        || account.ledger().last(key).filter(entry -> !entry.isDeleted()).isPresent();
  }

  /** How many resources of an account have an object in its organisation. */
  public long objects(NamespacedName account) {
    Account known = accounts.at(account);
    return controllers.all().stream()
        .flatMap(KindController::resources)
        .filter(resource -> reaches(resource, known))
        .filter(resource -> resource.getStatus() != null && resource.getStatus().id() != null)
        .count();
  }

  /** Whether a resource uses the account, and its object is nowhere else. */
  boolean reaches(ApiResource resource, Account account) {
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
