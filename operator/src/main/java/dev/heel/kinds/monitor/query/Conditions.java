package dev.heel.kinds.monitor.query;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** When a monitor tells of something, in sentences. */
public final class Conditions {
  private static final Map<String, String> WORDS =
      Map.of(
          ">", "above",
          ">=", "at or above",
          "<", "below",
          "<=", "at or below",
          "==", "exactly",
          "!=", "other than");

  private Conditions() {}

  /**
   * What can be told from the query and the options; empty for a composite.
   *
   * @param monitor the body, in the API's words
   */
  public static List<String> sentences(JsonNode monitor) {
    ReadQuery query = ReadQuery.of(monitor);
    List<String> sentences = new ArrayList<>();
    query.minutes().ifPresent(m -> sentences.add("Looks at the last " + length(m) + "."));
    if (!query.groups().isEmpty()) {
      sentences.add("Each " + String.join(" and ", query.groups()) + " is judged by itself.");
    }
    JsonNode options = monitor.path("options");
    query
        .comparison()
        .ifPresent(
            found -> {
              String side = WORDS.get(found.operator());
              String alerts = "Alerts %s %s".formatted(side, Monitor.plain(found.value()));
              JsonNode warning = options.at("/thresholds/warning");
              sentences.add(
                  warning.isNumber()
                      ? alerts
                          + ", warns %s %s.".formatted(side, Monitor.plain(warning.decimalValue()))
                      : alerts + ".");
            });
    if (options.path("notify_no_data").asBoolean(false)) {
      long minutes = options.path("no_data_timeframe").asLong(0);
      sentences.add(
          "Notifies of missing data" + (minutes > 0 ? " after " + length(minutes) : "") + ".");
    }
    long again = options.path("renotify_interval").asLong(0);
    if (again > 0) {
      sentences.add("Says it again every " + length(again) + ".");
    }
    return sentences;
  }

  private static String length(long minutes) {
    long hours = minutes / 60;
    boolean whole = minutes % 60 == 0;
    long number = whole ? hours : minutes;
    String unit = whole ? "hour" : "minute";
    return number == 1 ? unit : number + " " + unit + "s";
  }
}
