package dev.heel.operator.account.deletion;

import dev.heel.kinds.account.AccountStatus.DeletedInMinute;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** How many objects an account deleted with their resources, by minute. Immutable. */
final class DeletionCount {
  static final DeletionCount NONE = new DeletionCount(new TreeMap<>());

  /** A minute counts until the last moment of it is an hour ago. */
  private static final Duration COUNTS = Duration.ofMinutes(61);

  private final TreeMap<Instant, Integer> byMinute;

  private DeletionCount(TreeMap<Instant, Integer> byMinute) {
    this.byMinute = byMinute;
  }

  /**
   * As a status has it; what cannot be read there does not count.
   *
   * @param shown null for none
   */
  static DeletionCount of(List<DeletedInMinute> shown) {
    TreeMap<Instant, Integer> counts = new TreeMap<>();
    for (DeletedInMinute each : shown == null ? List.<DeletedInMinute>of() : shown) {
      minute(each).ifPresent(minute -> counts.merge(minute, each.count(), Integer::sum));
    }
    return new DeletionCount(counts);
  }

  private static Optional<Instant> minute(DeletedInMinute shown) {
    try {
      return shown.minute() == null || shown.count() == null
          ? Optional.empty()
          : Optional.of(Instant.parse(shown.minute()));
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }

  /** How many were deleted within the hour before. */
  int within(Instant now) {
    return byMinute.entrySet().stream()
        .filter(each -> now.isBefore(each.getKey().plus(COUNTS)))
        .mapToInt(Map.Entry::getValue)
        .sum();
  }

  /** Whether one more may be deleted. */
  boolean allowsOne(int perHour, Instant now) {
    return perHour == 0 || within(now) < perHour;
  }

  /** With one more, and without what counts no longer. */
  DeletionCount plusOne(Instant now) {
    TreeMap<Instant, Integer> counts = new TreeMap<>(byMinute);
    counts.keySet().removeIf(minute -> !now.isBefore(minute.plus(COUNTS)));
    counts.merge(now.truncatedTo(ChronoUnit.MINUTES), 1, Integer::sum);
    return new DeletionCount(counts);
  }

  /** For the status; null for none. */
  List<DeletedInMinute> shown(Instant now) {
    List<DeletedInMinute> minutes =
        byMinute.entrySet().stream()
            .filter(each -> now.isBefore(each.getKey().plus(COUNTS)))
            .map(each -> new DeletedInMinute(each.getKey().toString(), each.getValue()))
            .toList();
    return minutes.isEmpty() ? null : minutes;
  }
}
