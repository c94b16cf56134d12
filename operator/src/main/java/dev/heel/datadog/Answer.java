package dev.heel.datadog;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * One answer as it came, of any status.
 *
 * @param headers first value of each; names in lower case, since Datadog sends both
 */
record Answer(int status, Map<String, String> headers, Body body) {
  Answer {
    Map<String, String> lower = new TreeMap<>();
    headers.forEach((name, value) -> lower.putIfAbsent(name.toLowerCase(Locale.ROOT), value));
    headers = Map.copyOf(lower);
  }

  Optional<String> header(String name) {
    return Optional.ofNullable(headers.get(name.toLowerCase(Locale.ROOT)));
  }

  boolean successful() {
    return status >= 200 && status < 300;
  }
}
