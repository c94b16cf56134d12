package dev.heel.sandbox.datadog.account;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.heel.sandbox.datadog.http.Api;
import dev.heel.sandbox.datadog.http.Reply;
import dev.heel.sandbox.datadog.http.Request;
import dev.heel.sandbox.datadog.http.Route;
import dev.heel.sandbox.datadog.http.Route.Access;
import dev.heel.sandbox.datadog.text.Json;
import dev.heel.sandbox.datadog.world.Organisation;
import java.util.List;

/**
 * Whether keys are good, and whose they are. {@code GET /api/v2/current_user} names the
 * organisation and needs no permission beyond valid keys (API reference, "Get current user").
 */
public final class AccountApi implements Api {
  private static final String ROLE = "00000000-0000-4000-a000-%012d";

  private final Keys keys;

  public AccountApi(Keys keys) {
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
    data.put("type", SandboxUser.TYPE).put("id", SandboxUser.id(organisation));
    data.set("attributes", SandboxUser.attributes());
    ObjectNode relationships = data.putObject("relationships");
    relationships
        .putObject("roles")
        .putArray("data")
        .add(Json.reference("roles", role(organisation)));
    relationships.putObject("org").set("data", Json.reference("orgs", organisation.id()));
    body.putArray("included").add(included(organisation));
    return Reply.ok(body);
  }

  private static ObjectNode included(Organisation organisation) {
    ObjectNode entry = Json.reference("orgs", organisation.id());
    ObjectNode attributes = entry.putObject("attributes");
    attributes.put("name", organisation.name()).put("public_id", organisation.publicId());
    attributes.put("sharing", "none").put("disabled", false);
    attributes.putNull("description").putNull("url");
    String since = SandboxUser.SINCE;
    attributes.put("created_at", since).put("modified_at", since);
    return entry;
  }

  private static String role(Organisation organisation) {
    return ROLE.formatted(organisation.number());
  }
}
