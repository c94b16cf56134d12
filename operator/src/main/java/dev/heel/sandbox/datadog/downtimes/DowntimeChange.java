package dev.heel.sandbox.datadog.downtimes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.heel.sandbox.datadog.downtimes.DowntimeSchedule.OneTime;
import dev.heel.sandbox.datadog.downtimes.DowntimeSchedule.Recurring;
import dev.heel.sandbox.datadog.http.ApiError;
import dev.heel.sandbox.datadog.text.Json;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;

/**
 * The schedule that a create or an update asks for, with the rules that depend on the moment. The
 * words for them come from answers of the real API that users of its clients reported.
 */
final class DowntimeChange {
  private static final String PAST = "Scheduled downtime start cannot be in the past";
  private static final String IN_PROGRESS =
      "Start times of downtimes in progress cannot be changed";

  private final Instant now;
  private final DowntimeTimes times;

  DowntimeChange(Instant now) {
    this.now = now;
    this.times = new DowntimeTimes(now);
  }

  /**
   * @param displayTimezone the same as a recurring schedule's own
   */
  DowntimeSchedule created(JsonNode sent, String displayTimezone) {
    DowntimeSchedule schedule = times.read(sent);
    if (times.isPast(schedule.firstStart())) {
      throw ApiError.badRequest(PAST);
    }
    requireFuture(schedule);
    sameTimezone(schedule, displayTimezone);
    return schedule;
  }

  /**
   * @param sent null when the update names no schedule
   */
  DowntimeSchedule updated(Downtime old, JsonNode sent, String displayTimezone) {
    if (sent == null) {
      sameTimezone(old.schedule(), displayTimezone);
      return old.schedule();
    }
    DowntimeSchedule schedule = times.read(completed(old, sent));
    boolean sameStarts = starts(schedule).equals(starts(old.schedule()));
    boolean sameForm = schedule.getClass().equals(old.schedule().getClass());
    if (!sameStarts && sameForm && old.isActive(now)) {
      throw ApiError.badRequest(IN_PROGRESS);
    }
    if (!sameStarts && times.isPast(schedule.firstStart())) {
      throw ApiError.badRequest(PAST);
    }
    requireFuture(schedule);
    sameTimezone(schedule, displayTimezone);
    return schedule;
  }

  /** A start that is not named stays; null starts a scheduled one now and leaves an active one. */
  private JsonNode completed(Downtime old, JsonNode sent) {
    boolean bothOnce =
        old.schedule() instanceof OneTime && sent.isObject() && !sent.has("recurrences");
    boolean keeps = !sent.has("start") || sent.get("start").isNull() && old.isActive(now);
    if (!bothOnce || !keeps) {
      return sent;
    }
    ObjectNode result = Json.shallow((ObjectNode) sent);
    ObjectNode before = old.schedule().toJson(now);
    result.set("start", before.get("start"));
    if (!sent.has("end")) {
      result.set("end", before.get("end"));
    }
    return result;
  }

  private void requireFuture(DowntimeSchedule schedule) {
    if (schedule.window(now).isEmpty()) {
      throw ApiError.badRequest("Scheduled downtime end cannot be in the past");
    }
  }

  private static List<LocalDateTime> starts(DowntimeSchedule schedule) {
    return schedule instanceof Recurring recurring
        ? recurring.recurrences().stream().map(Recurrence::start).toList()
        : List.of(LocalDateTime.ofInstant(schedule.firstStart(), ZoneOffset.UTC));
  }

  private static void sameTimezone(DowntimeSchedule schedule, String displayTimezone) {
    if (schedule instanceof Recurring recurring
        && !recurring.zone().getId().equals(displayTimezone)) {
      throw ApiError.badRequest("timezone must match display_timezone");
    }
  }
}
