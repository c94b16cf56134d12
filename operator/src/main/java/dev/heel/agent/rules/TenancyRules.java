package dev.heel.agent.rules;

import dev.heel.agent.check.CheckDraft;
import dev.heel.agent.check.CheckDraft.Kind;
import dev.heel.agent.check.Leaf;
import dev.heel.agent.check.Variable;
import dev.heel.engine.Pointers;
import dev.heel.resource.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What a check may be from a namespace that the Agent trusts with data only. A check runs with the
 * Agent's rights: who writes code for it, or has it read its own files and environment, has them
 * too.
 */
final class TenancyRules {
  /** Addresses that are no network's; Datadog's HTTP library opens Unix sockets too. */
  private static final Pattern SOCKET = Pattern.compile("(?i)\\s*((http\\+)?unix|file):.*");

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

  static List<Problem> readsNothingOfTheAgents(CheckDraft draft, Grounds grounds) {
    List<Problem> problems = new ArrayList<>();
    if (grounds.mayBringCode()) {
      return problems;
    }
    for (Leaf leaf : draft.leaves()) {
      if (leaf.text().contains("ENC[")) {
        problems.add(
            Problems.notAllowed(
                leaf.pointer(), "a handle of one's own names any Secret that the Agent can read"));
      }
      if (Variable.in(leaf.text()).stream().anyMatch(Variable::isEnvironment)) {
        problems.add(Problems.notAllowed(leaf.pointer(), "the Agent's environment holds its keys"));
      }
      if (SOCKET.matcher(leaf.text()).matches()
          || leaf.name().equals("host") && leaf.text().startsWith("/")) {
        problems.add(Problems.notAllowed(leaf.pointer(), "this is a socket on the node"));
      }
    }
    return problems;
  }

  /** Options that the catalogue marks: files, commands, tokens, options of the JVM. */
  static List<Problem> optionsAreNotTheAgents(CheckDraft draft, Grounds grounds) {
    List<Problem> problems = new ArrayList<>();
    if (grounds.mayBringCode()) {
      return problems;
    }
    own(draft, "/spec/initConfig", problems);
    for (int i = 0; i < draft.instances().size(); i++) {
      own(draft, "/spec/instances/" + i, problems);
    }
    return problems;
  }

  private static void own(CheckDraft draft, String at, List<Problem> problems) {
    var tree = draft.check().getSpec().at(at.substring("/spec".length()));
    tree.properties()
        .forEach(
            field -> {
              String place = Pointers.member(at, field.getKey());
              var option = Catalogue.at(draft, place);
              if (option.map(each -> each.agentLocal()).orElse(false)) {
                problems.add(
                    Problems.notAllowed(
                        place, field.getKey() + " reaches into the Agent's own container"));
              } else if (option.map(each -> each.options() != null).orElse(false)) {
                own(draft, place, problems);
              }
            });
  }

  /** A node's log files are everybody's; a port of the Agent's is open to everybody. */
  static List<Problem> logsAreNotOfTheNode(CheckDraft draft, Grounds grounds) {
    List<Problem> problems = new ArrayList<>();
    for (int i = 0; !grounds.mayBringCode() && i < draft.logs().size(); i++) {
      problems.add(Problems.notAllowed("/spec/logs/" + i, "the logs of a node are everybody's"));
    }
    return problems;
  }
}
