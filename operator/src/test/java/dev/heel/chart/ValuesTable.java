package dev.heel.chart;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.comments.CommentLine;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * The values of the chart as {@code values.yaml} has them: path, default, and the comment above.
 */
final class ValuesTable {
  /** One value, or a group of them that has a word of its own. */
  record Value(String path, String initial, String meaning, boolean group) {}

  private final List<Value> values = new ArrayList<>();

  private ValuesTable() {}

  static List<Value> of(String yaml) {
    LoadSettings settings = LoadSettings.builder().setParseComments(true).build();
    Node root = new Compose(settings).composeString(yaml).orElseThrow();
    ValuesTable table = new ValuesTable();
    table.walk("", (MappingNode) root);
    return table.values;
  }

  /** The table as Markdown. */
  static String markdown(List<Value> values) {
    return values.stream().map(ValuesTable::row).collect(Collectors.joining());
  }

  private static String row(Value value) {
    String initial = value.initial().isEmpty() ? "" : "`" + value.initial() + "`";
    return "| `%s` | %s | %s |%n".formatted(value.path(), initial, value.meaning());
  }

  private void walk(String before, MappingNode mapping) {
    for (NodeTuple tuple : mapping.getValue()) {
      String path = before + ((ScalarNode) tuple.getKeyNode()).getValue();
      String meaning = comment(tuple.getKeyNode());
      if (tuple.getValueNode() instanceof MappingNode children && isDocumented(children)) {
        if (!meaning.isEmpty()) {
          values.add(new Value(path, "", meaning, true));
        }
        walk(path + ".", children);
      } else {
        values.add(new Value(path, flow(tuple.getValueNode()), meaning, false));
      }
    }
  }

  private static boolean isDocumented(MappingNode mapping) {
    return mapping.getValue().stream().anyMatch(t -> !comment(t.getKeyNode()).isEmpty());
  }

  private static String comment(Node key) {
    List<CommentLine> lines = key.getBlockComments();
    return lines == null
        ? ""
        : lines.stream()
            .map(line -> line.getValue().strip())
            .filter(line -> !line.isEmpty())
            .collect(Collectors.joining(" "))
            .replace("|", "\\|");
  }

  private static String flow(Node node) {
    if (node instanceof MappingNode mapping) {
      return mapping.getValue().stream()
          .map(t -> ((ScalarNode) t.getKeyNode()).getValue() + ": " + flow(t.getValueNode()))
          .collect(Collectors.joining(", ", "{", "}"));
    }
    if (node instanceof SequenceNode sequence) {
      return sequence.getValue().stream()
          .map(ValuesTable::flow)
          .collect(Collectors.joining(", ", "[", "]"));
    }
    String text = ((ScalarNode) node).getValue();
    return text.isEmpty() ? "\"\"" : text;
  }
}
