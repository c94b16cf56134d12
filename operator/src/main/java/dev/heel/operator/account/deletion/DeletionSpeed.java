package dev.heel.operator.account.deletion;

import dev.heel.engine.read.SpecReader;
import dev.heel.kinds.account.AccountSpec;
import dev.heel.kinds.account.DatadogAccount;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Locale;

/**
 * How fast an account's objects are deleted with their resources.
 *
 * @param perHour how many within an hour; 0 for no bound
 * @param keepFor how long those above it are kept
 */
public record DeletionSpeed(int perHour, Duration keepFor) {
  static final DeletionSpeed DEFAULT = new DeletionSpeed(100, Duration.ofHours(168));

  /** What an account says, or the default for what it does not say. */
  public static DeletionSpeed of(DatadogAccount account) {
    AccountSpec.Deletions said =
        SpecReader.read(account.getSpec(), AccountSpec.class).value().deletions;
    if (said == null) {
      return DEFAULT;
    }
    int perHour = said.perHour == null ? DEFAULT.perHour : Math.max(0, said.perHour);
    return new DeletionSpeed(perHour, keepFor(said.keepFor));
  }

  private static Duration keepFor(String text) {
    try {
      return text == null ? DEFAULT.keepFor : Duration.parse("PT" + text.toUpperCase(Locale.ROOT));
    } catch (DateTimeParseException e) {
      return DEFAULT.keepFor;
    }
  }
}
