package dev.heel.agent.rules;

import dev.heel.agent.rules.PythonSource.Import;
import dev.heel.agent.rules.PythonSource.PyClass;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;

/**
 * Which class of a module the Agent takes: of all names in it, imported ones too, the first by
 * alphabet that is a subclass of AgentCheck, is not AgentCheck itself and has no subclass of its
 * own (datadog-agent, rtloader/three/three.cpp).
 */
final class PythonClasses {
  private static final String AGENT_CHECK = "AgentCheck";

  private final PythonSource source;
  private final Set<String> checks = new HashSet<>();
  private final TreeMap<String, PyClass> own = new TreeMap<>();

  /** What is to be said of a place in the source. */
  record Verdict(
      boolean error, String rule, int offset, int length, String message, String remedy) {}

  PythonClasses(PythonSource source) {
    this.source = source;
    source.imports().stream()
        .filter(each -> each.root().equals("datadog_checks") || each.root().equals("checks"))
        .map(Import::name)
        .filter(name -> name.endsWith("Check") || name.matches(".*Check(V\\d+|Base)"))
        .forEach(checks::add);
    source.classes().forEach(each -> own.put(each.name(), each));
    boolean grew = true;
    while (grew) {
      grew =
          source.classes().stream()
              .filter(each -> each.bases().stream().anyMatch(this::isCheck))
              .map(each -> checks.add(each.name()))
              .reduce(false, Boolean::logicalOr);
    }
  }

  /** By the name under which it is known here, or by a path such as {@code base.AgentCheck}. */
  private boolean isCheck(String base) {
    return checks.contains(base) || base.endsWith("." + AGENT_CHECK);
  }

  List<Verdict> verdicts() {
    List<String> leaves =
        checks.stream().filter(this::isLeaf).sorted(Comparator.naturalOrder()).toList();
    List<PyClass> mine = leaves.stream().filter(own::containsKey).map(own::get).toList();
    if (mine.isEmpty()) {
      return List.of(
          new Verdict(
              true,
              "python-class",
              0,
              0,
              "no class in it is a subclass of AgentCheck, and the Agent finds nothing to run",
              "Write class MyCheck(AgentCheck): with from datadog_checks.base import AgentCheck."));
    }
    List<Verdict> verdicts = new ArrayList<>();
    String taken = leaves.get(0);
    if (!own.containsKey(taken)) {
      verdicts.add(imported(taken, mine.get(0)));
    } else if (mine.size() > 1) {
      verdicts.add(second(taken, mine.get(1)));
    }
    mine.stream()
        .limit(1)
        .filter(each -> each.bases().contains(AGENT_CHECK))
        .filter(each -> !each.body().matches("(?s).*\\bdef[ \\t]+check[ \\t]*\\(.*"))
        .forEach(each -> verdicts.add(withoutCheck(each)));
    return verdicts;
  }

  private boolean isLeaf(String name) {
    return !name.equals(AGENT_CHECK)
        && source.classes().stream().noneMatch(each -> each.bases().contains(name));
  }

  private static Verdict imported(String taken, PyClass own) {
    return new Verdict(
        true,
        "python-class-taken",
        own.offset(),
        own.name().length(),
        "the Agent takes the imported %s in place of %s: it comes first by alphabet"
            .formatted(taken, own.name()),
        "Import only classes that are extended here, or the module instead of the class.");
  }

  private static Verdict second(String taken, PyClass other) {
    return new Verdict(
        false,
        "python-class-taken",
        other.offset(),
        other.name().length(),
        "the Agent takes one class of a module, the first by alphabet: %s, not %s"
            .formatted(taken, other.name()),
        "Give each check a DatadogCheck of its own.");
  }

  private static Verdict withoutCheck(PyClass type) {
    return new Verdict(
        true,
        "python-check-method",
        type.offset(),
        type.name().length(),
        "class %s has no method check, which the Agent calls".formatted(type.name()),
        "Write def check(self, instance): in it.");
  }
}
