package dev.heel.operator.api.removal;

import dev.heel.engine.api.DatadogError;
import dev.heel.engine.problem.RuleFault;
import dev.heel.engine.read.SpecReader;
import dev.heel.operator.account.Account;
import dev.heel.operator.account.Whereabouts;
import dev.heel.operator.api.resource.AccountDiffers;
import dev.heel.operator.api.resource.FailureOutcomes;
import dev.heel.operator.api.resource.ResourceInPass;
import dev.heel.operator.cluster.OwnerLookup;
import dev.heel.operator.process.ApiServerWords;
import dev.heel.operator.process.Timing;
import dev.heel.operator.status.Conditions;
import dev.heel.operator.status.Happening;
import dev.heel.operator.status.LeavingObjects;
import dev.heel.operator.status.Outcome;
import dev.heel.resource.ApiResource;
import dev.heel.resource.ApiSpec;
import dev.heel.resource.ApiStatus;
import dev.heel.resource.Condition;
import dev.heel.resource.Reason;
import dev.heel.resource.Reference.Target;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The pass over a resource that is being deleted. It always ends: what cannot be removed in time
 * stays in Datadog with its marker, and is counted.
 */
public final class Cleanup<R extends ApiResource> {
  private static final Logger log = LoggerFactory.getLogger(Cleanup.class);
  private static final Duration LOOK_AGAIN = Duration.ofSeconds(15);

  private static final Duration TOGETHER = Duration.ofSeconds(2);
  private static final Duration IN_TURN = Duration.ofMillis(250);

  private final ResourceInPass<R> work;
  private final Cleanups parts;
  private final Timing timing;

  Cleanup(ResourceInPass<R> work, Cleanups parts) {
    this.work = work;
    this.parts = parts;
    this.timing = parts.removals().timing();
  }

  /** Removes what may be removed now. */
  public CleanupResult run() {
    ApiSpec spec = SpecReader.read(work.resource().getSpec(), ApiSpec.class).value();
    boolean isReleased = OwnerLookup.releasedTo(work.resource()).isPresent();
    if (isReleased || spec.deletionPolicy == ApiSpec.DeletionPolicy.Orphan) {
      choose().ifPresent(this::keepForEver);
      return CleanupResult.DONE;
    }
    if (nothingWasEverMade()) {
      return CleanupResult.DONE;
    }
    if (othersGoFirst()) {
      return waiting(Outcome.quiet(Reason.Deleting, work.status()).again(IN_TURN));
    }
    Optional<Account> account = choose().filter(each -> each.state().isUsable());
    if (account.isEmpty()) {
      return isRefused() ? refused() : blocked(notReady(), LOOK_AGAIN);
    }
    AccountDiffers differs = new AccountDiffers(account.get(), work);
    if (differs.holds()) {
      return blocked(differs.where(), LOOK_AGAIN);
    }
    try {
      return remove(account.get());
    } catch (DatadogError e) {
      parts.grace().failed(work.uid(), e, account.get().lastRemoval(), work.now());
      return e.isThrottled() ? held(e) : failed(e);
    }
  }

  /** A fault of Heel's own holds a deletion up like any other, and no longer. */
  public CleanupResult failed(Throwable fault) {
    return blocked(RuleFault.of(work.target(), fault).message(), Duration.ofMinutes(1));
  }

  /** The platform does not let its account be used: that is no outage that would pass. */
  private boolean isRefused() {
    return choose().filter(account -> account.state().stopsDeletionGrace()).isPresent();
  }

  private CleanupResult refused() {
    String message =
        "%s is not deleted: its DatadogAccount is not allowed. This resource waits until that is fixed."
            .formatted(work.subject(work.status().id()));
    return waiting(Outcome.of(Reason.DeletionBlocked, message, work.status()).again(LOOK_AGAIN));
  }

  /**
   * Whether somebody who refers to it is still there and is being deleted as well, or may be about
   * to: those who are deleted together are deleted one by one.
   */
  private boolean othersGoFirst() {
    List<Target> dependants = parts.referrers().of(work.target());
    return isBefore(deletion().plus(TOGETHER)) && !dependants.isEmpty()
        || isBefore(deletion().plus(timing.callBound()))
            && dependants.stream().anyMatch(parts.controllers()::isBeingDeleted);
  }

  private static CleanupResult waiting(Outcome<ApiStatus> outcome) {
    return new CleanupResult(false, outcome, List.of(), null);
  }

  private CleanupResult remove(Account account) throws DatadogError {
    if (!parts.removals().mayWrite()) {
      return waiting(Outcome.quiet(Reason.Deleting, work.status()).again(Duration.ofSeconds(1)));
    }
    OwnObjects own =
        new OwnObjects(work, account, parts.removals().list(work.controller(), account));
    if (own.isInDoubt(timing)) {
      return overdue() ? leave() : inDoubt();
    }
    Removal removal = parts.removals().of(work.controller(), account).by(work.sender());
    Removal last = overdue() ? removal.last() : removal;
    List<OwnObject> staying = last.remove(own.leaving(), isForced());
    if (!staying.isEmpty() && !overdue()) {
      return listAwaited();
    }
    Optional<CleanupResult> kept = keep(own.present(), account);
    if (kept.isPresent()) {
      return kept.get().leaving(OwnObject.ids(staying));
    }
    staying.addAll(last.remove(own.present(), isForced()));
    if (staying.isEmpty()) {
      return CleanupResult.DONE;
    }
    return overdue() ? leave(OwnObject.ids(staying)) : listAwaited();
  }

