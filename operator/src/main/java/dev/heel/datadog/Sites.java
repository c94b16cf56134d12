package dev.heel.datadog;

import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * Datadog's sites. An organisation lives in one, and its keys are good there only.
 *
 * @see <a href="https://docs.datadoghq.com/getting_started/site/">Datadog's list of sites</a>
 */
public final class Sites {
  private static final List<Site> KNOWN =
      List.of(
          site("datadoghq.com", "app.datadoghq.com"),
          site("us3.datadoghq.com", "us3.datadoghq.com"),
          site("us5.datadoghq.com", "us5.datadoghq.com"),
          site("datadoghq.eu", "app.datadoghq.eu"),
          site("ap1.datadoghq.com", "ap1.datadoghq.com"),
          site("ap2.datadoghq.com", "ap2.datadoghq.com"),
          site("uk1.datadoghq.com", "uk1.datadoghq.com"),
          site("ddog-gov.com", "app.ddog-gov.com"),
          site("us2.ddog-gov.com", "us2.ddog-gov.com"));

  private Sites() {}

  /**
   * One site.
   *
   * @param name its parameter in Datadog's words, like {@code us3.datadoghq.com}
   * @param apiUrl where requests go
   * @param appUrl what people open, without a path
   */
  public record Site(String name, URI apiUrl, URI appUrl) {}

  /** All of them, the oldest first. */
  public static List<Site> known() {
    return KNOWN;
  }

  /** The site of exactly this name. */
  public static Optional<Site> find(String name) {
    return KNOWN.stream().filter(site -> site.name().equals(name)).findFirst();
  }

  private static Site site(String name, String app) {
    return new Site(name, URI.create("https://api." + name), URI.create("https://" + app));
  }
}
