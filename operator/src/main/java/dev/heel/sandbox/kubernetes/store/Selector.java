package dev.heel.sandbox.kubernetes.store;

import com.fasterxml.jackson.databind.JsonNode;
import dev.heel.sandbox.kubernetes.type.JsonPath;
import dev.heel.sandbox.kubernetes.type.ResourceType;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Label and field selectors (Kubernetes, "Labels and Selectors", "Field Selectors"). */
public final class Selector {
  private static final Pattern REQUIREMENT =
      Pattern.compile(
          "\\s*(?:(?<absent>!)\\s*)?(?<key>[^\\s=!,()]+)\\s*"
              + "(?:(?<set>notin|in)\\s*\\((?<values>[^)]*)\\)"
              + "|(?<operator>==|=|!=)\\s*(?<value>[^\\s,]*))?\\s*(?:,|$)");

  private Selector() {}

  /**
   * @param labels a label selector; null or empty takes everything
   * @throws Refusal 400 if it cannot be read
   */
  public static Predicate<JsonNode> labels(String labels) {
    Predicate<JsonNode> all = object -> true;
    if (labels == null || labels.isBlank()) {
      return all;
    }
    Matcher matcher = REQUIREMENT.matcher(labels);
    int at = 0;
    while (at < labels.length()) {
      if (!matcher.find(at) || matcher.start() != at) {
        throw Refusal.badRequest(
            "unable to parse requirement: found '" + labels.substring(at) + "'");
      }
      all = all.and(requirement(matcher));
      at = matcher.end();
    }
    return all;
  }

  private static Predicate<JsonNode> requirement(Matcher matcher) {
    String key = matcher.group("key");
    if (matcher.group("set") != null) {
      List<String> values =
          Stream.of(matcher.group("values").split(",")).map(String::strip).toList();
      return matcher.group("set").equals("in")
          ? object -> has(object, key) && values.contains(label(object, key))
          : object -> !has(object, key) || !values.contains(label(object, key));
    }
    if (matcher.group("operator") != null) {
      String value = matcher.group("value");
      return matcher.group("operator").equals("!=")
          ? object -> !has(object, key) || !label(object, key).equals(value)
          : object -> has(object, key) && label(object, key).equals(value);
    }
    boolean wanted = matcher.group("absent") == null;
    return object -> has(object, key) == wanted;
  }

  private static boolean has(JsonNode object, String key) {
    return object.path("metadata").path("labels").has(key);
  }

  private static String label(JsonNode object, String key) {
    return object.path("metadata").path("labels").path(key).asText();
  }

  /**
   * @param fields a field selector; null or empty takes everything
   * @throws Refusal 400 if it names a field that the kind cannot be selected by
   */
  public static Predicate<JsonNode> fields(ResourceType type, String fields) {
    if (fields == null || fields.isBlank()) {
      return object -> true;
    }
    return Stream.of(fields.split(","))
        .map(term -> term(type, term))
        .collect(Collectors.reducing(object -> true, Predicate::and));
  }

  private static Predicate<JsonNode> term(ResourceType type, String term) {
    String[] parts = term.split("!=|==?", 2);
    if (parts.length < 2) {
      throw Refusal.badRequest("invalid selector: '" + term + "'; can't understand '" + term + "'");
    }
    boolean named = parts[0].equals("metadata.name");
    boolean placed = parts[0].equals("metadata.namespace") && type.namespaced();
    if (!named && !placed && !type.selectable().contains(parts[0])) {
      throw Refusal.badRequest(unknown(type, parts[0]));
    }
    JsonPath path = JsonPath.parse("." + parts[0]);
    boolean wanted = !term.contains("!=");
    return object -> text(path, object).equals(parts[1]) == wanted;
  }

  private static String unknown(ResourceType type, String field) {
    if (type.is(ResourceType.Trait.CUSTOM) || !type.selectable().isEmpty()) {
      return "field label not supported: " + field;
    }
    return '"'
        + field
        + "\" is not a known field selector: only \"metadata.name\", \"metadata.namespace\"";
  }

  /** A field that is not there counts as empty; {@code source} of an Event is its component. */
  private static String text(JsonPath path, JsonNode object) {
    return path.find(object).stream()
        .findFirst()
        .map(node -> node.isObject() ? node.path("component").asText() : node.asText())
        .orElse("");
  }
}