  /** What is counted or kept is written down first. */
  private Optional<CleanupResult> keep(List<OwnObject> objects, Account account) {
    try {
      return new KeepDecision(work, parts.access().accounts(), account).keep(objects);
    } catch (KubernetesClientException e) {
      log.warn("{}: its deletion was not counted: {}", work.target(), ApiServerWords.of(e));
      return Optional.of(
          overdue()
              ? leave()
              : waiting(Outcome.quiet(Reason.Deleting, work.status()).again(LOOK_AGAIN)));
    }
  }

  private CleanupResult inDoubt() {
    return waiting(
        Outcome.of(
                Reason.InDoubt,
                "Whether Datadog made the %s is not known yet; Heel waits for a list to show it, then deletes it."
                    .formatted(work.kind().noun()),
                work.status())
            .again(timing.listSoon()));
  }

  private CleanupResult listAwaited() {
    return waiting(Outcome.quiet(Reason.Deleting, work.status()).again(timing.listSoon()));
  }

  private boolean nothingWasEverMade() {
    ApiStatus status = work.status();
    boolean written =
        choose().map(Account::ledger).flatMap(ledger -> ledger.last(work.ledgerKey())).isPresent();
    boolean known = status.id() != null || status.creating() != null;
    return !known && !written && LeavingObjects.of(status, work.now()).isEmpty();
  }

  private Optional<Account> choose() {
    ApiSpec spec = SpecReader.read(work.resource().getSpec(), ApiSpec.class).value();
    return parts
        .access()
        .accounts()
        .choose(work.resource(), spec.accountRef)
        .flatMap(parts.access().accounts()::known);
  }

  /** What was kept for a while of an earlier resource of that name is an orphan from now on. */
  private void keepForEver(Account account) {
    try {
      account.deletions().kept().change(each -> each.target().equals(work.target()) ? null : each);
    } catch (KubernetesClientException e) {
      log.warn("{}: {}", work.target(), ApiServerWords.of(e));
    }
  }

  private String notReady() {
    String what = "its DatadogAccount is not there or not ready";
    return choose().map(account -> what + ": " + account.state().message()).orElse(what);
  }

  private boolean isForced() {
    return work.annotation("force-delete").filter("true"::equals).isPresent();
  }

  /** What passes by itself is tried again soon, and then with growing patience. */
  private CleanupResult failed(DatadogError error) {
    String why = FailureOutcomes.ofDeletion(error);
    if (error.kind() != DatadogError.Kind.TRANSIENT) {
      return blocked(why, LOOK_AGAIN);
    }
    CleanupResult blocked = blocked(why, timing.deletionGrace());
    return blocked.isDone() ? blocked : waiting(blocked.outcome().failed());
  }

  /** It waits for its turn, as for any other write. */
  private CleanupResult held(DatadogError error) {
    if (overdue()) {
      return leave();
    }
    Outcome<ApiStatus> waits = parts.failures().ofRead(error, work);
    return waiting(waits.again(within(waits.then().next())));
  }

  private CleanupResult blocked(String why, Duration patience) {
    if (overdue()) {
      return leave();
    }
    String subject = work.subject(work.status().id());
    String because = why.endsWith(".") ? why.substring(0, why.length() - 1) : why;
    String message =
        "%s cannot be deleted: %s. Fix that, or annotate heel.dev/force-delete=true. At %s this resource goes and the %s stays."
            .formatted(subject, because, Conditions.time(deadline()), work.kind().noun());
    Outcome<ApiStatus> outcome =
        Outcome.of(Reason.DeletionBlocked, message, kept()).again(within(patience));
    boolean known =
        Optional.ofNullable(work.status().condition(Condition.READY))
            .filter(c -> c.reason().equals(Reason.DeletionBlocked.name()))
            .isPresent();
    return waiting(
        known ? outcome : outcome.telling(Happening.warning("DeletionBlocked", message)));
  }

  private ApiStatus kept() {
    return choose()
        .map(account -> new Whereabouts(account).kept(work.status()))
        .orElse(work.status());
  }

  private CleanupResult leave() {
    List<String> ids = new ArrayList<>();
    Optional.ofNullable(work.status().id()).ifPresent(ids::add);
    LeavingObjects.of(work.status(), work.now()).forEach(old -> ids.add(old.id()));
    return leave(ids.isEmpty() ? List.of("unknown") : ids);
  }

  private CleanupResult leave(List<String> ids) {
    String objects = work.kind().noun() + " " + String.join(", ", ids);
    log.warn("{}: deletion could not be done in time; {} stays in Datadog", work.target(), objects);
    return CleanupResult.left(
        ids,
        "Could not be removed from Datadog in time: %s stays there with its marker."
            .formatted(objects));
  }

  private Duration within(Duration patience) {
    Duration left = Duration.between(work.now(), deadline()).plusMillis(100);
    return left.compareTo(patience) < 0 ? left : patience;
  }

  private boolean overdue() {
    return !isBefore(deadline());
  }

  private boolean isBefore(Instant moment) {
    return work.now().isBefore(moment);
  }

  private Instant deletion() {
    return Instant.parse(work.resource().getMetadata().getDeletionTimestamp());
  }

  private Instant deadline() {
    boolean terminating = parts.access().namespaces().isTerminating(work.namespace());
    Duration grace = terminating ? timing.terminatingGrace() : timing.deletionGrace();
    return parts.grace().deadline(work.uid(), deletion(), grace);
  }
}
