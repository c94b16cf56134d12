package dev.heel.schema.structure;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The branches under {@code anyOf}, {@code oneOf}, {@code allOf} or {@code not}. */
record Alternatives(Kind kind, List<SchemaNode> branches) {
  enum Kind {
    anyOf,
    oneOf,
    allOf,
    not
  }

  /** Those of one schema node, in the order in which kube-openapi looks at them. */
  static List<Alternatives> of(JsonNode raw) {
    List<Alternatives> all = new ArrayList<>();
    for (Kind kind : Kind.values()) {
      JsonNode written = raw.path(kind.name());
      List<JsonNode> branches = written.isObject() ? List.of(written) : SchemaNode.list(written);
      if (!branches.isEmpty()) {
        all.add(new Alternatives(kind, branches.stream().map(SchemaNode::new).toList()));
      }
    }
    return all;
  }

  /** What is wrong at {@code at}, given what each branch found wrong there. */
  List<Violation> judge(List<List<Violation>> results, Location at) {
    int right = (int) results.stream().filter(List::isEmpty).count();
    return switch (kind) {
      case anyOf ->
          right > 0 ? List.of() : withNearest(Violation.branches(at, Keyword.ANY_OF, 0), results);
      case oneOf -> judgeOneOf(right, results, at);
      case allOf -> judgeAllOf(right, results, at);
      case not -> right == 0 ? List.of() : List.of(Violation.branches(at, Keyword.NOT, right));
    };
  }

  private static List<Violation> judgeOneOf(int right, List<List<Violation>> results, Location at) {
    if (right == 1) {
      return List.of();
    }
    Violation violation = Violation.branches(at, Keyword.ONE_OF, right);
    return right == 0 ? withNearest(violation, results) : List.of(violation);
  }

  private static List<Violation> judgeAllOf(int right, List<List<Violation>> results, Location at) {
    if (right == results.size()) {
      return List.of();
    }
    List<Violation> all = new ArrayList<>();
    results.forEach(all::addAll);
    all.add(Violation.branches(at, Keyword.ALL_OF, right));
    return all;
  }

  /** The violation, and what the branch that came nearest found. */
  private static List<Violation> withNearest(Violation violation, List<List<Violation>> results) {
    List<Violation> all = new ArrayList<>();
    all.add(violation);
    results.stream().min(Comparator.comparingInt(List::size)).ifPresent(all::addAll);
    return all;
  }
}
