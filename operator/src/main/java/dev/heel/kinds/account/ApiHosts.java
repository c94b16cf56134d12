package dev.heel.kinds.account;

import dev.heel.kinds.account.AccountSpec.Site;
import java.net.URI;
import java.util.Arrays;
import java.util.Collection;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Where an account's API may be: a site of Datadog, or a host that the platform lists. Whoever may
 * write an account would else have Heel call, with keys of their own choice, whatever it can reach.
 * Scheme, host and port are compared as they are written; no name is looked up.
 *
 * @param origins as {@code https://api.datadoghq.com:443}
 */
public record ApiHosts(Set<String> origins) {
  /** Datadog's own and no other. */
  public static final ApiHosts SITES =
      new ApiHosts(
          Arrays.stream(Site.values())
              .flatMap(site -> origin(site.api()).stream())
              .collect(Collectors.toUnmodifiableSet()));

  /**
   * Datadog's own, and these.
   *
   * @param listed addresses; what follows the host is not looked at
   * @throws IllegalArgumentException if one of them is no http or https address with a host
   */
  public static ApiHosts and(Collection<String> listed) {
    return new ApiHosts(
        Stream.concat(SITES.origins().stream(), listed.stream().map(ApiHosts::needed))
            .collect(Collectors.toUnmodifiableSet()));
  }

  /** Whether an account may say this address. One with a user or password in it may never. */
  public boolean allow(String url) {
    return origin(url).filter(origins::contains).isPresent();
  }

  private static String needed(String url) {
    return origin(url)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    url + " is no address like https://datadog-proxy.example.com"));
  }

  private static Optional<String> origin(String url) {
    URI uri;
    try {
      uri = URI.create(url);
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
    String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
    boolean plain = scheme.equals("http");
    if (uri.getHost() == null || uri.getUserInfo() != null || !plain && !scheme.equals("https")) {
      return Optional.empty();
    }
    int port = uri.getPort() >= 0 ? uri.getPort() : plain ? 80 : 443;
    return Optional.of(scheme + "://" + uri.getHost().toLowerCase(Locale.ROOT) + ":" + port);
  }
}
