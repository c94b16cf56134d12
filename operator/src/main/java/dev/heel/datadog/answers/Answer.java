package dev.heel.datadog.answers;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * One answer as it came, of any status.
 *
 * @param headers first value of each; names in lower case, since Datadog sends both
 */
public record Answer(int status, Map<String, String> headers, Body body) {
  public Answer {
    Map<String, String> lower = new TreeMap<>();
    headers.forEach((name, value) -> lower.putIfAbsent(name.toLowerCase(Locale.ROOT), value));
    headers = Map.copyOf(lower);
  }

  public Optional<String> header(String name) {
    return Optional.ofNullable(headers.get(name.toLowerCase(Locale.ROOT)));
  }

  public boolean successful() {
    return status >= 200 && status < 300;
  }
}
