package dev.heel.sandbox.datadog.http;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Every route of the server. */
public final class Routes {
  private final List<Route> all;

  public Routes(List<Api> apis) {
    all = apis.stream().flatMap(api -> api.routes().stream()).toList();
  }

  /** A route that fits, with the parameters of the path. */
  public record Match(Route route, Map<String, String> parameters) {}

  public Optional<Match> find(String method, String path) {
    return all.stream()
        .filter(route -> route.method().equals(method))
        .flatMap(route -> route.match(path).map(found -> new Match(route, found)).stream())
        .findFirst();
  }

  public boolean knowsPath(String path) {
    return all.stream().anyMatch(route -> route.match(path).isPresent());
  }

  /**
   * @throws IllegalArgumentException for a limit that no route counts, with the names that exist
   */
  public void requireLimits(Iterable<String> names) {
    TreeSet<String> known =
        all.stream()
            .map(Route::limit)
            .filter(name -> name != null)
            .collect(Collectors.toCollection(TreeSet::new));
    for (String name : names) {
      if (!known.contains(name)) {
        throw new IllegalArgumentException(
            "no rate limit is named " + name + "; there are " + String.join(", ", known));
      }
    }
  }
}
