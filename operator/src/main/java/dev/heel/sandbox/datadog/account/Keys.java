package dev.heel.sandbox.datadog.account;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.heel.sandbox.datadog.http.Reply;
import dev.heel.sandbox.datadog.http.Route.Access;
import dev.heel.sandbox.datadog.text.Json;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/**
 * Which keys are good. By default every well-formed one is: 32 hex digits for an API key, 40 for an
 * application key.
 *
 * <p>The real API answers 401 {@code Unauthorized} where a key is missing and 403 {@code Forbidden}
 * where it is refused.
 */
public final class Keys {
  private static final Pattern API_KEY = Pattern.compile("[0-9a-fA-F]{32}");
  private static final Pattern APPLICATION_KEY = Pattern.compile("[0-9a-fA-F]{40}");

  private final Set<String> refused = ConcurrentHashMap.newKeySet();

  /** From now on this API or application key is refused. */
  public void refuse(String key) {
    refused.add(key);
  }

  /** Takes a refusal back. */
  public void accept(String key) {
    refused.remove(key);
  }

  public boolean goodApiKey(String key) {
    return key != null && API_KEY.matcher(key).matches() && !refused.contains(key);
  }

  /** The error answer for these keys, or empty when they are good. */
  public Optional<Reply> problem(Access access, String apiKey, String applicationKey) {
    if (access != Access.BOTH_KEYS) {
      return Optional.empty();
    }
    if (missing(apiKey) || missing(applicationKey)) {
      return Optional.of(Reply.error(401, "Unauthorized"));
    }
    boolean good =
        goodApiKey(apiKey)
            && APPLICATION_KEY.matcher(applicationKey).matches()
            && !refused.contains(applicationKey);
    return good ? Optional.empty() : Optional.of(forbidden());
  }

  /** 403 comes with more than other errors do. */
  public static Reply forbidden() {
    ObjectNode body = Json.object();
    body.put("status", "error").put("code", 403);
    body.putArray("errors").add("Forbidden");
    body.put("statuspage", "http://status.datadoghq.com");
    body.put("twitter", "http://twitter.com/datadogops").put("email", "support@example.com");
    return Reply.json(403, body);
  }

  private static boolean missing(String key) {
    return key == null || key.isEmpty();
  }
}
