package dev.heel.lint;

import static dev.heel.lint.Texts.rules;
import static dev.heel.lint.Texts.validated;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Holes in the week, over all downtimes of a monitor")
class DowntimeGapTest {
  private static final String NIGHTS =
      "[{days: [Mon, Tue, Wed, Thu, Fri], from: '19:00', to: '09:00'}]";
  private static final String WEEKEND = "[{days: [Sat, Sun]}]";
  private static final String HOLE = "from Monday 00:00 to 09:00";

  private static String downtime(String name, String muted, String weekly) {
    return scheduled(name, muted, "{timezone: America/New_York, weekly: " + weekly + "}");
  }

  private static String scheduled(String name, String muted, String schedule) {
    return """
        apiVersion: heel.dev/v1alpha1
        kind: DatadogDowntime
        metadata: {name: %s, namespace: home}
        spec:
          %s
          schedule: %s
        """
        .formatted(name, muted, schedule);
  }

  private static String ref(String monitor) {
    return "monitorRef: {name: " + monitor + "}";
  }

  private static String tagged(String name, String tags) {
    return Texts.monitor(
        name,
        "{type: metric alert, query: 'avg(last_5m):avg:a{*} > 1', message: '@team-a', tags: ["
            + tags
            + "]}");
  }

  private static List<Finding> gaps(String... texts) {
    return validated(texts).findings().stream()
        .filter(finding -> finding.rule().equals("downtime-gap"))
        .toList();
  }

  @Test
  @DisplayName("two downtimes of one monitor: told once, at the days, with the day to add")
  void monday() {
    List<Finding> gaps =
        gaps(downtime("nights", ref("m"), NIGHTS), downtime("weekend", ref("m"), WEEKEND));
    assertThat(gaps).hasSize(1);
    Finding gap = gaps.get(0);
    assertThat(gap.at().source().name() + ":" + gap.at().position()).isEqualTo("1.yaml:6:58");
    assertThat(gap.message()).isEqualTo("nothing mutes m " + HOLE);
    assertThat(gap.remedy())
        .isEqualTo("The night that ends on Monday opens on Sunday: add Sun to days.");
    assertThat(gap.drawing()).hasSize(8).contains("  Mon  ...................=====");
    assertThat(gap.isError()).isFalse();
  }

  @Test
  @DisplayName("the same in one downtime, and in the words of the API")
  void oneDowntime() {
    String both = NIGHTS.replace("]", "").replace("Fri", "Fri]") + ", {days: [Sat, Sun]}]";
    assertThat(gaps(downtime("all", ref("m"), both))).hasSize(1);

    String rules =
        "{timezone: UTC, recurrences: [{rrule: 'FREQ=WEEKLY;BYDAY=SA,SU',"
            + " start: '2026-01-03T00:00', duration: 1d}, {rrule: 'FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR',"
            + " start: '2026-01-05T19:00', duration: 14h}]}";
    assertThat(gaps(scheduled("all", ref("m"), rules)))
        .extracting(Finding::remedy)
        .containsExactly("The night that ends on Monday opens on Sunday: add SU to BYDAY.");
  }

  @Test
  @DisplayName("a night forgotten at both ends of the weekend: one finding, both days")
  void bothEnds() {
    String nights = "[{days: [Mon, Tue, Wed, Thu], from: '19:00', to: '09:00'}]";
    assertThat(gaps(downtime("night", ref("m"), nights), downtime("w", ref("m"), WEEKEND)))
        .extracting(Finding::sentence)
        .containsExactly(
            "nothing mutes m from Monday 00:00 to 09:00 and from Friday 19:00 to 24:00. A window is"
                + " missing on Friday and Sunday: add Fri and Sun to days.");
  }

  @Test
  @DisplayName("nights alone, other monitors, other scopes, other zones: nothing is a mistake")
  void noMistake() {
    assertThat(gaps(downtime("nights", ref("m"), NIGHTS))).isEmpty();
    assertThat(gaps(downtime("night", ref("m"), NIGHTS), downtime("w", ref("other"), WEEKEND)))
        .isEmpty();
    assertThat(
            gaps(
                downtime("night", ref("m") + "\n  scope: env:a", NIGHTS),
                downtime("w", ref("m") + "\n  scope: env:b", WEEKEND)))
        .isEmpty();
    assertThat(
            gaps(
                downtime("night", ref("m"), NIGHTS),
                downtime("w", ref("m"), WEEKEND).replace("America/New_York", "UTC")))
        .isEmpty();
  }

  @Test
  @DisplayName("a later evening on one day is meant: no whole days are beside it")
  void laterEvening() {
    String release =
        "[{days: [Sun, Mon, Tue, Thu, Fri], from: '19:00', to: '09:00'},"
            + " {days: [Wed], from: '22:00', to: '09:00'}]";
    assertThat(gaps(downtime("night", ref("m"), release), downtime("w", ref("m"), WEEKEND)))
        .isEmpty();
  }

  @Test
  @DisplayName("a rule that is no plain week may fill the hole, so nothing is told")
  void unknownWeek() {
    String other =
        "{timezone: America/New_York, recurrences: [{rrule: 'FREQ=WEEKLY;INTERVAL=2;BYDAY=MO',"
            + " start: '2026-01-05T00:00', duration: 9h}]}";
    assertThat(
            gaps(
                downtime("night", ref("m"), NIGHTS),
                downtime("w", ref("m"), WEEKEND),
                scheduled("x", ref("m"), other)))
        .isEmpty();
  }

  @Test
  @DisplayName("a downtime of all groups counts for some of them, not the other way round")
  void scopes() {
    assertThat(
            gaps(
                downtime("night", ref("m") + "\n  scope: env:a", NIGHTS),
                downtime("w", ref("m"), WEEKEND)))
        .extracting(Finding::message)
        .containsExactly("nothing mutes m on env:a " + HOLE);
  }

  @Test
  @DisplayName("by tags: the same tags, fewer tags, and a monitor that has them")
  void tags() {
    assertThat(
            gaps(
                downtime("night", "monitorTags: [a, b]", NIGHTS),
                downtime("w", "monitorTags: [b]", WEEKEND)))
        .extracting(Finding::message)
        .containsExactly("nothing mutes monitors tagged a, b " + HOLE);
    assertThat(
            gaps(
                downtime("night", ref("m"), NIGHTS),
                downtime("w", "monitorTags: [a]", WEEKEND),
                tagged("m", "a, c")))
        .extracting(Finding::message)
        .containsExactly("nothing mutes m " + HOLE);
    assertThat(
            gaps(
                downtime("night", ref("m"), NIGHTS),
                downtime("w", "monitorTags: [a]", WEEKEND),
                tagged("m", "c")))
        .isEmpty();
  }

  @Test
  @DisplayName("another account's monitor of that name is another monitor")
  void accounts() {
    assertThat(
            gaps(
                downtime("night", ref("m") + "\n  accountRef: {name: a}", NIGHTS),
                downtime("w", ref("m"), WEEKEND)))
        .isEmpty();
  }

  @Test
  @DisplayName("the annotation on either of them silences it")
  void silenced() {
    String silent = "home, annotations: {heel.dev/ignore-rules: downtime-gap}}";
    String nights = downtime("night", ref("m"), NIGHTS);
    String weekend = downtime("w", ref("m"), WEEKEND);
    assertThat(gaps(nights.replace("home}", silent), weekend)).isEmpty();
    assertThat(gaps(nights, weekend.replace("home}", silent))).isEmpty();
    assertThat(rules(validated(nights, weekend))).contains("1.yaml:6:58 downtime-gap");
  }
}
