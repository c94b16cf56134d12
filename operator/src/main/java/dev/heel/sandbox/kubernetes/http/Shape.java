package dev.heel.sandbox.kubernetes.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.heel.sandbox.kubernetes.patch.Trees;
import dev.heel.sandbox.kubernetes.type.Column;
import dev.heel.sandbox.kubernetes.type.ResourceType;
import java.util.List;

/**
 * In which form a client wants objects, by its {@code Accept} header: whole, as metadata only, or
 * as rows of a table (Kubernetes API concepts, "Receiving resources as Tables").
 */
enum Shape {
  OBJECT {
    @Override
    ObjectNode one(View view, ObjectNode object) {
      return object;
    }

    @Override
    ObjectNode many(View view, List<ObjectNode> objects) {
      String kind = view.type().kind() + "List";
      ObjectNode list =
          Trees.object().put("kind", kind).put("apiVersion", view.type().apiVersion());
      return filled(list, view, objects);
    }
  },
  METADATA {
    @Override
    ObjectNode one(View view, ObjectNode object) {
      return metadata(object);
    }

    @Override
    ObjectNode many(View view, List<ObjectNode> objects) {
      ObjectNode list = meta("PartialObjectMetadataList");
      filled(list, view, objects.stream().map(Shape::metadata).toList());
      return objects.isEmpty() ? list.putNull("items") : list; // as the API server writes it
    }
  },
  TABLE {
    @Override
    ObjectNode one(View view, ObjectNode object) {
      View at = view.at(object.path("metadata").path("resourceVersion").asText());
      return many(at, List.of(object));
    }

    @Override
    ObjectNode many(View view, List<ObjectNode> objects) {
      ObjectNode table = meta("Table");
      table.set("metadata", view.metadata());
      table.set("columnDefinitions", columns(view.type()));
      ArrayNode rows = table.putArray("rows");
      objects.forEach(object -> rows.add(row(view, object)));
      return table;
    }
  };

  /**
   * What stands around the objects.
   *
   * @param type the kind
   * @param include the query parameter {@code includeObject}
   * @param metadata the list's own metadata
   */
  record View(ResourceType type, String include, ObjectNode metadata) {
    View at(String version) {
      return new View(type, include, Trees.object().put("resourceVersion", version));
    }
  }

  abstract ObjectNode one(View view, ObjectNode object);

  abstract ObjectNode many(View view, List<ObjectNode> objects);

  static Shape of(Call call) {
    String accept = call.header("Accept");
    if (accept.contains("as=Table")) {
      return TABLE;
    }
    return accept.contains("as=PartialObjectMetadata") ? METADATA : OBJECT;
  }

  private static ObjectNode meta(String kind) {
    return Trees.object().put("kind", kind).put("apiVersion", "meta.k8s.io/v1");
  }

  private static ObjectNode filled(ObjectNode list, View view, List<ObjectNode> objects) {
    list.set("metadata", view.metadata());
    list.putArray("items").addAll(objects);
    return list;
  }

  private static ObjectNode metadata(ObjectNode object) {
    ObjectNode partial = meta("PartialObjectMetadata");
    partial.set("metadata", object.path("metadata"));
    return partial;
  }

  private static ArrayNode columns(ResourceType type) {
    ArrayNode definitions = Trees.array();
    for (Column column : type.columns()) {
      definitions
          .addObject()
          .put("name", column.name())
          .put("type", column.type())
          .put("format", column.name().equals("Name") ? "name" : "")
          .put("description", "")
          .put("priority", column.priority());
    }
    return definitions;
  }

  private static ObjectNode row(View view, ObjectNode object) {
    ObjectNode row = Trees.object();
    ArrayNode cells = row.putArray("cells");
    for (Column column : view.type().columns()) {
      JsonNode cell = column.cell().apply(object);
      cells.add(cell);
    }
    switch (view.include()) {
      case "None" -> row.putNull("object");
      case "Object" -> row.set("object", object);
      default -> row.set("object", metadata(object));
    }
    return row;
  }
}
