package dev.heel.kinds.monitor.message;

import com.fasterxml.jackson.databind.JsonNode;
import dev.heel.kinds.monitor.query.Monitor;
import dev.heel.kinds.monitor.query.ReadQuery;
import dev.heel.kinds.monitor.query.ReadQuery.Comparison;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a monitor says in one situation, with sample values in place of measured ones.
 *
 * @param title the monitor's name as it reads then
 * @param text its message, with the escalation message where that is added
 */
public record Notice(Situation situation, String title, String text) {
  /** Addresses and hosts that documentation uses, so that nobody takes them for real ones. */
  private static final String HOST = "web-1";

  private static final String ADDRESS = "192.0.2.10";
  private static final String MOMENT = "Tue Nov 24 2026 15:04:05 UTC";

  /**
   * One notice for each situation that the monitor tells of.
   *
   * @param monitor the body, in the API's words
   */
  public static List<Notice> all(JsonNode monitor) {
    return situations(monitor).stream().map(each -> of(monitor, each)).toList();
  }

  private static List<Situation> situations(JsonNode monitor) {
    JsonNode options = monitor.path("options");
    boolean composite = monitor.path("type").asText("").equals("composite");
    List<Situation> all = new ArrayList<>(List.of(Situation.ALERT));
    if (options.at("/thresholds/warning").isNumber() || composite) {
      all.add(Situation.WARNING);
    }
    if (options.path("notify_no_data").asBoolean(false)
        || options.path("on_missing_data").asText("").equals("show_and_notify_no_data")) {
      all.add(Situation.NO_DATA);
    }
    all.add(Situation.RECOVERY);
    if (options.path("renotify_interval").asInt(0) > 0) {
      all.add(Situation.RENOTIFY);
    }
    return all;
  }

  private static Notice of(JsonNode monitor, Situation situation) {
    String priority = monitor.path("priority").isInt() ? "P" + monitor.get("priority") : "";
    Message message = new Message(situation, values(monitor, situation), priority);
    String text = monitor.path("message").asText("");
    String more = monitor.at("/options/escalation_message").asText("");
    boolean longer = situation == Situation.RENOTIFY && !more.isBlank();
    return new Notice(
        situation,
        message.of(monitor.path("name").asText("")),
        message.of(longer ? text + "\n\n" + more : text).strip());
  }

  private static Map<String, String> values(JsonNode monitor, Situation situation) {
    ReadQuery query = ReadQuery.of(monitor);
    JsonNode thresholds = monitor.at("/options/thresholds");
    Map<String, String> values = new LinkedHashMap<>();
    Optional<BigDecimal> critical =
        query.comparison().map(Comparison::value).or(() -> number(thresholds, "critical"));
    Optional<BigDecimal> warning = number(thresholds, "warning");
    critical.ifPresent(number -> values.put("threshold", Monitor.plain(number)));
    warning.ifPresent(number -> values.put("warn_threshold", Monitor.plain(number)));
    number(thresholds, "ok").ifPresent(ok -> values.put("ok_threshold", Monitor.plain(ok)));
    query.comparison().ifPresent(found -> values.put("comparator", found.operator()));
    value(query, situation, critical, warning).ifPresent(value -> values.put("value", value));
    values.put("last_triggered_at", MOMENT);
    values.put("first_triggered_at", MOMENT);
    query
        .groups()
        .forEach(group -> values.put(group + ".name", group.equals("host") ? HOST : group + "-1"));
    if (query.groups().contains("host")) {
      values.put("host.ip", ADDRESS);
    }
    return values;
  }

  private static Optional<BigDecimal> number(JsonNode thresholds, String name) {
    JsonNode value = thresholds.path(name);
    return value.isNumber() ? Optional.of(value.decimalValue()) : Optional.empty();
  }

  /** A value that fits: a little beyond the threshold that was crossed, or well within. */
  private static Optional<String> value(
      ReadQuery query,
      Situation situation,
      Optional<BigDecimal> critical,
      Optional<BigDecimal> warning) {
    BigDecimal direction =
        new BigDecimal(query.comparison().filter(Comparison::isFalling).isPresent() ? -1 : 1);
    Optional<BigDecimal> base =
        situation == Situation.WARNING || situation == Situation.RECOVERY
            ? warning.or(() -> critical)
            : critical;
    int percent = situation == Situation.RECOVERY ? -10 : 5;
    return situation == Situation.NO_DATA
        ? Optional.empty()
        : base.map(number -> Monitor.plain(beyond(number, direction, percent)));
  }

  private static BigDecimal beyond(BigDecimal number, BigDecimal direction, int percent) {
    BigDecimal step = number.signum() == 0 ? BigDecimal.ONE : number.abs();
    return number
        .add(step.multiply(direction).multiply(BigDecimal.valueOf(percent, 2)))
        .setScale(2, RoundingMode.HALF_UP);
  }
}
