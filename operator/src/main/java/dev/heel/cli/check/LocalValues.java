package dev.heel.cli.check;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.heel.agent.check.Variable;
import dev.heel.cli.text.CommandException;
import dev.heel.manifest.Manifest;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Fills in what an Agent would: the one target that the command line names, and values of the
 * Secrets among the files.
 */
public final class LocalValues {
  private static final Pattern HANDLE =
      Pattern.compile("ENC\\[k8s_secret@([^/]+)/([^/]+)/([^\\]]+)]");

  private final LocalChecks checks;
  private final Target target;

  /** An address to ask; the port is 0 if none was given. */
  public record Target(String host, int port) {
    /**
     * Reads {@code HOST} or {@code HOST:PORT}.
     *
     * @throws CommandException with a sentence if it is neither
     */
    public static Target parse(String text) {
      int colon = text.lastIndexOf(':');
      if (colon < 0) {
        return new Target(text, 0);
      }
      try {
        return new Target(text.substring(0, colon), Integer.parseInt(text.substring(colon + 1)));
      } catch (NumberFormatException e) {
        throw new CommandException("\"" + text + "\" is no target; write HOST or HOST:PORT");
      }
    }
  }

  /**
   * @param target null if none was named
   */
  public LocalValues(LocalChecks checks, Target target) {
    this.checks = checks;
    this.target = target;
  }

  /**
   * A copy with values.
   *
   * @throws CommandException with a sentence if one is not known
   */
  public JsonNode filled(JsonNode tree) {
    if (tree.isObject()) {
      ObjectNode out = JsonNodeFactory.instance.objectNode();
      tree.properties().forEach(each -> out.set(each.getKey(), filled(each.getValue())));
      return out;
    }
    if (tree.isArray()) {
      ArrayNode out = JsonNodeFactory.instance.arrayNode();
      tree.forEach(each -> out.add(filled(each)));
      return out;
    }
    return tree.isTextual() ? text(tree.textValue()) : tree;
  }

  private JsonNode text(String text) {
    Matcher handle = HANDLE.matcher(text);
    if (handle.matches()) {
      return TextNode.valueOf(secret(handle.group(1), handle.group(2), handle.group(3)));
    }
    StringBuilder out = new StringBuilder(text);
    for (Variable variable : Variable.in(text)) {
      int at = out.indexOf(variable.text());
      out.replace(at, at + variable.text().length(), value(variable));
    }
    String filled = out.toString();
    boolean number = !filled.equals(text) && filled.matches("[0-9]{1,9}");
    return number ? IntNode.valueOf(Integer.parseInt(filled)) : TextNode.valueOf(filled);
  }

  private String value(Variable variable) {
    boolean host = variable.name().equals("host");
    boolean port = variable.name().equals("port");
    if (!host && !port) {
      throw new CommandException(variable.text() + " has no value outside of an Agent");
    }
    if (target == null || port && target.port() == 0) {
      throw new CommandException(
          "%s stands for a target; say which to ask with --target HOST:PORT"
              .formatted(variable.text()));
    }
    return host ? target.host() : Integer.toString(target.port());
  }

  private String secret(String namespace, String name, String key) {
    Manifest secret = checks.secret(namespace, name);
    JsonNode plain = secret == null ? null : secret.json().path("stringData").get(key);
    JsonNode encoded = secret == null ? null : secret.json().path("data").get(key);
    if (plain != null) {
      return plain.asText();
    }
    if (encoded == null) {
      throw new CommandException(
          "no Secret %s/%s with key %s among the files; add one with -f"
              .formatted(namespace, name, key));
    }
    try {
      return new String(Base64.getMimeDecoder().decode(encoded.asText()), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw new CommandException(
          "key %s of Secret %s/%s is not Base64".formatted(key, namespace, name));
    }
  }
}
