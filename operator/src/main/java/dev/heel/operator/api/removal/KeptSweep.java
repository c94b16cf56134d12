package dev.heel.operator.api.removal;

import dev.heel.engine.api.DatadogError;
import dev.heel.engine.identity.Identity;
import dev.heel.operator.account.Account;
import dev.heel.operator.account.Accounts;
import dev.heel.operator.account.deletion.KeptObject;
import dev.heel.operator.account.deletion.KeptObjects;
import dev.heel.operator.account.deletion.KeptVerdict;
import dev.heel.operator.account.ledger.Ledger;
import dev.heel.operator.process.ApiServerWords;
import dev.heel.operator.process.CacheSync;
import dev.heel.operator.process.OperatorOptions;
import dev.heel.operator.wake.ApiControllers;
import dev.heel.resource.ApiResource;
import dev.heel.resource.ApiStatus;
import dev.heel.resource.Owner;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Deletes what was kept when its time has come, one after the other and as fast as the rate limits
 * allow; and lets go of what its resource has taken back.
 */
public final class KeptSweep implements Runnable {
  private static final Logger log = LoggerFactory.getLogger(KeptSweep.class);

  private final CacheSync caches;
  private final Accounts accounts;
  private final ApiControllers controllers;
  private final Successions late;
  private final Map<String, Instant> notBefore = new HashMap<>();

  public KeptSweep(
      CacheSync caches, Accounts accounts, ApiControllers controllers, Successions late) {
    this.caches = caches;
    this.accounts = accounts;
    this.controllers = controllers;
    this.late = late;
  }

  private OperatorOptions options() {
    return late.removals().options();
  }

  @Override
  public void run() {
    for (Account account : accounts.all()) {
      try {
        sweep(account);
      } catch (KubernetesClientException e) {
        log.warn("{}: what is kept was not written: {}", account.name(), ApiServerWords.of(e));
      } catch (RuntimeException e) {
        log.error("{}: unexpected fault with what is kept; tried again", account.name(), e);
      }
    }
  }

  private void sweep(Account account) {
    KeptObjects kept = account.deletions().kept();
    if (!caches.isComplete() || !mayDelete(account) || !kept.load()) {
      return;
    }
    Set<KeptObject> done = new HashSet<>();
    for (KeptObject each : kept.all()) {
      KeptVerdict verdict = verdict(each);
      boolean goes = verdict == KeptVerdict.GOES && mayDelete(account) && !isTooEarly(each);
      if (verdict == KeptVerdict.TAKEN_BACK || goes && isGone(each, account)) {
        done.add(each);
      }
    }
    if (!done.isEmpty()) {
      kept.change(each -> done.contains(each) ? null : each);
      accounts.figuresChanged(account.name().toString());
    }
  }

  private boolean mayDelete(Account account) {
    return account.state().isUsable() && late.removals().mayWrite();
  }

  private KeptVerdict verdict(KeptObject kept) {
    Set<String> watched = options().watchNamespaces();
    if (controllers.of(kept.kind()) == null
        || !watched.isEmpty() && !watched.contains(kept.namespace())) {
      return KeptVerdict.STAYS; // Whether its resource is back cannot be seen.
    }
    // One that is being deleted may be the very one whose object was kept a moment ago.
    Optional<? extends ApiResource> resource =
        controllers
            .find(kept.target())
            .filter(found -> found.getMetadata().getDeletionTimestamp() == null);
    String id = resource.map(ApiResource::getStatus).map(ApiStatus::id).orElse(null);
    return KeptVerdict.of(kept, resource.isPresent(), id, now());
  }

  private boolean isTooEarly(KeptObject kept) {
    return notBefore.getOrDefault(key(kept), Instant.MIN).isAfter(now());
  }

  private boolean isGone(KeptObject kept, Account account) {
    Owner owner = new Owner(options().clusterName(), kept.namespace(), kept.name());
    OwnObject object =
        new OwnObject(
            new Ledger.Key(kept.kind(), Identity.key(owner)),
            kept.organization(),
            kept.id(),
            Instant.parse(kept.until()));
    Removal removal = late.removals().of(controllers.of(kept.kind()), account);
    try {
      boolean isKnown = removal.remove(object, false) != Removal.Result.UNKNOWN;
      return isKnown && forgotten(kept);
    } catch (DatadogError e) {
      return failed(kept, account, e);
    }
  }

  private boolean failed(KeptObject kept, Account account, DatadogError error) {
    String key = key(kept);
    late.grace().failed(key, error, account.lastRemoval(), now());
    Duration grace = options().timing().deletionGrace();
    if (!now().isBefore(late.grace().deadline(key, Instant.parse(kept.until()), grace))) {
      log.warn("{}: {} stays in Datadog: {}", kept.target(), kept.id(), error.quoted());
      late.released().add(account.name().toString(), kept, now());
      return forgotten(kept);
    }
    Instant retry = error.heldUpUntil().orElseGet(() -> now().plus(late.attempts().failed(key, 0)));
    notBefore.put(key, retry);
    return false;
  }

  private boolean forgotten(KeptObject kept) {
    notBefore.remove(key(kept));
    late.forget(key(kept));
    return true;
  }

  private static String key(KeptObject kept) {
    return String.join(" ", List.of(kept.kind(), kept.namespace(), kept.name(), kept.id()));
  }

  private Instant now() {
    return options().clock().instant();
  }
}
