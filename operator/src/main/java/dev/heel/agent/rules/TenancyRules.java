package dev.heel.agent.rules;

import com.fasterxml.jackson.databind.JsonNode;
import dev.heel.agent.check.CheckDraft;
import dev.heel.agent.check.CheckDraft.Kind;
import dev.heel.agent.check.Variable;
import dev.heel.engine.read.Pointers;
import dev.heel.resource.Problem;
import dev.heel.resource.SecretMention;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a check may be from a namespace that the Agent trusts with data only. A check runs with the
 * Agent's rights: who writes code for it, or has it read its own files and environment, has them
 * too. Which options are data is said by {@link DataRules}.
 */
final class TenancyRules {
  /** The parts that go out to the Agent as they stand. */
  private static final List<String> PARTS = List.of("initConfig", "instances", "tags");

  /** What the Agent takes for %% (datadog-agent, configresolver.go). */
  private static final String MARK = "\u2030";

  private TenancyRules() {}

  static List<Problem> bringsNoCode(CheckDraft draft, Grounds grounds) {
    if (grounds.mayBringCode() || !draft.bringsCode()) {
      return List.of();
    }
    return draft.kind() == Kind.PYTHON
        ? List.of(
            Problems.notAllowed(
                draft.spec().python != null ? "/spec/python" : "/spec/pythonFrom",
                "Python code runs with the Agent's rights"))
        : List.of(
            Problems.notAllowed("/spec/jmx/jars", "jars run in the JVM of all teams' checks"));
  }

  /** Values and names of fields alike: Agents fill in both (configresolver.go, visitMap). */
  static List<Problem> readsNothingOfTheAgents(CheckDraft draft, Grounds grounds) {
    List<Problem> problems = new ArrayList<>();
    JsonNode spec = draft.check().getSpec();
    if (!grounds.mayBringCode() && spec != null) {
      PARTS.forEach(part -> texts(spec.path(part), "/spec/" + part, problems));
    }
    return problems;
  }

  private static void texts(JsonNode tree, String at, List<Problem> problems) {
    for (int i = 0; tree.isArray() && i < tree.size(); i++) {
      texts(tree.get(i), at + "/" + i, problems);
    }
    tree.properties()
        .forEach(
            field -> {
              String place = Pointers.member(at, field.getKey());
              ofName(field.getKey())
                  .map(why -> Problems.notAllowed(place, why))
                  .ifPresent(problems::add);
              texts(field.getValue(), place, problems);
            });
    if (tree.isTextual()) {
      ofValue(tree.textValue()).map(why -> Problems.notAllowed(at, why)).ifPresent(problems::add);
    }
  }

  private static Optional<String> ofName(String name) {
    boolean filled =
        name.contains("%%")
            || name.contains(MARK)
            || name.contains("ENC[")
            || SecretMention.isMeant(name);
    return filled
        ? Optional.of("the name of a field is no place for a variable or a Secret")
        : Optional.empty();
  }

  private static Optional<String> ofValue(String text) {
    if (text.contains("ENC[")) {
      return Optional.of("a handle of one's own names any Secret that the Agent can read");
    }
    List<Variable> variables = Variable.in(text);
    if (variables.stream().anyMatch(Variable::isEnvironment)) {
      return Optional.of("the Agent's environment holds its keys");
    }
    return isAmbiguous(text, variables)
        ? Optional.of("the Agent may read a variable here that Heel does not know")
        : Optional.empty();
  }

  /** Whether more than the variables that are known could be read as one. */
  private static boolean isAmbiguous(String text, List<Variable> variables) {
    String rest = text;
    for (Variable variable : variables) {
      rest = variable.isKnown() ? rest.replace(variable.text(), " ") : rest;
    }
    return rest.contains(MARK) || rest.contains("%%") && text.split("%%", -1).length > 2;
  }

  /** A node's log files are everybody's; a port of the Agent's is open to everybody. */
  static List<Problem> logsAreNotOfTheNode(CheckDraft draft, Grounds grounds) {
    return draft.logs().stream()
        .filter(each -> !grounds.mayBringCode())
        .map(each -> Problems.notAllowed(each.pointer(), "the logs of a node are everybody's"))
        .toList();
  }
}
