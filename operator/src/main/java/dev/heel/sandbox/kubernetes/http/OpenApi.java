package dev.heel.sandbox.kubernetes.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.heel.sandbox.kubernetes.patch.Trees;
import dev.heel.sandbox.kubernetes.store.Refusal;
import dev.heel.sandbox.kubernetes.type.Models;
import dev.heel.sandbox.kubernetes.type.ResourceType;
import dev.heel.sandbox.kubernetes.type.ResourceTypes;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;

/**
 * OpenAPI v3, one document for each group and version: what {@code kubectl explain} shows, and by
 * which kubectl knows that the server validates fields itself.
 */
final class OpenApi {
  private static final String REF = "#/components/schemas/";
  private final ResourceTypes types;

  OpenApi(ResourceTypes types) {
    this.types = types;
  }

  /** Where the documents are. The hash changes with what they say, for clients that keep them. */
  ObjectNode index() {
    ObjectNode index = Trees.object();
    ObjectNode paths = index.putObject("paths");
    for (ResourceType type : types.all()) {
      String path = (type.group().isEmpty() ? "api/" : "apis/") + type.apiVersion();
      String hash = Integer.toHexString(document(path).toString().hashCode());
      paths.putObject(path).put("serverRelativeURL", "/openapi/v3/" + path + "?hash=" + hash);
    }
    return index;
  }

  /**
   * @param path such as {@code apis/heel.dev/v1alpha1}
   * @throws Refusal 404 if nothing of that group and version is served
   */
  ObjectNode document(String path) {
    String apiVersion = path.replaceFirst("^apis?/", "");
    List<ResourceType> served =
        types.all().stream().filter(type -> type.apiVersion().equals(apiVersion)).toList();
    if (served.isEmpty()) {
      throw Refusal.noSuchPath();
    }
    ObjectNode document = Trees.object().put("openapi", "3.0.0");
    document.putObject("info").put("title", "Kubernetes").put("version", "unversioned");
    ObjectNode paths = document.putObject("paths");
    ObjectNode schemas = Trees.child(document.putObject("components"), "schemas");
    for (ResourceType type : served) {
      paths.set("/" + path + collection(type) + "/{name}", operations(type));
      schemas.set(type.component(), described(type));
    }
    addReferences(schemas);
    return document;
  }

  /**
   * An OpenAPI v2 document that describes nothing: kubectl asks for one after it has not found a
   * kind in v3, and then says itself that the kind is missing. As protobuf it is empty.
   */
  void answerVersion2(Call call) {
    if (call.header("Accept").contains("protobuf")) {
      call.send(200, "application/com.github.proto-openapi.spec.v2.v1.0+protobuf", "");
      return;
    }
    ObjectNode document = Trees.object().put("swagger", "2.0");
    document.putObject("info").put("title", "Kubernetes").put("version", "unversioned");
    document.putObject("paths");
    call.answer(200, document);
  }

  private static String collection(ResourceType type) {
    return (type.namespaced() ? "/namespaces/{namespace}/" : "/") + type.plural();
  }

  private static ObjectNode operations(ResourceType type) {
    ObjectNode path = Trees.object();
    for (String verb : List.of("get", "put", "patch", "delete")) {
      ObjectNode operation = path.putObject(verb);
      operation.put("operationId", verb + type.version() + type.kind());
      operation.set("x-kubernetes-group-version-kind", kind(type));
      operation.put("x-kubernetes-action", verb);
      for (String parameter : List.of("dryRun", "fieldManager", "fieldValidation", "force")) {
        ObjectNode given = Trees.list(operation, "parameters").addObject();
        given.put("name", parameter).put("in", "query").putObject("schema").put("type", "string");
      }
      operation
          .putObject("responses")
          .putObject("200")
          .put("description", "OK")
          .putObject("content")
          .putObject("application/json")
          .putObject("schema")
          .put("$ref", REF + type.component());
    }
    return path;
  }

  private static ObjectNode described(ResourceType type) {
    JsonNode known = type.structure().schema();
    ObjectNode schema = known instanceof ObjectNode object ? object.deepCopy() : Trees.object();
    schema.put("type", "object");
    schema.putArray("x-kubernetes-group-version-kind").add(kind(type));
    return schema;
  }

  private static ObjectNode kind(ResourceType type) {
    return Trees.object()
        .put("group", type.group())
        .put("version", type.version())
        .put("kind", type.kind());
  }

  /** Adds the schemas that the ones so far refer to, and those that these refer to. */
  private static void addReferences(ObjectNode schemas) {
    Map<String, ObjectNode> known = Models.components();
    Deque<JsonNode> open = new ArrayDeque<>();
    schemas.forEach(open::add);
    while (!open.isEmpty()) {
      for (String reference : open.pop().findValuesAsText("$ref")) {
        String name = reference.substring(REF.length());
        if (!schemas.has(name) && known.containsKey(name)) {
          schemas.set(name, known.get(name));
          open.add(known.get(name));
        }
      }
    }
  }
}
