package dev.heel.kinds.downtime;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.heel.resource.Forms;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.time.DayOfWeek;
import java.util.List;

/** When a downtime mutes: by the week, by rules, or once. */
@ValidationRule(
    value =
        "[has(self.weekly), has(self.recurrences), has(self.start) || has(self.end)]"
            + ".filter(x, x).size() <= 1",
    message = "one of weekly, recurrences, and start/end")
@ValidationRule(
    value = "!(has(self.weekly) || has(self.recurrences)) || has(self.timezone)",
    message = "a recurring downtime needs its timezone, such as Europe/Paris")
public class Schedule {
  @JsonPropertyDescription(
      "The zone of all its times: a name of the IANA database, such as Europe/Paris.")
  public String timezone;

  @JsonPropertyDescription("Windows of every week.")
  @Size(min = 1, max = 20)
  public List<Weekly> weekly;

  @JsonPropertyDescription("The same in the API's words.")
  @Size(min = 1, max = 20)
  public List<Recurrence> recurrences;

  @JsonPropertyDescription(
      "For one time only: its begin, as 2026-12-24T18:00 in the zone, or with Z or an offset. Left"
          + " out: at once.")
  @Size(min = 1, max = 40)
  public String start;

  @JsonPropertyDescription("For one time only: its end, written as start. Left out: never.")
  @Size(min = 1, max = 40)
  public String end;

  /** Windows that open on some days of the week. */
  @ValidationRule(
      value = "has(self.from) == has(self.to)",
      message = "from and to come together; leave both out for whole days")
  public static class Weekly {
    @Required
    @JsonPropertyDescription(
        "The days on which a window opens. The night that ends on Monday opens on Sun.")
    @Size(min = 1, max = 7)
    public List<Day> days;

    @JsonPropertyDescription("When it opens: \"19:00\", in quotes. Left out: the whole day.")
    @Pattern(Forms.TIME_OF_DAY)
    @Size(max = 32)
    public String from;

    @JsonPropertyDescription("When it closes, the next day if that is not later than from.")
    @Pattern(Forms.END_OF_DAY)
    @Size(max = 32)
    public String to;
  }

  /** A window that repeats by a rule. */
  public static class Recurrence {
    @Required
    @JsonPropertyDescription(
        "RFC 5545 without DTSTART, such as FREQ=WEEKLY;INTERVAL=1;BYDAY=MO,TU.")
    @Size(min = 1)
    public String rrule;

    @Required
    @JsonPropertyDescription(
        "The first begin in the zone, without offset: 2026-11-22T19:00. Of a rule by the"
            + " week only its"
            + " time of day counts, so that it may lie in the past.")
    @Size(min = 1, max = 40)
    public String start;

    @Required
    @JsonPropertyDescription("How long: a number and m, h, d or w, such as 14h.")
    @Pattern(Forms.DOWNTIME_LENGTH)
    @Size(max = 32)
    public String duration;
  }

  /** A day of the week as people write it. */
  public enum Day {
    Mon,
    Tue,
    Wed,
    Thu,
    Fri,
    Sat,
    Sun;

    static Day of(DayOfWeek day) {
      return values()[day.ordinal()];
    }
  }
}
