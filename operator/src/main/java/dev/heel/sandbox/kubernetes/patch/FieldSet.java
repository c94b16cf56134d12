package dev.heel.sandbox.kubernetes.patch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** A set of paths, in managedFields' form {@code FieldsV1} (Kubernetes, "Server-Side Apply"). */
public record FieldSet(Set<List<String>> paths) {
  private static final String SELF = ".";

  public static FieldSet parse(JsonNode fieldsV1) {
    Set<List<String>> paths = new LinkedHashSet<>();
    collect(fieldsV1, List.of(), paths);
    return new FieldSet(paths);
  }

  private static void collect(JsonNode node, List<String> path, Set<List<String>> paths) {
    if (!path.isEmpty() && (node.isEmpty() || node.has(SELF))) {
      paths.add(path);
    }
    for (String name : Trees.names(node)) {
      if (!name.equals(SELF)) {
        List<String> longer = new ArrayList<>(path);
        longer.add(name);
        collect(node.get(name), List.copyOf(longer), paths);
      }
    }
  }

  public ObjectNode toJson() {
    ObjectNode root = Trees.object();
    for (List<String> path : paths) {
      ObjectNode node = root;
      for (String element : path) {
        node = Trees.child(node, element);
      }
      node.putObject(SELF);
    }
    dropLoneSelf(root);
    return root;
  }

  /** A leaf is written {@code {}}, not {@code {".":{}}}. */
  private static void dropLoneSelf(ObjectNode node) {
    if (node.size() == 1 && node.has(SELF)) {
      node.removeAll();
    }
    for (String name : Trees.names(node)) {
      dropLoneSelf((ObjectNode) node.get(name));
    }
  }

  public boolean contains(List<String> path) {
    return paths.contains(path);
  }

  public boolean isEmpty() {
    return paths.isEmpty();
  }

  public FieldSet plus(FieldSet other) {
    Set<List<String>> all = new LinkedHashSet<>(paths);
    all.addAll(other.paths);
    return new FieldSet(all);
  }

  public FieldSet minus(FieldSet other) {
    return where(path -> !other.contains(path));
  }

  public FieldSet where(Predicate<List<String>> wanted) {
    Set<List<String>> some = new LinkedHashSet<>(paths);
    some.removeIf(wanted.negate());
    return new FieldSet(some);
  }

  /** A path as conflicts name it: {@code .spec.ports[port=80,protocol="TCP"].name}. */
  public static String dotted(List<String> path) {
    StringBuilder text = new StringBuilder();
    for (String element : path) {
      String rest = element.substring(2);
      switch (element.charAt(0)) {
        case 'f' -> text.append('.').append(rest);
        case 'v' -> text.append("[=").append(rest).append(']');
        default -> text.append('[').append(keyText(Trees.read(rest))).append(']');
      }
    }
    return text.toString();
  }

  private static String keyText(JsonNode key) {
    List<String> parts = new ArrayList<>();
    key.fields().forEachRemaining(f -> parts.add(f.getKey() + "=" + Trees.text(f.getValue())));
    return String.join(",", parts);
  }
}
