package dev.heel.datadog;

import java.net.URI;
import java.util.Objects;

/**
 * Where one Datadog account is and what opens it. White space around a key is cut off: a Secret
 * made from a file often ends in a newline.
 *
 * @param apiUrl scheme and host of the API, like {@code https://api.datadoghq.com}
 * @param apiKey sent as {@code DD-API-KEY}; never empty
 * @param appKey sent as {@code DD-APPLICATION-KEY}; never empty
 * @param userAgent sent as {@code User-Agent}, like {@code heel/0.1.0 (cluster prod-eu-1)}
 */
public record DatadogAccess(URI apiUrl, String apiKey, String appKey, String userAgent) {
  private static final String UNNAMED = "heel";

  /**
   * @throws IllegalArgumentException if the address has no scheme or host, or a key is empty or has
   *     characters that no key has; the message shows no key
   */
  public DatadogAccess {
    if (apiUrl.getHost() == null || !String.valueOf(apiUrl.getScheme()).matches("(?i)https?")) {
      throw new IllegalArgumentException(
          "the API's address is no http or https address with a host: " + apiUrl);
    }
    apiKey = checked("API key", apiKey);
    appKey = checked("application key", appKey);
    userAgent = Objects.requireNonNull(userAgent, "userAgent").replaceAll("[^ -~]", "?");
  }

  /** As above, with {@code User-Agent: heel}. */
  public DatadogAccess(URI apiUrl, String apiKey, String appKey) {
    this(apiUrl, apiKey, appKey, UNNAMED);
  }

  /** The same account under another {@code User-Agent}. */
  public DatadogAccess withUserAgent(String name) {
    return new DatadogAccess(apiUrl, apiKey, appKey, name);
  }

  /** The text without either key in it. */
  String redact(String text) {
    return text.replace(apiKey, "***").replace(appKey, "***");
  }

  /** Shows no key. */
  @Override
  public String toString() {
    return "DatadogAccess[" + apiUrl + ", keys hidden]";
  }

  private static String checked(String name, String value) {
    String key = value == null ? "" : value.strip();
    if (key.isEmpty()) {
      throw new IllegalArgumentException("the " + name + " is empty");
    }
    if (!key.chars().allMatch(c -> c > ' ' && c < 127)) {
      throw new IllegalArgumentException(
          "the " + name + " has blanks or characters outside ASCII in it");
    }
    return key;
  }
}
