package dev.heel.kinds.downtime;

import java.time.DayOfWeek;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.dmfs.rfc5545.recur.InvalidRecurrenceRuleException;
import org.dmfs.rfc5545.recur.RecurrenceRule;

/** A recurrence rule's text (RFC 5545, section 3.3.10), and what of it is a plain week. */
record Rule(String text) {
  private static final Pattern FOREIGN = Pattern.compile("(?i)\\b(DTSTART|DTEND|DURATION)\\b");
  private static final Set<String> PLAIN = Set.of("FREQ", "INTERVAL", "BYDAY", "WKST");

  /** Two letters of each day, in the order of {@link DayOfWeek}. */
  private static final List<String> DAYS = List.of("MO", "TU", "WE", "TH", "FR", "SA", "SU");

  /** Every week on some days, which keep the order that they are given in. */
  static Rule weekly(List<DayOfWeek> days) {
    return new Rule(
        "FREQ=WEEKLY;INTERVAL=1;BYDAY="
            + days.stream().map(Rule::letters).collect(Collectors.joining(",")));
  }

  static String letters(DayOfWeek day) {
    return DAYS.get(day.ordinal());
  }

  /** What of iCalendar does not belong into a rule here; empty if nothing does. */
  Optional<String> foreignPart() {
    return FOREIGN.matcher(text).results().map(found -> found.group(1)).findFirst();
  }

  /** Why it cannot be read; empty if it can. */
  Optional<String> fault() {
    try {
      new RecurrenceRule(text, RecurrenceRule.RfcMode.RFC5545_STRICT);
      return Optional.empty();
    } catch (InvalidRecurrenceRuleException | IllegalArgumentException e) {
      return Optional.of(String.valueOf(e.getMessage()).lines().findFirst().orElse(""));
    }
  }

  /**
   * The days of a rule that is the same every week, or every day, without end: of it a time of day
   * says all. Empty for any other rule.
   */
  Set<DayOfWeek> plainDays() {
    Map<String, String> parts = parts();
    boolean plain =
        PLAIN.containsAll(parts.keySet()) && parts.getOrDefault("INTERVAL", "1").equals("1");
    if (!plain || fault().isPresent()) {
      return Set.of();
    }
    List<String> named = Arrays.asList(parts.getOrDefault("BYDAY", "").split(","));
    if (parts.getOrDefault("FREQ", "").equals("DAILY") && !parts.containsKey("BYDAY")) {
      return EnumSet.allOf(DayOfWeek.class);
    }
    if (!parts.getOrDefault("FREQ", "").equals("WEEKLY") || !DAYS.containsAll(named)) {
      return Set.of();
    }
    Set<DayOfWeek> days = EnumSet.noneOf(DayOfWeek.class);
    named.forEach(day -> days.add(DayOfWeek.of(DAYS.indexOf(day) + 1)));
    return days;
  }

  /** Equal for rules that mean the same although their parts stand in another order. */
  Map<String, Object> meaning() {
    Map<String, Object> meaning = new TreeMap<>();
    parts()
        .forEach(
            (name, value) ->
                meaning.put(
                    name, name.startsWith("BY") ? Set.of(distinct(value)) : (Object) value));
    if ("1".equals(meaning.get("INTERVAL"))) {
      meaning.remove("INTERVAL");
    }
    return meaning;
  }

  private static Object[] distinct(String list) {
    return Arrays.stream(list.split(",")).distinct().toArray();
  }

  private Map<String, String> parts() {
    Map<String, String> parts = new TreeMap<>();
    String upper = text.strip().toUpperCase(Locale.ROOT).replaceFirst("^RRULE:", "");
    for (String part : upper.split(";")) {
      int equals = part.indexOf('=');
      if (equals > 0) {
        parts.put(part.substring(0, equals).strip(), part.substring(equals + 1).strip());
      }
    }
    return parts;
  }
}
