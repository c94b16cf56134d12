package dev.heel.sandbox.datadog.dashboards;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.heel.sandbox.datadog.text.Json;
import dev.heel.sandbox.datadog.text.Stamps;
import dev.heel.sandbox.datadog.world.Organisation;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.StreamSupport;

/**
 * What the server makes of a dashboard that was sent: the members of its answers, with what it adds
 * and with what it writes in another way.
 */
final class DashboardForm {
  /** Members that come back only when they were sent, and then as they were sent. */
  private static final List<String> ECHOED =
      List.of("reflow_type", "template_variable_presets", "tags", "default_timeframe");

  private static final int SLUG_LENGTH = 80;

  private final Set<String> users;
  private final DashboardWidgets widgets;

  /**
   * @param users handles of the organisation's users
   * @param widgets gives the ids
   */
  DashboardForm(Set<String> users, DashboardWidgets widgets) {
    this.users = users;
    this.widgets = widgets;
  }

  /** A dashboard that is new. */
  ObjectNode created(String id, ObjectNode sent, Instant now) {
    ObjectNode body = Json.object();
    body.put("id", id);
    body.put("author_handle", Organisation.USER).put("author_name", "Sandbox user");
    body.put("created_at", Stamps.micros(now));
    return kept(body, sent, now);
  }

  /** The dashboard after a PUT, which replaces all that can be sent. */
  ObjectNode replaced(ObjectNode old, ObjectNode sent, Instant now) {
    ObjectNode body = Json.object();
    for (String name : List.of("id", "author_handle", "author_name", "created_at")) {
      body.set(name, old.get(name));
    }
    return kept(body, sent, now);
  }

  private ObjectNode kept(ObjectNode body, ObjectNode sent, Instant now) {
    String title = sent.path("title").asText();
    body.put("title", title).put("url", url(body.path("id").asText(), title));
    body.set("description", orNull(sent.get("description")));
    body.set("layout_type", sent.get("layout_type"));
    body.put("is_read_only", sent.path("is_read_only").asBoolean());
    body.set("template_variables", orNull(sent.get("template_variables")));
    body.set("widgets", widgets.widgets(sent.get("widgets")));
    body.set("notify_list", notified(sent.path("notify_list")));
    body.put("modified_at", Stamps.micros(now));
    ECHOED.stream()
        .filter(sent::hasNonNull)
        .forEach(name -> body.set(name, sent.get(name).deepCopy()));
    if (sent.path("tabs").isArray()) {
      body.set("tabs", widgets.tabs(sent.get("tabs")));
    }
    JsonNode roles = sent.path("restricted_roles");
    body.set("restricted_roles", roles.isArray() ? roles.deepCopy() : Json.array());
    return body;
  }

  /** Unknown handles fall away without a word, and the order is the server's own. */
  private JsonNode notified(JsonNode sent) {
    if (!sent.isArray()) {
      return NullNode.getInstance();
    }
    TreeSet<String> known = new TreeSet<>();
    StreamSupport.stream(sent.spliterator(), false)
        .map(JsonNode::asText)
        .filter(users::contains)
        .forEach(known::add);
    ArrayNode list = Json.array();
    known.forEach(list::add);
    return list;
  }

  /** {@code /dashboard/hee-laa-001/my-title}. */
  static String url(String id, String title) {
    return "/dashboard/" + id + "/" + slug(title);
  }

  /** Recorded: letters, digits and hyphens, lower case, spaces as hyphens, 80 characters. */
  private static String slug(String title) {
    String slug =
        title
            .toLowerCase(Locale.ROOT)
            .replaceAll("[^a-z0-9\\s-]", "")
            .strip()
            .replaceAll("[\\s-]+", "-");
    return slug.substring(0, Math.min(slug.length(), SLUG_LENGTH));
  }

  private static JsonNode orNull(JsonNode value) {
    return value == null ? NullNode.getInstance() : value.deepCopy();
  }
}
