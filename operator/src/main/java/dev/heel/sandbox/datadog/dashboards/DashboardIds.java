package dev.heel.sandbox.datadog.dashboards;

/** Counted ids in the form of Datadog's: three groups of three letters or digits. */
final class DashboardIds {
  private static final int LETTERS = 26;

  private DashboardIds() {}

  /** 1 is {@code hee-laa-001}, 999 {@code hee-laa-999}, 1000 {@code hee-lab-000}. */
  static String own(long number) {
    return id("hee-l", number);
  }

  /** 1 is {@code old-laa-001}: apart, so that foreign dashboards do not shift one's own ids. */
  static String foreign(long number) {
    return id("old-l", number);
  }

  private static String id(String start, long number) {
    long block = number / 1000;
    char high = (char) ('a' + block / LETTERS % LETTERS);
    char low = (char) ('a' + block % LETTERS);
    return "%s%c%c-%03d".formatted(start, high, low, number % 1000);
  }
}
