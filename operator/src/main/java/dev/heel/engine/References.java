package dev.heel.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.heel.engine.read.Pointers;
import dev.heel.resource.Forms;
import dev.heel.resource.Reference.Target;
import dev.heel.resource.SecretMention;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a string may hold of Heel's own: {@code $(DatadogMonitor/name)} is the other object's id,
 * {@code $(DatadogMonitor/name.url)} its address, {@code $(cluster.name)} this cluster, and {@code
 * $$(} a literal {@code $(}. Only values are read, never names of fields. Whether there is such a
 * kind is not known here.
 */
public final class References {
  private static final Pattern ANY = Pattern.compile("\\$\\$\\(|\\$\\(([^()\\r\\n]*)\\)?");
  private static final Pattern OBJECT = Pattern.compile("(Datadog\\w+)/([-a-z0-9.]+)");
  private static final String URL = ".url";

  private References() {}

  public enum Form {
    ID,
    URL,
    CLUSTER,
    SECRET,
    LITERAL,
    /** None of the above, or not closed. */
    UNKNOWN
  }

  /**
   * One {@code $(…)} in a string.
   *
   * @param pointer the string, as a JSON pointer into the tree
   * @param offset where it starts in the string
   * @param text all of it, with its brackets
   * @param kind of the object that it names; else null
   * @param name of the object that it names; else null
   */
  public record Mention(
      String pointer, int offset, String text, Form form, String kind, String name) {
    /** The object as a resource of that namespace names it. */
    public Target target(String namespace) {
      return new Target(kind, namespace, name);
    }

    public boolean isObject() {
      return form == Form.ID || form == Form.URL;
    }
  }

  /** All of a tree, in its order. */
  public static List<Mention> in(JsonNode tree) {
    List<Mention> mentions = new ArrayList<>();
    collect(tree, "", mentions);
    return List.copyOf(mentions);
  }

  private static void collect(JsonNode node, String at, List<Mention> mentions) {
    if (node.isTextual()) {
      Matcher matcher = ANY.matcher(node.textValue());
      while (matcher.find()) {
        mentions.add(mention(at, matcher));
      }
    } else if (node.isArray()) {
      for (int i = 0; i < node.size(); i++) {
        collect(node.get(i), at + "/" + i, mentions);
      }
    } else {
      node.properties()
          .forEach(
              field -> collect(field.getValue(), Pointers.member(at, field.getKey()), mentions));
    }
  }

  private static Mention mention(String at, MatchResult found) {
    String text = found.group();
    Form form = form(text, found.group(1));
    if (form != Form.ID && form != Form.URL) {
      return new Mention(at, found.start(), text, form, null, null);
    }
    String inside = found.group(1);
    String object = form == Form.URL ? inside.substring(0, inside.length() - URL.length()) : inside;
    int slash = object.indexOf('/');
    return new Mention(
        at, found.start(), text, form, object.substring(0, slash), object.substring(slash + 1));
  }

  private static Form form(String text, String inside) {
    if (inside == null) {
      return Form.LITERAL;
    }
    if (!text.endsWith(")")) {
      return Form.UNKNOWN;
    }
    if (inside.equals("cluster.name")) {
      return Form.CLUSTER;
    }
    if (SecretMention.isMeant(text)) {
      return Form.SECRET;
    }
    Matcher object = OBJECT.matcher(inside);
    if (!object.matches() || !Forms.isObjectName(object.group(2))) {
      return Form.UNKNOWN;
    }
    boolean url = inside.endsWith(URL) && object.group(2).length() > URL.length();
    return url ? Form.URL : Form.ID;
  }

  /** The tree with all of them replaced; what the scope does not know stays as it is. */
  public static ObjectNode replaced(ObjectNode tree, Scope scope) {
    return (ObjectNode) mapped(tree, mention -> value(mention, scope));
  }

  private static String value(Mention mention, Scope scope) {
    return switch (mention.form()) {
      case CLUSTER -> scope.owner().cluster();
      case LITERAL -> "$(";
      case SECRET, UNKNOWN -> mention.text();
      case ID, URL -> {
        Scope.Resolved other = scope.references().get(mention.target(scope.owner().namespace()));
        String value = other == null ? null : mention.form() == Form.ID ? other.id() : other.url();
        yield value == null ? mention.text() : value;
      }
    };
  }

  private static JsonNode mapped(JsonNode node, Function<Mention, String> value) {
    if (node.isTextual()) {
      String text =
          ANY.matcher(node.textValue())
              .replaceAll(found -> Matcher.quoteReplacement(value.apply(mention("", found))));
      return text.equals(node.textValue()) ? node : TextNode.valueOf(text);
    }
    if (node instanceof ArrayNode array) {
      ArrayNode out = array.arrayNode();
      array.forEach(item -> out.add(mapped(item, value)));
      return out;
    }
    if (node instanceof ObjectNode object) {
      ObjectNode out = object.objectNode();
      object.properties().forEach(f -> out.set(f.getKey(), mapped(f.getValue(), value)));
      return out;
    }
    return node;
  }
}
