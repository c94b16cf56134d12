package dev.heel.operator.api.removal;

import dev.heel.kinds.account.DatadogAccount;
import dev.heel.operator.account.Account;
import dev.heel.operator.account.Accounts;
import dev.heel.operator.account.deletion.AccountDeletions;
import dev.heel.operator.account.deletion.DeletionSpeed;
import dev.heel.operator.account.deletion.KeptObject;
import dev.heel.operator.api.resource.ResourceInPass;
import dev.heel.operator.process.ApiServerWords;
import dev.heel.operator.status.Conditions;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Whether the objects of a resource that goes are deleted with it, or kept for a while since too
 * many went at once.
 */
public final class KeepDecision {
  /** Annotation of a resource that is one of many whose deletion is meant. */
  public static final String BULK_DELETE = "bulk-delete";

  private static final int CLIENT_ERROR = 400;
  private static final int SERVER_ERROR = 500;

  private final ResourceInPass<?> work;
  private final Accounts accounts;
  private final Account account;
  private final AccountDeletions deletions;

  KeepDecision(ResourceInPass<?> work, Accounts accounts, Account account) {
    this.work = work;
    this.accounts = accounts;
    this.account = account;
    this.deletions = account.deletions();
  }

  /**
   * Decides it, and writes down what is kept.
   *
   * @return empty if the objects are to be deleted now
   * @throws KubernetesClientException if it cannot be written down now
   */
  Optional<CleanupResult> keep(List<OwnObject> objects) {
    Optional<DatadogAccount> resource = accounts.resource(account.name());
    if (objects.isEmpty() || resource.isEmpty() || isMeant()) {
      return Optional.empty();
    }
    DeletionSpeed speed = DeletionSpeed.of(resource.get());
    return deletions.admits(work.uid(), speed.perHour())
        ? Optional.empty()
        : Optional.of(kept(objects, speed));
  }

  /** {@code heel release --delete} says that many go at once and are meant to. */
  private boolean isMeant() {
    return work.annotation(BULK_DELETE).filter("true"::equals).isPresent();
  }

  private CleanupResult kept(List<OwnObject> objects, DeletionSpeed speed) {
    Instant until = work.now().plus(speed.keepFor());
    try {
      deletions.keep(objects.stream().map(each -> entry(each, until)).toList(), speed.perHour());
      accounts.figuresChanged(account.name().toString());
      return CleanupResult.kept(
          "%s stays in Datadog until %s, since more resources were deleted than deletions.perHour of DatadogAccount %s. Apply the resource again and it takes the %s back."
              .formatted(
                  work.subject(objects.get(0).id()),
                  Conditions.time(until),
                  account.name(),
                  work.kind().noun()));
    } catch (KubernetesClientException e) {
      if (e.getCode() < CLIENT_ERROR || e.getCode() >= SERVER_ERROR) {
        throw e;
      }
      return left(objects, e);
    }
  }

  private KeptObject entry(OwnObject object, Instant until) {
    return new KeptObject(
        work.kind().name(),
        work.namespace(),
        work.resource().getMetadata().getName(),
        object.organization(),
        object.id(),
        Conditions.time(work.now()),
        Conditions.time(until));
  }

  private CleanupResult left(List<OwnObject> objects, KubernetesClientException refusal) {
    return CleanupResult.left(
        OwnObject.ids(objects),
        "More resources were deleted than deletions.perHour of DatadogAccount %s, and Heel may not write down there what it keeps: %s. %s stays in Datadog with its marker."
            .formatted(
                account.name(), ApiServerWords.of(refusal), work.subject(objects.get(0).id())));
  }
}
