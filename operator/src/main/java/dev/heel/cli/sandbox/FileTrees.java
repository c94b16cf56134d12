package dev.heel.cli.sandbox;

import dev.heel.sandbox.AgentTrees;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/** The files of both Agents, side by side. */
record FileTrees(AgentTrees trees) {
  private static final String NODE = "Node Agent files";
  private static final String CLUSTER = "Cluster Agent files";
  private static final String INDENT = "  ";
  private static final int GAP = 6;

  boolean isEmpty() {
    return trees.node().isEmpty() && trees.cluster().isEmpty();
  }

  void print(PrintWriter out) {
    List<String> node = ordered(trees.node().keySet());
    List<String> cluster = ordered(trees.cluster().keySet());
    int width = node.stream().mapToInt(String::length).max().orElse(0);
    int column = Math.max(NODE.length(), width + INDENT.length()) + GAP;
    out.println(line(NODE, CLUSTER, column));
    for (int i = 0; i < Math.max(node.size(), cluster.size()); i++) {
      out.println(line(at(node, i), at(cluster, i), column));
    }
  }

  /** What stands in no folder comes first. */
  private static List<String> ordered(Set<String> paths) {
    List<String> ordered = new ArrayList<>(paths);
    ordered.sort(
        Comparator.comparing((String path) -> path.contains("/"))
            .thenComparing(Comparator.naturalOrder()));
    return ordered;
  }

  private static String at(List<String> paths, int index) {
    return index < paths.size() ? INDENT + paths.get(index) : "";
  }

  private static String line(String left, String right, int column) {
    return String.format("%-" + column + "s%s", left, right).stripTrailing();
  }
}
