package dev.heel.operator.account.deletion;

import dev.heel.kinds.account.AccountStatus;
import dev.heel.kinds.account.AccountStatus.Kept;
import dev.heel.kinds.account.DatadogAccount;
import dev.heel.operator.status.Happening;
import dev.heel.resource.NamespacedName;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Tells people that an account keeps more than it did; at most once a minute while it grows. */
public final class KeptNews {
  private static final Duration AGAIN = Duration.ofMinutes(1);
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("d MMM HH:mm", Locale.ENGLISH).withZone(ZoneOffset.UTC);

  private record Told(int count, Instant at) {}

  private final Clock clock;
  private final Map<NamespacedName, Told> told = new ConcurrentHashMap<>();

  public KeptNews(Clock clock) {
    this.clock = clock;
  }

  /**
   * @param kept what the account keeps now; null for nothing
   * @param deleted how many objects were deleted within the hour before
   */
  public Optional<Happening> of(DatadogAccount account, Kept kept, int deleted) {
    NamespacedName name = NamespacedName.of(account);
    Instant now = clock.instant();
    Told before = told.computeIfAbsent(name, n -> new Told(shown(account), Instant.MIN));
    int count = kept == null ? 0 : kept.count();
    if (count <= before.count()) {
      told.put(name, new Told(count, before.at()));
      return Optional.empty();
    }
    if (before.at().isAfter(now.minus(AGAIN))) {
      return Optional.empty();
    }
    told.put(name, new Told(count, now));
    return Optional.of(Happening.warning("Kept", message(name, kept, deleted)));
  }

  /** The account is gone. */
  public void forget(NamespacedName account) {
    told.remove(account);
  }

  private static String message(NamespacedName name, Kept kept, int deleted) {
    return "%d objects were deleted; %d stay in Datadog until %s UTC, and kept monitors still notify. If that was a mistake, apply the resources again: they take their objects back. If not: kubectl annotate ddacct %s -n %s heel.dev/delete-kept=now"
        .formatted(
            deleted,
            kept.count(),
            TIME.format(Instant.parse(kept.until())),
            name.name(),
            name.namespace());
  }

  private static int shown(DatadogAccount account) {
    return Optional.ofNullable(account.getStatus())
        .map(AccountStatus::kept)
        .map(Kept::count)
        .orElse(0);
  }
}
