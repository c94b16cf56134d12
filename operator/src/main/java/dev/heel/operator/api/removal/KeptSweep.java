package dev.heel.operator.api.removal;

import dev.heel.engine.api.DatadogError;
import dev.heel.engine.identity.Identity;
import dev.heel.operator.account.Account;
import dev.heel.operator.account.deletion.KeptObject;
import dev.heel.operator.account.deletion.KeptObjects;
import dev.heel.operator.account.deletion.KeptVerdict;
import dev.heel.operator.account.ledger.Ledger;
import dev.heel.operator.api.resource.Surroundings;
import dev.heel.operator.process.ApiServerWords;
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

  private final Surroundings around;
  private final Map<String, Instant> notBefore = new HashMap<>();

  public KeptSweep(Surroundings around) {
    this.around = around;
  }

  @Override
  public void run() {
    for (Account account : around.accounts().all()) {
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
    if (!around.cacheSync().isComplete() || !mayDelete(account) || !kept.load()) {
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
      around.accounts().figuresChanged(account.name().toString());
    }
  }

  private boolean mayDelete(Account account) {
    return account.state().isUsable() && around.leadership().mayWrite();
  }

  private KeptVerdict verdict(KeptObject kept) {
    Set<String> watched = around.options().watchNamespaces();
    if (!around.kinds().containsKey(kept.kind())
        || !watched.isEmpty() && !watched.contains(kept.namespace())) {
      return KeptVerdict.STAYS; // Whether its resource is back cannot be seen.
    }
    // One that is being deleted may be the very one whose object was kept a moment ago.
    Optional<? extends ApiResource> resource =
        around
            .kinds()
            .get(kept.kind())
            .resource(kept.namespace(), kept.name())
            .filter(found -> found.getMetadata().getDeletionTimestamp() == null);
    String id = resource.map(ApiResource::getStatus).map(ApiStatus::id).orElse(null);
    return KeptVerdict.of(kept, resource.isPresent(), id, now());
  }

  private boolean isTooEarly(KeptObject kept) {
    return notBefore.getOrDefault(key(kept), Instant.MIN).isAfter(now());
  }

  private boolean isGone(KeptObject kept, Account account) {
    Owner owner = new Owner(around.options().clusterName(), kept.namespace(), kept.name());
    OwnObject object =
        new OwnObject(
            new Ledger.Key(kept.kind(), Identity.key(owner)),
            kept.organization(),
            kept.id(),
            Instant.parse(kept.until()));
    Removal removal = new Removal(around.kinds().get(kept.kind()), account, around);
    try {
      boolean isKnown = removal.remove(object, false) != Removal.Result.UNKNOWN;
      return isKnown && forgotten(kept);
    } catch (DatadogError e) {
      return failed(kept, account, e);
    }
  }

  private boolean failed(KeptObject kept, Account account, DatadogError error) {
    String key = key(kept);
    around.grace().failed(key, error, account.lastRemoval(), now());
    Duration grace = around.options().timing().deletionGrace();
    if (!now().isBefore(around.grace().deadline(key, Instant.parse(kept.until()), grace))) {
      log.warn("{}: {} stays in Datadog: {}", kept.target(), kept.id(), error.quoted());
      around.metrics().released(kept.kind());
      around.leftObjects().left(account.name().toString(), kept.released(now()));
      return forgotten(kept);
    }
    Instant retry =
        error.heldUpUntil().orElseGet(() -> now().plus(around.attempts().failed(key, 0)));
    notBefore.put(key, retry);
    return false;
  }

  private boolean forgotten(KeptObject kept) {
    notBefore.remove(key(kept));
    around.grace().forget(key(kept));
    around.attempts().forget(key(kept));
    return true;
  }

  private static String key(KeptObject kept) {
    return String.join(" ", List.of(kept.kind(), kept.namespace(), kept.name(), kept.id()));
  }

  private Instant now() {
    return around.options().clock().instant();
  }
}
