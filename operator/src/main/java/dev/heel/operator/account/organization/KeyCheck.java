package dev.heel.operator.account.organization;

import com.fasterxml.jackson.databind.JsonNode;
import dev.heel.engine.api.Call;
import dev.heel.engine.api.Datadog;
import dev.heel.engine.api.DatadogError;
import dev.heel.kinds.Kinds;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Whether keys are good, and whose they are. Datadog's API reference: "Validate API key" needs the
 * API key alone, "Validate API and App Keys" and "Get current user" both, and no permission.
 */
public final class KeyCheck {
  private static final String VALIDATE = "/api/v1/validate";
  private static final String VALIDATE_BOTH = "/api/v2/validate_keys";
  private static final String CURRENT_USER = "/api/v2/current_user";
  private static final Pattern ID = Pattern.compile("[0-9A-Za-z-]{1,64}");

  /** Keys that Datadog refused, with which of the two and its words. */
  public static final class RefusedException extends Exception {
    private static final long serialVersionUID = 1L;

    RefusedException(String message) {
      super(message, null, false, false);
    }
  }

  private KeyCheck() {}

  /**
   * @throws RefusedException if Datadog refuses the API key
   * @throws DatadogError if it could not be asked
   */
  public static void apiKey(Datadog datadog) throws RefusedException, DatadogError {
    try {
      get(datadog, VALIDATE);
    } catch (DatadogError e) {
      throw refused("API key", e);
    }
  }

  /**
   * Tells keys that are refused from keys that may only not say whose they are. An address that
   * does not serve the question says nothing of the keys.
   *
   * @throws RefusedException if Datadog refuses the application key
   * @throws DatadogError if it could not be asked
   */
  public static void applicationKey(Datadog datadog) throws RefusedException, DatadogError {
    try {
      get(datadog, VALIDATE_BOTH);
    } catch (DatadogError e) {
      if (!e.isMissing()) {
        throw refused("application key", e);
      }
    }
  }

  /**
   * Whose the keys are; unknown if Datadog answers 401, 403 or 404.
   *
   * @throws DatadogError if there is no answer, or one that names no organisation
   */
  static KeyOwner owner(Datadog datadog) throws DatadogError {
    try {
      return owner(get(datadog, CURRENT_USER));
    } catch (DatadogError e) {
      if (e.isMissing() || e.kind() == DatadogError.Kind.FORBIDDEN) {
        return KeyOwner.UNKNOWN;
      }
      throw e;
    }
  }

  private static KeyOwner owner(JsonNode user) throws DatadogError {
    String id = user.at("/data/relationships/org/data/id").asText("");
    if (!ID.matcher(id).matches()) {
      String what = "an answer to " + CURRENT_USER + " that names no organisation";
      DatadogError.Reply reply = new DatadogError.Reply(200, what, false);
      throw new DatadogError(DatadogError.Kind.TRANSIENT, true, reply, null);
    }
    for (JsonNode included : user.path("included")) {
      if (included.path("type").asText().equals("orgs")
          && included.path("id").asText().equals(id)) {
        JsonNode attributes = included.path("attributes");
        return new KeyOwner(
            id, attributes.path("public_id").asText(null), attributes.path("name").asText(null));
      }
    }
    return new KeyOwner(id, null, null);
  }

  private static JsonNode get(Datadog datadog, String path) throws DatadogError {
    return datadog.send(
        new Call(Kinds.ACCOUNT.noun(), Call.Method.GET, path, path, Map.of(), null));
  }

  private static DatadogError refused(String key, DatadogError error) throws RefusedException {
    if (error.kind() == DatadogError.Kind.FORBIDDEN) {
      throw new RefusedException("Datadog refuses the " + key + ": " + error.quoted());
    }
    return error;
  }
}
