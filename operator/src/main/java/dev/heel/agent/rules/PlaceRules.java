package dev.heel.agent.rules;

import dev.heel.agent.check.CheckDraft;
import dev.heel.agent.check.CheckDraft.Kind;
import dev.heel.agent.check.CheckSpec;
import dev.heel.agent.check.Leaf;
import dev.heel.agent.integrations.Integration;
import dev.heel.resource.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Whether what a check asks is there, where it runs. */
final class PlaceRules {
  private static final Set<String> SELF = Set.of("localhost", "127.0.0.1", "::1", "[::1]");
  private static final String DOCKER = "host.docker.internal";
  private static final Pattern URL_HOST =
      Pattern.compile(
          "^[a-z][a-z0-9+.-]*://(?:[^@/]*@)?(\\[[^]]*]|[^:/?#]*)", Pattern.CASE_INSENSITIVE);

  private PlaceRules() {}

  /** From a namespace that may bring no code {@link DataRules} refuses it. */
  static List<Problem> addressIsNotThePods(CheckDraft draft, Grounds grounds) {
    List<Problem> problems = new ArrayList<>();
    for (Leaf leaf : draft.leaves()) {
      Optional<String> host = host(leaf);
      if (grounds.mayBringCode() && host.filter(SELF::contains).isPresent()) {
        problems.add(
            Problem.warning(
                "local-address",
                leaf.pointer(),
                host.get() + " is the Agent's own pod, whatever node it is on",
                "Write %%host%% with targets, or a Service's name with runOn: Cluster."));
      } else if (host.filter(DOCKER::equals).isPresent() && !draft.runsOn().equals("Cluster")) {
        problems.add(
            Problem.warning(
                "local-address",
                leaf.pointer(),
                DOCKER
                    + " is one machine, and would be asked from each place that the check runs in",
                "Write runOn: Cluster, so that it is asked once."));
      }
    }
    return problems;
  }

  private static Optional<String> host(Leaf leaf) {
    if (!leaf.pointer().startsWith("/spec/instances/")) {
      return Optional.empty();
    }
    if (leaf.name().equals("host") || leaf.name().equals("server")) {
      return Optional.of(leaf.text());
    }
    Matcher matcher = URL_HOST.matcher(leaf.text());
    return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
  }

  /** The commonest mistake with an Agent on each node: twenty nodes ask one database. */
  static List<Problem> oneThingIsAskedOnce(CheckDraft draft, Grounds grounds) {
    Optional<Integration> known = Catalogue.of(draft);
    if (draft.kind() == Kind.PYTHON || known.isEmpty() || draft.instances().isEmpty()) {
      return List.of();
    }
    boolean onNodes = draft.spec().runOn == CheckSpec.RunOn.Nodes;
    if (onNodes && !known.get().onNodes()) {
      return List.of(
          Problem.warning(
              "once-per-node",
              "/spec/runOn",
              "each node's Agent asks it: as many times as there are nodes",
              "Write targets for what runs in this namespace, or runOn: Cluster for one address."));
    }
    boolean elsewhere = draft.spec().runOn != null || draft.spec().targets != null;
    return !onNodes && elsewhere && known.get().onNodes()
        ? List.of(
            Problem.warning(
                "belongs-on-nodes",
                draft.spec().targets == null ? "/spec/runOn" : "/spec/targets",
                "%s looks at the node that it happens to run on".formatted(draft.name()),
                "Write runOn: Nodes."))
        : List.of();
  }
}
