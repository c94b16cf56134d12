package dev.heel.agent.files;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Present;
import org.snakeyaml.engine.v2.api.lowlevel.Serialize;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/**
 * A tree as a YAML file that YAML 1.1 and 1.2 read alike: the Agent's Go reads 1.1, where {@code
 * on} is a boolean and {@code 1:30} a number. A text stands bare only if no reader could take it
 * for anything else.
 */
final class ConfText {
  private static final DumpSettings SETTINGS =
      DumpSettings.builder().setWidth(Integer.MAX_VALUE).setSplitLines(false).build();
  private static final Pattern BARE =
      Pattern.compile("[A-Za-z_]([A-Za-z0-9_./@:-]*[A-Za-z0-9_/-])?");
  private static final Set<String> WORDS =
      Set.of("y", "n", "yes", "no", "on", "off", "true", "false", "null", "nan", "inf");

  private ConfText() {}

  /** UTF-8, with a line end at the end; members in the order of the tree. */
  static byte[] of(JsonNode tree) {
    var events = new Serialize(SETTINGS).serializeOne(node(tree));
    return new Present(SETTINGS).emitToString(events.iterator()).getBytes(StandardCharsets.UTF_8);
  }

  private static Node node(JsonNode tree) {
    return switch (tree.getNodeType()) {
      case OBJECT -> mapping(tree);
      case ARRAY -> sequence(tree);
      case BOOLEAN -> new ScalarNode(Tag.BOOL, tree.asText(), ScalarStyle.PLAIN);
      case NUMBER -> number(tree);
      case NULL, MISSING -> new ScalarNode(Tag.NULL, "null", ScalarStyle.PLAIN);
      default -> text(tree.asText());
    };
  }

  private static Node mapping(JsonNode tree) {
    List<NodeTuple> members = new ArrayList<>();
    tree.properties()
        .forEach(each -> members.add(new NodeTuple(text(each.getKey()), node(each.getValue()))));
    return new MappingNode(Tag.MAP, members, members.isEmpty() ? FlowStyle.FLOW : FlowStyle.BLOCK);
  }

  private static Node sequence(JsonNode tree) {
    List<Node> items = new ArrayList<>();
    tree.forEach(each -> items.add(node(each)));
    return new SequenceNode(Tag.SEQ, items, items.isEmpty() ? FlowStyle.FLOW : FlowStyle.BLOCK);
  }

  /** Without an exponent, which YAML 1.1 wants with a sign. */
  private static Node number(JsonNode tree) {
    String digits = tree.decimalValue().toPlainString();
    Tag tag = digits.contains(".") ? Tag.FLOAT : Tag.INT;
    return new ScalarNode(tag, digits, ScalarStyle.PLAIN);
  }

  private static Node text(String value) {
    boolean bare = BARE.matcher(value).matches() && !WORDS.contains(value.toLowerCase(Locale.ROOT));
    return new ScalarNode(Tag.STR, value, bare ? ScalarStyle.PLAIN : ScalarStyle.DOUBLE_QUOTED);
  }
}
