package dev.heel.bench;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/**
 * How large a run is. Each number has a system property {@code bench.NAME}.
 *
 * @param monitors new ones, made at the API's real rate
 * @param many the larger size, for growth
 * @param foreign monitors of others in the organisation
 * @param rest how long it is watched at rest
 * @param pace the list interval, from which all durations of the protocol follow; null for
 *     production
 * @param runtime the home of the operator's JVM
 * @param java options of the operator's JVM
 */
record Size(
    int monitors,
    int many,
    int foreign,
    Duration rest,
    Duration pace,
    Path runtime,
    List<String> java) {
  static Size fromProperties() {
    Path runtime = Path.of(text("runtime", System.getProperty("java.home")));
    String given = text("java", "");
    boolean quick = "quick".equals(System.getProperty("bench.size", "full"));
    return new Size(
        number("monitors", quick ? 200 : 1000),
        number("many", quick ? 1000 : 5000),
        number("foreign", quick ? 1000 : 8000),
        Duration.ofSeconds(number("rest", quick ? 20 : 120)),
        pace(text("pace", quick ? "2" : "production")),
        runtime,
        given.isEmpty() ? JvmFlags.of(runtime) : List.of(given.split(" +")));
  }

  /** The same with more options of the operator's JVM. */
  Size with(List<String> options) {
    List<String> all = Stream.concat(java.stream(), options.stream()).toList();
    return new Size(monitors, many, foreign, rest, pace, runtime, all);
  }

  /** The same with lists that are read every 20 s where production waits for minutes. */
  Size hurried() {
    return pace != null
        ? this
        : new Size(monitors, many, foreign, rest, Duration.ofSeconds(20), runtime, java);
  }

  /** How often a list is read. */
  Duration interval() {
    return pace == null ? Duration.ofSeconds(60) : pace;
  }

  /** After that time without a write everything is at rest: own writes are no longer remembered. */
  Duration grace() {
    return pace == null ? Duration.ofSeconds(60) : pace.multipliedBy(6);
  }

  @Override
  public String toString() {
    return "%d and %d monitors, %d of others, %s timing"
        .formatted(
            monitors, many, foreign, pace == null ? "production" : pace.toSeconds() + " s lists");
  }

  private static Duration pace(String text) {
    return text.equals("production") ? null : Duration.ofSeconds(Integer.parseInt(text));
  }

  private static int number(String name, int otherwise) {
    return Integer.parseInt(text(name, Integer.toString(otherwise)));
  }

  private static String text(String name, String otherwise) {
    String given = System.getProperty("bench." + name, "");
    return given.isEmpty() ? otherwise : given;
  }
}
