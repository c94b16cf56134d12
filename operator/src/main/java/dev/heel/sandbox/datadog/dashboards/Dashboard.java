package dev.heel.sandbox.datadog.dashboards;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.heel.sandbox.datadog.text.Json;
import dev.heel.sandbox.datadog.text.Stamps;
import java.time.Instant;
import java.util.List;

/**
 * A dashboard as the server keeps it. Never changed: each change makes a new one.
 *
 * @param body as a GET answers it
 * @param deletedAt since when it lies in the bin, or null
 * @param foreign whether it was there before anyone called
 */
record Dashboard(String id, ObjectNode body, Instant deletedAt, boolean foreign) {
  /** API reference, "Get all dashboards": a list names no widgets, tags or variables. */
  private static final List<String> SUMMARY =
      List.of(
          "id",
          "title",
          "description",
          "layout_type",
          "url",
          "is_read_only",
          "created_at",
          "modified_at",
          "author_handle");

  Dashboard with(ObjectNode newBody) {
    return new Dashboard(id, newBody, deletedAt, foreign);
  }

  Dashboard deleted(Instant moment) {
    return new Dashboard(id, body, moment, foreign);
  }

  boolean isDeleted() {
    return deletedAt != null;
  }

  String title() {
    return body.path("title").asText();
  }

  /** What a list shows of it. */
  ObjectNode summary() {
    ObjectNode summary = Json.object();
    SUMMARY.forEach(name -> summary.set(name, body.get(name)));
    summary.put("deleted_at", deletedAt == null ? null : Stamps.micros(deletedAt));
    return summary;
  }
}
