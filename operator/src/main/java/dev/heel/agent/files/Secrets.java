package dev.heel.agent.files;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.heel.resource.SecretMention;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/** Puts handles in the place of Secrets' names, and remembers which. */
final class Secrets {
  private final SecretBackend backend;
  private final String namespace;
  private final SortedSet<SecretKey> used = new TreeSet<>();

  Secrets(SecretBackend backend, String namespace) {
    this.backend = backend;
    this.namespace = namespace;
  }

  SortedSet<SecretKey> used() {
    return used;
  }

  /** A copy with handles, and with the members of its mappings in the order of their names. */
  JsonNode resolved(JsonNode tree) {
    if (tree.isObject()) {
      ObjectNode out = JsonNodeFactory.instance.objectNode();
      tree.properties().stream()
          .sorted(Map.Entry.comparingByKey())
          .forEach(each -> out.set(each.getKey(), resolved(each.getValue())));
      return out;
    }
    if (tree.isArray()) {
      ArrayNode out = JsonNodeFactory.instance.arrayNode(tree.size());
      tree.forEach(each -> out.add(resolved(each)));
      return out;
    }
    return tree.isTextual() ? text(tree) : tree;
  }

  private JsonNode text(JsonNode leaf) {
    return SecretMention.of(leaf.textValue()).<JsonNode>map(this::handle).orElse(leaf);
  }

  private TextNode handle(SecretMention mention) {
    SecretKey key = new SecretKey(namespace, mention.name(), mention.key());
    used.add(key);
    return TextNode.valueOf(backend.handle(key));
  }
}
