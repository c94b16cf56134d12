package dev.heel.sandbox.datadog.downtimes;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.heel.sandbox.datadog.text.Json;
import dev.heel.sandbox.datadog.text.Stamps;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/** When a downtime mutes. */
interface DowntimeSchedule {
  /** The window that a moment lies in, or the next one; empty when all are over. */
  Optional<Window> window(Instant now);

  /** As an answer shows it at that moment. */
  ObjectNode toJson(Instant now);

  /** When it starts for the first time. */
  Instant firstStart();

  /** {@code scheduled}, {@code active} or {@code ended}. */
  default String status(Instant now) {
    return window(now)
        .map(window -> window.start().isAfter(now) ? "scheduled" : "active")
        .orElse("ended");
  }

  /**
   * Once.
   *
   * @param end null for never
   */
  record OneTime(Instant start, Instant end) implements DowntimeSchedule {
    @Override
    public Optional<Window> window(Instant now) {
      return end != null && !end.isAfter(now)
          ? Optional.empty()
          : Optional.of(new Window(start, end));
    }

    @Override
    public ObjectNode toJson(Instant now) {
      ObjectNode json = Json.object().put("start", Stamps.exact(start));
      return json.put("end", end == null ? null : Stamps.exact(end));
    }

    @Override
    public Instant firstStart() {
      return start;
    }
  }

  /**
   * Again and again. Windows of one downtime that overlap or touch count as one, as far as they lie
   * within two months of now.
   */
  record Recurring(ZoneId zone, List<Recurrence> recurrences) implements DowntimeSchedule {
    private static final Duration SIGHT = Duration.ofDays(62);

    @Override
    public Optional<Window> window(Instant now) {
      List<Window> all =
          recurrences.stream()
              .flatMap(each -> each.windows(zone, now.minus(SIGHT), now.plus(SIGHT)).stream())
              .toList();
      return Window.union(all).stream().filter(window -> window.end().isAfter(now)).findFirst();
    }

    @Override
    public ObjectNode toJson(Instant now) {
      ObjectNode json = Json.object().put("timezone", zone.getId());
      ArrayNode list = json.putArray("recurrences");
      recurrences.forEach(each -> list.add(each.toJson()));
      ObjectNode current =
          window(now)
              .map(
                  window ->
                      Json.object()
                          .put("start", Stamps.seconds(window.start()))
                          .put("end", Stamps.seconds(window.end())))
              .orElse(null);
      json.set("current_downtime", current);
      return json;
    }

    @Override
    public Instant firstStart() {
      return recurrences.stream()
          .map(each -> each.firstStart(zone))
          .min(Instant::compareTo)
          .orElseThrow();
    }
  }
}
