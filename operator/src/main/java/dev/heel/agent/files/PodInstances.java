package dev.heel.agent.files;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.heel.agent.check.Variable;
import dev.heel.agent.files.TargetFacts.Pod;
import dev.heel.agent.files.TargetFacts.Port;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Instances for pods: what the Agent's Autodiscovery would fill in for a container is filled in
 * here, and the pod is named by tags, since these instances belong to no container.
 */
final class PodInstances {
  private final Pod pod;
  private final String namespace;

  PodInstances(Pod pod, String namespace) {
    this.pod = pod;
    this.namespace = namespace;
  }

  /** Empty if the pod lacks a port that the instance names. */
  Optional<JsonNode> of(JsonNode instance) {
    ObjectNode tags = instance.deepCopy();
    ArrayNode all = tags.withArrayProperty("tags");
    all.add("kube_namespace:" + namespace);
    all.add("pod_name:" + pod.name());
    try {
      return Optional.of(filled(tags));
    } catch (UnknownPortException e) {
      return Optional.empty();
    }
  }

  private JsonNode filled(JsonNode tree) {
    if (tree.isObject()) {
      ObjectNode out = JsonNodeFactory.instance.objectNode();
      tree.properties().forEach(each -> out.set(each.getKey(), filled(each.getValue())));
      return out;
    }
    if (tree.isArray()) {
      ArrayNode out = JsonNodeFactory.instance.arrayNode(tree.size());
      tree.forEach(each -> out.add(filled(each)));
      return out;
    }
    return tree.isTextual() ? filled(tree.textValue()) : tree;
  }

  /** A value that is one variable alone becomes a number if it reads as one, as in the Agent. */
  private JsonNode filled(String text) {
    List<Variable> variables = Variable.in(text);
    if (variables.isEmpty()) {
      return TextNode.valueOf(text);
    }
    StringBuilder out = new StringBuilder();
    int from = 0;
    for (Variable variable : variables) {
      out.append(text, from, variable.offset()).append(value(variable, text));
      from = variable.offset() + variable.text().length();
    }
    String whole = out.append(text.substring(from)).toString();
    boolean alone = variables.get(0).text().equals(text) && whole.matches("[0-9]{1,9}");
    return alone ? IntNode.valueOf(Integer.parseInt(whole)) : TextNode.valueOf(whole);
  }

  private String value(Variable variable, String text) {
    return switch (variable.name()) {
      case "host" -> host(text);
      case "port" -> Integer.toString(port(variable.key()));
      case "kube" ->
          Map.of("namespace", namespace, "pod_name", pod.name(), "pod_uid", pod.uid())
              .getOrDefault(variable.key(), variable.text());
      default -> variable.text();
    };
  }

  /** An IPv6 address stands in brackets in a URL. */
  private String host(String text) {
    return pod.ip().contains(":") && text.contains("://") ? "[" + pod.ip() + "]" : pod.ip();
  }

  /** Without a key the highest port; by number the lowest first; else by name. */
  private int port(String key) {
    List<Integer> sorted = pod.ports().stream().map(Port::number).sorted().toList();
    if (key.matches("[0-9]{1,4}")) {
      int index = Integer.parseInt(key);
      return index < sorted.size() ? sorted.get(index) : unknown();
    }
    return pod.ports().stream()
        .filter(port -> key.isEmpty() || key.equals(port.name()))
        .max(Comparator.comparingInt(Port::number))
        .map(Port::number)
        .orElseGet(PodInstances::unknown);
  }

  private static int unknown() {
    throw new UnknownPortException();
  }

  private static final class UnknownPortException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UnknownPortException() {
      super("the pod has no such port", null, false, false);
    }
  }
}
