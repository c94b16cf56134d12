package dev.heel.sandbox.kubernetes.store;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.heel.sandbox.kubernetes.patch.Trees;
import dev.heel.sandbox.kubernetes.type.ResourceType;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A request that the server does not carry out, as the {@code Status} that it answers (Kubernetes
 * API conventions, "Response Status Kind").
 */
public final class Refusal extends RuntimeException {
  /**
   * One thing that is wrong.
   *
   * @param reason such as {@code FieldValueInvalid}
   * @param field such as {@code spec.query}
   * @param message what is said after the field
   */
  public record Cause(String reason, String field, String message) {}

  private static final long serialVersionUID = 1L;
  private final int code;
  private final String reason;
  private final transient ObjectNode details;

  private Refusal(int code, String reason, String message, ObjectNode details) {
    super(message);
    this.code = code;
    this.reason = reason;
    this.details = details;
  }

  public static Refusal of(int code, String reason, String message) {
    return new Refusal(code, reason, message, Trees.object());
  }

  public static Refusal badRequest(String message) {
    return of(400, "BadRequest", message);
  }

  public static Refusal notFound(ResourceType type, String name) {
    String message = type.resource() + " \"" + name + "\" not found";
    return new Refusal(404, "NotFound", message, about(type.group(), type.plural(), name));
  }

  public static Refusal namespaceNotFound(String name) {
    String message = "namespaces \"" + name + "\" not found";
    return new Refusal(404, "NotFound", message, about("", "namespaces", name));
  }

  public static Refusal noSuchPath() {
    return of(404, "NotFound", "the server could not find the requested resource");
  }

  public static Refusal exists(ResourceType type, String name) {
    String message = type.resource() + " \"" + name + "\" already exists";
    return new Refusal(409, "AlreadyExists", message, about(type.group(), type.plural(), name));
  }

  public static Refusal conflict(ResourceType type, String name, String why) {
    String message = "Operation cannot be fulfilled on " + type.resource() + " \"" + name + "\": ";
    ObjectNode details = about(type.group(), type.plural(), name);
    return new Refusal(409, "Conflict", message + why, details);
  }

  public static Refusal stale(ResourceType type, String name) {
    return conflict(
        type,
        name,
        "the object has been modified; please apply your changes to the latest version and try"
            + " again");
  }

  /** An apply that would change what others manage. */
  public static Refusal applyConflict(String message, List<Cause> causes) {
    ObjectNode details = Trees.object();
    details.set("causes", list(causes));
    return new Refusal(409, "Conflict", message, details);
  }

  public static Refusal forbidden(ResourceType type, String name, String why, Cause cause) {
    ObjectNode details = about(type.group(), type.plural(), name);
    details.set("causes", list(List.of(cause)));
    String message = type.resource() + " \"" + name + "\" is forbidden: " + why;
    return new Refusal(403, "Forbidden", message, details);
  }

  /** 422 with a cause for each thing that is wrong. */
  public static Refusal invalid(ResourceType type, String name, List<Cause> causes) {
    String kind = type.group().isEmpty() ? type.kind() : type.kind() + "." + type.group();
    List<String> lines =
        causes.stream()
            .map(c -> c.field().isEmpty() ? c.message() : c.field() + ": " + c.message())
            .distinct()
            .toList();
    String what = lines.size() == 1 ? lines.get(0) : "[" + String.join(", ", lines) + "]";
    ObjectNode details = about(type.group(), type.kind(), name);
    details.set("causes", list(causes));
    return new Refusal(422, "Invalid", kind + " \"" + name + "\" is invalid: " + what, details);
  }

  /** 422 about a patch whose result cannot be. */
  static Refusal invalidPatch(String message) {
    ObjectNode details = Trees.object();
    details.set("causes", list(List.of(new Cause("FieldValueInvalid", "patch", message))));
    return new Refusal(422, "Invalid", " \"\" is invalid: patch: " + message, details);
  }

  public static Refusal expired(long asked, long oldest) {
    return of(410, "Expired", "too old resource version: " + asked + " (" + oldest + ")");
  }

  public int code() {
    return code;
  }

  public String reason() {
    return reason;
  }

  /** The answer's body. */
  public ObjectNode status() {
    ObjectNode status = Trees.object().put("kind", "Status").put("apiVersion", "v1");
    status.putObject("metadata");
    status.put("status", "Failure").put("message", getMessage()).put("reason", reason);
    if (!details.isEmpty()) {
      status.set("details", details);
    }
    return status.put("code", code);
  }

  private static ObjectNode about(String group, String kind, String name) {
    ObjectNode details = Trees.object().put("name", name);
    if (!group.isEmpty()) {
      details.put("group", group);
    }
    return details.put("kind", kind);
  }

  private static ArrayNode list(List<Cause> causes) {
    return Trees.array().addAll(causes.stream().map(Refusal::json).collect(Collectors.toList()));
  }

  private static ObjectNode json(Cause cause) {
    ObjectNode json = Trees.object().put("reason", cause.reason()).put("message", cause.message());
    return cause.field().isEmpty() ? json : json.put("field", cause.field());
  }
}
