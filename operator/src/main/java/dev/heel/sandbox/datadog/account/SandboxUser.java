package dev.heel.sandbox.datadog.account;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.heel.sandbox.datadog.text.Json;
import dev.heel.sandbox.datadog.world.Organisation;

/** The one user of an organisation, as API v2 shows it. */
public final class SandboxUser {
  public static final String TYPE = "users";

  /** Since when users and organisations are there. */
  static final String SINCE = "2026-01-01T00:00:00.000000+00:00";

  private static final String ID = "00000000-0000-4000-8000-%012d";

  private SandboxUser() {}

  public static String id(Organisation organisation) {
    return ID.formatted(organisation.number());
  }

  /** As answers about other objects include it. */
  public static ObjectNode included(Organisation organisation) {
    ObjectNode entry = Json.reference(TYPE, id(organisation));
    ObjectNode attributes = attributes();
    attributes.remove("mfa_enabled");
    entry.set("attributes", attributes);
    return entry;
  }

  /** What the user sees of itself. */
  static ObjectNode attributes() {
    ObjectNode user = Json.object();
    user.put("name", "Sandbox user").put("handle", Organisation.USER);
    user.put("email", Organisation.USER).put("status", "Active");
    user.put("created_at", SINCE).put("modified_at", SINCE);
    user.put("verified", true).put("disabled", false).put("service_account", false);
    user.put("mfa_enabled", false).put("icon", "").putNull("title");
    user.putArray("allowed_login_methods");
    return user;
  }
}
