package dev.heel.sandbox.datadog;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.heel.sandbox.datadog.Route.Access;
import java.util.List;

/**
 * Whether keys are good, and whose they are. {@code GET /api/v2/current_user} names the
 * organisation and needs no permission beyond valid keys (API reference, "Get current user").
 */
final class AccountApi implements Api {
  private static final String USERS = "users";
  private static final String USER = "00000000-0000-4000-8000-%012d";
  private static final String ROLE = "00000000-0000-4000-a000-%012d";
  private static final String SINCE = "2026-01-01T00:00:00.000000+00:00";

  private final Keys keys;

  AccountApi(Keys keys) {
    this.keys = keys;
  }

  @Override
  public List<Route> routes() {
    return List.of(
        Route.of("GET /api/v1/validate", null, Access.API_KEY, this::validate),
        Route.of("GET /api/v2/validate_keys", "validate_keys", request -> keysAreGood()),
        Route.of("GET /api/v2/current_user", "current_user", AccountApi::currentUser));
  }

  private Reply validate(Request request) {
    if (request.apiKey() == null || request.apiKey().isEmpty()) {
      return Reply.error(403, "API key required");
    }
    return keys.goodApiKey(request.apiKey())
        ? Reply.ok(Json.object().put("valid", true))
        : Keys.forbidden();
  }

  private static Reply keysAreGood() {
    return Reply.ok(Json.object().put("status", "ok"));
  }

  private static Reply currentUser(Request request) {
    Organisation organisation = request.organisation();
    ObjectNode body = Json.object();
    ObjectNode data = body.putObject("data");
    data.put("type", USERS).put("id", userId(organisation));
    data.set("attributes", userAttributes());
    ObjectNode relationships = data.putObject("relationships");
    relationships.putObject("roles").putArray("data").add(reference("roles", role(organisation)));
    relationships.putObject("org").set("data", reference("orgs", organisation.id()));
    body.putArray("included").add(included(organisation));
    return Reply.ok(body);
  }

  private static ObjectNode userAttributes() {
    ObjectNode user = Json.object();
    user.put("name", "Sandbox user").put("handle", "sandbox@example.com");
    user.put("email", "sandbox@example.com").put("status", "Active");
    user.put("created_at", SINCE).put("modified_at", SINCE);
    user.put("verified", true).put("disabled", false).put("service_account", false);
    user.put("mfa_enabled", false).put("icon", "").putNull("title");
    user.putArray("allowed_login_methods");
    return user;
  }

  private static ObjectNode included(Organisation organisation) {
    ObjectNode entry = reference("orgs", organisation.id());
    ObjectNode attributes = entry.putObject("attributes");
    attributes.put("name", organisation.name()).put("public_id", organisation.publicId());
    attributes.put("sharing", "none").put("disabled", false);
    attributes.putNull("description").putNull("url");
    attributes.put("created_at", SINCE).put("modified_at", SINCE);
    return entry;
  }

  private static String role(Organisation organisation) {
    return ROLE.formatted(organisation.number());
  }

  /** The id in API v2 of the one user of an organisation. */
  static String userId(Organisation organisation) {
    return USER.formatted(organisation.number());
  }

  /** That user as other answers include it. */
  static ObjectNode user(Organisation organisation) {
    ObjectNode entry = reference(USERS, userId(organisation));
    ObjectNode attributes = userAttributes();
    attributes.remove("mfa_enabled");
    entry.set("attributes", attributes);
    return entry;
  }

  static ObjectNode reference(String type, String id) {
    return Json.object().put("type", type).put("id", id);
  }
}
