package dev.heel.operator.account.deletion;

import dev.heel.kinds.account.AccountStatus;
import dev.heel.kinds.account.AccountStatus.Kept;
import dev.heel.kinds.account.DatadogAccount;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * How many objects one account deleted within the hour, and what it keeps. Each deletion is counted
 * in the account's status before it is sent, so that a process that takes over counts on.
 */
public final class AccountDeletions {
  private static final int ATTEMPTS = 5;
  private static final Duration HOUR = Duration.ofHours(1);

  private final KubernetesClient client;
  private final Supplier<DatadogAccount> account;
  private final Clock clock;
  private final KeptObjects kept;
  private final Set<String> admitted = new HashSet<>();
  private DatadogAccount written;
  private DeletionCount count;
  private String reason;

  /**
   * @param account gives the account's resource as it is now; null if it is gone
   */
  public AccountDeletions(KubernetesClient client, Supplier<DatadogAccount> account, Clock clock) {
    this.client = client;
    this.account = account;
    this.clock = clock;
    this.kept = new KeptObjects(client, account);
  }

  public KeptObjects kept() {
    return kept;
  }

  /**
   * Whether the objects of a resource may be deleted with it. A resource that may is counted once.
   *
   * @throws KubernetesClientException if that could not be counted
   */
  public synchronized boolean admits(String uid, int perHour) {
    if (perHour == 0 || admitted.contains(uid)) {
      return true;
    }
    Instant now = clock.instant();
    if (!count().allowsOne(perHour, now)) {
      return false;
    }
    DeletionCount next = count().plusOne(now);
    write(next);
    count = next;
    admitted.add(uid);
    return true;
  }

  /** A resource is gone. */
  public synchronized void forget(String uid) {
    admitted.remove(uid);
  }

  /** Keeps objects; their number goes into the reason that people read. */
  public void keep(List<KeptObject> objects, int perHour) {
    kept.keep(objects);
    Instant hourAgo = clock.instant().minus(HOUR);
    long lately =
        kept.all().stream().filter(each -> Instant.parse(each.since()).isAfter(hourAgo)).count();
    synchronized (this) {
      reason =
          "%d resources were deleted within an hour; deletions.perHour is %d."
              .formatted(deletedLately() + lately, perHour);
    }
  }

  /** How many objects were deleted with their resources within the hour before. */
  public synchronized int deletedLately() {
    return count().within(clock.instant());
  }

  /** The status with what is known here, which is newer than what anybody read. */
  public synchronized AccountStatus over(AccountStatus status) {
    return status.with(shown(status.kept()), count().shown(clock.instant()));
  }

  private Kept shown(Kept before) {
    if (!kept.load()) {
      return before;
    }
    String known = before == null ? null : before.reason();
    return KeptObjectsView.of(kept.all(), reason == null ? known : reason);
  }

  private DeletionCount count() {
    if (count == null) {
      count = DeletionCount.of(status(account.get()).deletions());
    }
    return count;
  }

  /** Another pass may write the status at the same time; what stands there last is newest. */
  private void write(DeletionCount next) {
    DatadogAccount base = written == null ? account.get() : written;
    for (int attempt = 1; base != null; attempt++) {
      try {
        DatadogAccount copy = client.getKubernetesSerialization().clone(base);
        AccountStatus before = status(copy);
        copy.setStatus(before.with(shown(before.kept()), next.shown(clock.instant())));
        written = client.resource(copy).updateStatus();
        return;
      } catch (KubernetesClientException e) {
        if (e.getCode() != 409 || attempt == ATTEMPTS) {
          throw e;
        }
        base = client.resource(base).get();
      }
    }
  }

  private static AccountStatus status(DatadogAccount resource) {
    return Optional.ofNullable(resource).map(DatadogAccount::getStatus).orElse(AccountStatus.NONE);
  }
}
