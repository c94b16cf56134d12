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
    long right = results.stream().filter(List::isEmpty).count();
    return switch (kind) {
      case anyOf -> right > 0 ? List.of() : complain(at, "at least one schema (anyOf)", results);
      case oneOf -> judgeOneOf(right, results, at);
      case allOf -> judgeAllOf(right, results, at);
      case not -> right == 0 ? List.of() : List.of(error(at, "must not validate the schema (not)"));
    };
  }

  private static List<Violation> judgeOneOf(
      long right, List<List<Violation>> results, Location at) {
    if (right == 1) {
      return List.of();
    }
    String rule = "one and only one schema (oneOf). ";
    return right == 0
        ? complain(at, rule + "Found none valid", results)
        : List.of(error(at, "must validate " + rule + "Found " + right + " valid alternatives"));
  }

  private static List<Violation> judgeAllOf(
      long right, List<List<Violation>> results, Location at) {
    if (right == results.size()) {
      return List.of();
    }
    List<Violation> all = new ArrayList<>();
    results.forEach(all::addAll);
    String rule = "must validate all the schemas (allOf)";
    all.add(error(at, rule + (right == 0 ? ". None validated" : "")));
    return all;
  }

  /** The complaint, and what the branch that came nearest found. */
  private static List<Violation> complain(Location at, String rule, List<List<Violation>> results) {
    List<Violation> all = new ArrayList<>();
    all.add(error(at, "must validate " + rule));
    results.stream().min(Comparator.comparingInt(List::size)).ifPresent(all::addAll);
    return all;
  }

  private static Violation error(Location at, String sentence) {
    return FieldErrors.unplaced(at, GoText.quote(at.path()) + " " + sentence);
  }
}
