package dev.heel.sandbox.kubernetes.patch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * Who writes, in the words of managedFields.
 *
 * @param manager the field manager
 * @param operation {@code Apply} or {@code Update}
 * @param apiVersion the version in which the fields are written
 * @param subresource {@code status}, or empty
 */
public record Editor(String manager, String operation, String apiVersion, String subresource) {
  static Editor parse(JsonNode entry) {
    return new Editor(
        entry.path("manager").asText(),
        entry.path("operation").asText(),
        entry.path("apiVersion").asText(),
        entry.path("subresource").asText());
  }

  public boolean applies() {
    return operation.equals("Apply");
  }

  ObjectNode entry(String time, FieldSet fields) {
    ObjectNode entry = Trees.object();
    entry.put("manager", manager).put("operation", operation).put("apiVersion", apiVersion);
    entry.put("time", time).put("fieldsType", "FieldsV1");
    entry.set("fieldsV1", fields.toJson());
    if (!subresource.isEmpty()) {
      entry.put("subresource", subresource);
    }
    return entry;
  }
}
