package dev.heel.kinds.dashboard;

import com.fasterxml.jackson.databind.JsonNode;
import dev.heel.engine.read.Pointers;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where widgets name template variables: {@code $name}, {@code $name.value}, {@code $name.key}. */
final class VariableUses {
  /** Fields whose text is a query; elsewhere, as in a note, a $ may be just money. */
  private static final Set<String> QUERIES = Set.of("q", "query", "filter", "filters", "scope");

  private static final Pattern NAME = Pattern.compile("\\$([A-Za-z_][A-Za-z0-9_-]*)");

  private VariableUses() {}

  /**
   * @param pointer the text, as a pointer into the body
   * @param offset where the $ stands in it
   * @param text all of it
   */
  record Use(String pointer, int offset, String name, String text) {
    /** A name may hold what also ends one, such as a dot, so the text decides. */
    boolean isOneOf(Set<String> declared) {
      return declared.stream().anyMatch(each -> text.startsWith(each, offset + 1));
    }
  }

  static List<Use> inQueries(JsonNode node, String pointer) {
    List<Use> uses = new ArrayList<>();
    collect(node, pointer, false, uses);
    return uses;
  }

  private static void collect(JsonNode node, String at, boolean isQuery, List<Use> uses) {
    if (node.isTextual() && isQuery) {
      Matcher matcher = NAME.matcher(node.textValue());
      while (matcher.find()) {
        uses.add(new Use(at, matcher.start(), matcher.group(1), node.textValue()));
      }
    } else if (node.isArray()) {
      for (int i = 0; i < node.size(); i++) {
        collect(node.get(i), at + "/" + i, isQuery, uses);
      }
    } else {
      for (var field : node.properties()) {
        collect(
            field.getValue(),
            Pointers.member(at, field.getKey()),
            QUERIES.contains(field.getKey()),
            uses);
      }
    }
  }

  /** Whether any text below names it. */
  static boolean isUsed(JsonNode node, String name) {
    if (node.isTextual()) {
      return node.textValue().contains("$" + name);
    }
    for (JsonNode child : node) {
      if (isUsed(child, name)) {
        return true;
      }
    }
    return false;
  }
}
