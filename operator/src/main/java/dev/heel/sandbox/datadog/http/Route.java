package dev.heel.sandbox.datadog.http;

import java.util.HashMap;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.function.Function;

/**
 * One verb on one path.
 *
 * @param template a path with parameters in braces: {@code /api/v1/monitor/{id}}
 * @param limit the name of the rate limit that counts this call, or null
 * @param access which keys the call needs
 */
public record Route(
    String method, String template, String limit, Access access, Function<Request, Reply> handler) {

  /** Which keys Datadog asks for. */
  public enum Access {
    /** No key: only below /_sandbox. */
    OPEN,
    /** The route looks at the API key itself. */
    API_KEY,
    /** API key and application key: nearly everything. */
    BOTH_KEYS
  }

  /** A route that needs both keys. */
  public static Route of(String call, String limit, Function<Request, Reply> handler) {
    return of(call, limit, Access.BOTH_KEYS, handler);
  }

  /**
   * @param call verb and template: {@code "GET /api/v1/monitor/{id}"}
   */
  public static Route of(
      String call, String limit, Access access, Function<Request, Reply> handler) {
    String[] parts = call.split(" ", 2);
    return new Route(parts[0], parts[1], limit, access, handler);
  }

  /** A route without keys that says in a sentence what is wrong with a request. */
  public static Route open(String call, Function<Request, Reply> handler) {
    return of(
        call,
        null,
        Access.OPEN,
        request -> {
          try {
            return handler.apply(request);
          } catch (NoSuchElementException e) {
            return Reply.error(404, e.getMessage());
          } catch (IllegalArgumentException e) {
            return Reply.error(400, e.getMessage());
          }
        });
  }

  /** Under this name the call is counted. */
  public String call() {
    return method + " " + template;
  }

  /** Whether a call may change something; only such a call's answer can be lost. */
  public boolean writes() {
    return !method.equals("GET") && !template.endsWith("/validate");
  }

  /** The path's parameters, if the path fits the template. */
  Optional<Map<String, String>> match(String path) {
    String[] wanted = template.split("/", -1);
    String[] given = path.split("/", -1);
    if (wanted.length != given.length) {
      return Optional.empty();
    }
    Map<String, String> parameters = new HashMap<>();
    for (int i = 0; i < wanted.length; i++) {
      if (wanted[i].startsWith("{")) {
        parameters.put(wanted[i].substring(1, wanted[i].length() - 1), given[i]);
      } else if (!wanted[i].equals(given[i])) {
        return Optional.empty();
      }
    }
    return Optional.of(parameters);
  }
}
