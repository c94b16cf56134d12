package dev.heel.agent.rules;

import dev.heel.agent.check.CheckDraft;
import dev.heel.agent.check.ConfEntry;
import dev.heel.agent.check.Leaf;
import dev.heel.agent.check.Variable;
import dev.heel.resource.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Template variables (datadog-agent, configresolver.go): what one is not resolved for drops the
 * whole configuration, and only a log line says so.
 */
final class VariableRules {
  private static final Set<String> OF_PODS = Set.of("host", "port", "kube");

  private VariableRules() {}

  static List<Problem> variablesAreKnown(CheckDraft draft, Grounds grounds) {
    List<Problem> problems = new ArrayList<>();
    for (Leaf leaf : draft.leaves()) {
      for (Variable variable : Variable.in(leaf.text())) {
        problem(draft, variable).map(each -> at(leaf, variable, each)).ifPresent(problems::add);
      }
    }
    return problems;
  }

  /** A problem without its place. */
  private static Optional<Problem> problem(CheckDraft draft, Variable variable) {
    String text = variable.text();
    if (!variable.isKnown()) {
      return wrong(
          "variable-unknown",
          text + " is no template variable, and the Agent drops the check for it",
          "Known are %%host%%, %%port%%, %%port_NAME%%, %%env_NAME%%, %%kube_namespace%%,"
              + " %%kube_pod_name%% and a few more.");
    }
    if (variable.isEnvironment()) {
      return Optional.empty();
    }
    if (draft.spec().targets == null) {
      return wrong(
          "variable-without-target",
          text + " has no value: the check has no targets",
          "Write targets in place of runOn, or the value itself.");
    }
    boolean pods = draft.spec().targets.pods != null;
    boolean lacking =
        pods
            ? !OF_PODS.contains(variable.name())
                || variable.name().equals("host") && !variable.key().isEmpty()
            : variable.name().equals("pid") || variable.name().equals("hostname");
    return lacking
        ? wrong(
            "variable-of-no-target",
            "%s has no value for %s".formatted(text, pods ? "a pod here" : "a Service"),
            "Use %%host%% and %%port%%.")
        : Optional.empty();
  }

  private static Optional<Problem> wrong(String rule, String message, String remedy) {
    return Optional.of(Problem.error(rule, "", message, remedy));
  }

  private static Problem at(Leaf leaf, Variable variable, Problem problem) {
    return Problem.error(problem.rule(), leaf.pointer(), problem.message(), problem.remedy())
        .within(variable.offset(), variable.text().length());
  }

  /** The same address from each target would be asked as often as there are targets. */
  static List<Problem> targetsAreUsed(CheckDraft draft, Grounds grounds) {
    return draft.spec().targets == null
        ? List.of()
        : draft.instances().stream()
            .filter(each -> !namesItsTarget(draft, each))
            .map(
                each ->
                    Problem.error(
                        "targets-unused",
                        each.pointer(),
                        "this instance asks the same for each target: no template variable is in it",
                        "Write %%host%% where a target's address belongs, or runOn: Cluster for one"
                            + " address."))
            .toList();
  }

  private static boolean namesItsTarget(CheckDraft draft, ConfEntry instance) {
    return draft.leaves().stream()
        .filter(leaf -> leaf.pointer().startsWith(instance.pointer() + "/"))
        .flatMap(leaf -> Variable.in(leaf.text()).stream())
        .anyMatch(variable -> !variable.isEnvironment());
  }
}
