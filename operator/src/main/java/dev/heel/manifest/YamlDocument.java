package dev.heel.manifest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.snakeyaml.engine.v2.nodes.AnchorNode;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** Turns the nodes of one YAML document into JSON, and notes where everything was. */
final class YamlDocument {
  /** As deep as JSON is read; far from what would exhaust the stack of those who walk the tree. */
  private static final int DEEPEST = 1000;

  private final int firstLine;
  private final Map<String, Spot> spots = new HashMap<>();
  private final List<Trap> traps = new ArrayList<>();
  private final Map<Node, Boolean> open = new IdentityHashMap<>();
  private final Map<Node, Boolean> known = new IdentityHashMap<>();
  private final AliasBudget budget = new AliasBudget();
  private int aliasDepth;

  private YamlDocument(int firstLine) {
    this.firstLine = firstLine;
  }

  /**
   * @param firstLine the document's first line in its file, from 1
   */
  static Document of(Node root, int firstLine) throws Unreadable {
    YamlDocument document = new YamlDocument(firstLine);
    document.note("", null, root);
    JsonNode json = document.value(root, "");
    return new Document(json, document.spots, document.traps);
  }

  Position position(Node node) {
    return node.getStartMark()
        .map(mark -> new Position(firstLine + mark.getLine(), mark.getColumn() + 1))
        .orElse(new Position(firstLine, 1));
  }

  private void note(String pointer, Node key, Node value) {
    Position at = position(value);
    spots.put(pointer, new Spot(key == null ? at : position(key), at, style(value)));
  }

  private static Spot.Style style(Node node) {
    if (!(node instanceof ScalarNode scalar)) {
      return Spot.Style.OTHER;
    }
    return switch (scalar.getScalarStyle()) {
      case PLAIN -> Spot.Style.PLAIN;
      case SINGLE_QUOTED -> Spot.Style.SINGLE_QUOTED;
      case DOUBLE_QUOTED, JSON_SCALAR_STYLE -> Spot.Style.DOUBLE_QUOTED;
      case LITERAL -> Spot.Style.LITERAL;
      case FOLDED -> Spot.Style.FOLDED;
    };
  }

  private JsonNode value(Node written, String pointer) throws Unreadable {
    Node node = written instanceof AnchorNode alias ? alias.getRealNode() : written;
    boolean aliased = known.put(node, true) != null;
    aliasDepth += aliased ? 1 : 0;
    if (!budget.admits(aliasDepth > 0)) {
      throw new Unreadable(
          position(node),
          "anchors and aliases multiply this document beyond all measure",
          "write it out, or use fewer aliases of aliases");
    }
    if (open.size() > DEEPEST) {
      throw new Unreadable(position(node), "this document is nested too deeply to be read", "");
    }
    if (open.put(node, true) != null) {
      throw new Unreadable(position(node), "this anchor contains itself", "write it out");
    }
    JsonNode value = convert(node, pointer);
    open.remove(node);
    aliasDepth -= aliased ? 1 : 0;
    return value;
  }

  private JsonNode convert(Node node, String pointer) throws Unreadable {
    if (node instanceof ScalarNode scalar) {
      return scalar(scalar, pointer);
    }
    if (node instanceof SequenceNode sequence) {
      ArrayNode list = JsonNodeFactory.instance.arrayNode();
      for (Node item : sequence.getValue()) {
        String below = Document.below(pointer, Integer.toString(list.size()));
        note(below, null, item);
        list.add(value(item, below));
      }
      return list;
    }
    ObjectNode object = JsonNodeFactory.instance.objectNode();
    fill(object, (MappingNode) node, pointer);
    return object;
  }

  private JsonNode scalar(ScalarNode node, String pointer) throws Unreadable {
    JsonNode value = YamlScalar.of(node, position(node));
    if (YamlScalar.isTrap(node)) {
      traps.add(new Trap(pointer, false, node.getValue(), value.asText()));
    }
    return value;
  }

  /** A merge puts its keys in where it stands, so those written after it win. */
  private void fill(ObjectNode object, MappingNode mapping, String pointer) throws Unreadable {
    Map<String, Node> written = new HashMap<>();
    for (NodeTuple tuple : mapping.getValue()) {
      if (YamlScalar.isMerge(tuple.getKeyNode())) {
        merge(object, tuple.getValueNode(), pointer);
        continue;
      }
      String key = key(tuple.getKeyNode());
      Node earlier = written.put(key, tuple.getKeyNode());
      if (earlier != null) {
        throw duplicate(key, earlier, tuple.getKeyNode());
      }
      String below = Document.below(pointer, key);
      note(below, tuple.getKeyNode(), tuple.getValueNode());
      if (tuple.getKeyNode() instanceof ScalarNode name && YamlScalar.isTrap(name)) {
        traps.add(new Trap(below, true, name.getValue(), key));
      }
      object.set(key, value(tuple.getValueNode(), below));
    }
  }

  private void merge(ObjectNode object, Node value, String pointer) throws Unreadable {
    Node node = value instanceof AnchorNode alias ? alias.getRealNode() : value;
    if (node instanceof SequenceNode sequence) {
      List<Node> items = new ArrayList<>(sequence.getValue());
      for (int i = items.size() - 1; i >= 0; i--) {
        mergeOne(object, items.get(i), pointer);
      }
    } else {
      mergeOne(object, node, pointer);
    }
  }

  private void mergeOne(ObjectNode object, Node value, String pointer) throws Unreadable {
    Node node = value instanceof AnchorNode alias ? alias.getRealNode() : value;
    if (!(node instanceof MappingNode mapping)) {
      throw new Unreadable(
          position(value), "<< merges mappings only", "give it a mapping or a list of mappings");
    }
    aliasDepth++;
    if (!budget.admits(true) || open.put(node, true) != null) {
      throw new Unreadable(position(value), "this merge has no end", "write the keys out");
    }
    fill(object, mapping, pointer);
    open.remove(node);
    aliasDepth--;
  }

  private String key(Node written) throws Unreadable {
    Node node = written instanceof AnchorNode alias ? alias.getRealNode() : written;
    JsonNode key = node instanceof ScalarNode scalar ? YamlScalar.of(scalar, position(node)) : null;
    if (key == null || key.isNull()) {
      throw new Unreadable(
          position(written),
          key == null ? "a key that is no text" : "a key that is null",
          "put quotes around it if it is one");
    }
    return key.isNumber() ? Scalars.key(((ScalarNode) node).getValue()) : key.asText();
  }

  private Unreadable duplicate(String key, Node earlier, Node later) {
    return new Unreadable(
        position(later),
        "the key "
            + key
            + " is already in this mapping, at line "
            + position(earlier).line()
            + ", column "
            + position(earlier).column(),
        "leave one of the two");
  }
}
