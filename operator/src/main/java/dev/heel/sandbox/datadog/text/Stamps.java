package dev.heel.sandbox.datadog.text;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** Moments as the API writes them. */
public final class Stamps {
  private static final DateTimeFormatter MICROS =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSSSSxxx").withZone(ZoneOffset.UTC);
  private static final DateTimeFormatter SECONDS =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ssxxx").withZone(ZoneOffset.UTC);

  private Stamps() {}

  /** {@code 2025-05-14T22:27:14.329045+00:00}. */
  public static String micros(Instant moment) {
    return MICROS.format(moment);
  }

  /** To the microsecond where the moment has a part of a second, else to the second. */
  public static String exact(Instant moment) {
    return moment.getNano() == 0 ? seconds(moment) : micros(moment);
  }

  /** {@code 2025-05-14T22:27:14+00:00}. */
  public static String seconds(Instant moment) {
    return SECONDS.format(moment);
  }
}
