package dev.heel.operator.api;

import dev.heel.engine.Asked;
import dev.heel.engine.Draft;
import dev.heel.kinds.account.Consent;
import dev.heel.kinds.account.DatadogAccount;
import dev.heel.operator.account.AccountAccess;
import dev.heel.operator.api.resource.Halt;
import dev.heel.operator.api.resource.ResourceInPass;
import dev.heel.operator.status.Outcome;
import dev.heel.resource.ApiResource;
import dev.heel.resource.NamespacedName;
import dev.heel.resource.Permission;
import dev.heel.resource.Reason;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Whether the account's owner lets this namespace do what its resource asks for. */
final class AccountGrants<R extends ApiResource> {
  private final ResourceInPass<R> work;
  private final AccountAccess access;

  AccountGrants(ResourceInPass<R> work, AccountAccess access) {
    this.work = work;
    this.access = access;
  }

  /**
   * Ends the pass before any call if something is asked for that is not granted.
   *
   * @param adopts whether it has no object yet and is to adopt one; afterwards the grant may go
   */
  void check(Draft draft, NamespacedName account, boolean adopts) throws Halt {
    Optional<Consent.Refusal> refusal =
        asked(draft, adopts)
            .flatMap(permission -> refusal(permission, account).stream())
            .findFirst();
    if (refusal.isPresent()) {
      throw new Halt(
          Outcome.of(Reason.NotGranted, refusal.get().sentence(), work.status())
              .waitingFor("Waiting for the account's owner."));
    }
  }

  /** Why this namespace may not do it with that account; empty if it may. */
  Optional<Consent.Refusal> refusal(Permission permission, NamespacedName account) {
    Map<String, String> labels = access.namespaces().labelsOf(work.namespace());
    DatadogAccount resource =
        access
            .accounts()
            .resource(account)
            .orElseThrow(() -> new IllegalStateException("no account"));
    return Consent.of(resource).refusal(permission, work.namespace(), labels);
  }

  private Stream<Permission> asked(Draft draft, boolean adopts) {
    return work.kind().asks(draft).stream()
        .map(Asked::permission)
        .filter(each -> adopts || each != Permission.Adopt);
  }
}
