package dev.heel.operator;

import com.fasterxml.jackson.databind.JsonNode;
import dev.heel.engine.Call;
import dev.heel.engine.Datadog;
import dev.heel.engine.DatadogError;
import dev.heel.kinds.account.AccountStatus.Organization;
import java.util.Map;

/**
 * Whether keys are good, and whose they are. Datadog's API reference: "Validate API key" needs the
 * API key alone, "Get current user" both, and no permission; it names the organisation.
 */
final class KeyCheck {
  private static final String VALIDATE = "/api/v1/validate";
  private static final String CURRENT_USER = "/api/v2/current_user";
  private static final String KIND = "account";

  /** Keys that Datadog refused, with which of the two and its words. */
  static final class RefusedException extends Exception {
    private static final long serialVersionUID = 1L;

    RefusedException(String message) {
      super(message, null, false, false);
    }
  }

  private KeyCheck() {}

  /**
   * The organisation of the keys; its fields are null where Datadog does not say.
   *
   * @throws RefusedException if Datadog refuses one of the keys
   * @throws DatadogError if it could not be asked
   */
  static Organization ask(Datadog datadog) throws RefusedException, DatadogError {
    asked(datadog, VALIDATE, "API key");
    return organization(asked(datadog, CURRENT_USER, "application key"));
  }

  private static JsonNode asked(Datadog datadog, String path, String key)
      throws RefusedException, DatadogError {
    try {
      return datadog.send(new Call(KIND, Call.Method.GET, path, path, Map.of(), null));
    } catch (DatadogError e) {
      if (e.kind() == DatadogError.Kind.FORBIDDEN) {
        throw new RefusedException("Datadog refuses the " + key + ": " + e.quoted());
      }
      throw e;
    }
  }

  private static Organization organization(JsonNode user) {
    for (JsonNode included : user.path("included")) {
      if (included.path("type").asText().equals("orgs")) {
        JsonNode attributes = included.path("attributes");
        return new Organization(
            attributes.path("name").asText(null), attributes.path("public_id").asText(null));
      }
    }
    return new Organization(null, user.at("/data/relationships/org/data/id").asText(null));
  }
}
