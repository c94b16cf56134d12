package dev.heel.engine.problem;

import java.time.ZoneId;
import java.util.Optional;
import java.util.Set;

/** The time zones of the IANA database, and what is told of a name that is none of them. */
public final class TimeZones {
  /** The rule that a zone which is named exists, and may stand where it is named. */
  public static final String RULE = "time-zone";

  public static final String REMEDY =
      "Write a name of the IANA database, such as Europe/Paris or UTC.";

  /** The JDK makes a new set of them for each call. */
  private static final Set<String> NAMES = ZoneId.getAvailableZoneIds();

  private TimeZones() {}

  /** Empty if there is none of that name. */
  public static Optional<ZoneId> find(String name) {
    return NAMES.contains(name) ? Optional.of(ZoneId.of(name)) : Optional.empty();
  }

  /**
   * What is wrong with a name that {@link #find} does not know.
   *
   * @param pointer of the field that says it
   */
  public static String unknown(String pointer, String name) {
    String field = pointer.substring(pointer.lastIndexOf('/') + 1);
    return "%s cannot be \"%s\": there is no such time zone".formatted(field, name);
  }
}
