package dev.heel.sandbox.kubernetes.type;

import com.fasterxml.jackson.databind.JsonNode;
import dev.heel.sandbox.kubernetes.patch.Trees;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The simple JSONPath of printer columns: {@code .a.b}, {@code ['a.b']}, {@code .a\.b}, {@code
 * [0]}, {@code [*]}, {@code [?(@.type=="Ready")]} (Kubernetes, "additionalPrinterColumns").
 */
public final class JsonPath {
  private static final Pattern STEP =
      Pattern.compile(
          "\\.(?<field>(?:[^.\\[\\]\\\\]|\\\\.)+)"
              + "|\\[['\"](?<quoted>[^'\"]*)['\"]\\]"
              + "|\\[(?<index>-?\\d+)\\]"
              + "|(?<every>\\[\\*\\]|\\.\\*)"
              + "|\\[\\?\\(@(?<left>[^=!]*?)\\s*(?<operator>==|!=)\\s*(?<right>[^)]*)\\)\\]");

  private final List<Function<JsonNode, Stream<JsonNode>>> steps = new ArrayList<>();

  private JsonPath() {}

  /**
   * @throws IllegalArgumentException if the path is not understood
   */
  public static JsonPath parse(String path) {
    JsonPath result = new JsonPath();
    Matcher matcher = STEP.matcher(path);
    int at = 0;
    while (at < path.length()) {
      if (!matcher.find(at) || matcher.start() != at) {
        throw new IllegalArgumentException(
            "unrecognized JSONPath at \"" + path.substring(at) + '"');
      }
      result.steps.add(step(matcher));
      at = matcher.end();
    }
    return result;
  }

  /** What the path finds, in order. */
  public List<JsonNode> find(JsonNode root) {
    Stream<JsonNode> found = Stream.of(root);
    for (Function<JsonNode, Stream<JsonNode>> step : steps) {
      found = found.flatMap(step);
    }
    return found.filter(node -> !node.isMissingNode() && !node.isNull()).toList();
  }

  private static Function<JsonNode, Stream<JsonNode>> step(Matcher matcher) {
    if (matcher.group("every") != null) {
      return JsonPath::children;
    }
    if (matcher.group("index") != null) {
      int index = Integer.parseInt(matcher.group("index"));
      return node -> Stream.of(node.path(index < 0 ? node.size() + index : index));
    }
    if (matcher.group("operator") != null) {
      return filter(matcher);
    }
    String quoted = matcher.group("quoted");
    String name = quoted != null ? quoted : matcher.group("field").replaceAll("\\\\(.)", "$1");
    return name.equals("*") ? JsonPath::children : node -> Stream.of(node.path(name));
  }

  private static Function<JsonNode, Stream<JsonNode>> filter(Matcher matcher) {
    JsonPath left = parse(matcher.group("left").strip());
    JsonNode right = literal(matcher.group("right").strip());
    boolean equal = matcher.group("operator").equals("==");
    return node ->
        children(node)
            .filter(item -> left.find(item).stream().anyMatch(v -> same(v, right)) == equal);
  }

  private static boolean same(JsonNode value, JsonNode literal) {
    return value.equals(literal) || value.isValueNode() && value.asText().equals(literal.asText());
  }

  private static JsonNode literal(String text) {
    return Trees.read(text.startsWith("'") ? text.replace('\'', '"') : text);
  }

  private static Stream<JsonNode> children(JsonNode node) {
    List<JsonNode> children = new ArrayList<>();
    node.forEach(children::add);
    return children.stream();
  }
}
