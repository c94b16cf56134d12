package dev.heel.operator.agent;

import dev.heel.operator.cluster.AppliedObjects;
import dev.heel.operator.cluster.AppliedPlace;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.rbac.Role;
import io.fabric8.kubernetes.api.model.rbac.RoleBinding;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Ends the watches that no Agent and no check needs any more. */
public final class UnusedWatches {
  /** What is made beside a check; all else is made beside an Agent. */
  private static final Set<Class<? extends HasMetadata>> OF_CHECKS =
      Set.of(Role.class, RoleBinding.class);

  private final AgentResources resources;
  private final CheckInputs inputs;
  private final AppliedObjects applied;

  public UnusedWatches(AgentResources resources, CheckInputs inputs, AppliedObjects applied) {
    this.resources = resources;
    this.inputs = inputs;
    this.applied = applied;
  }

  /**
   * What is watched is looked up before the resources are: a pass may just have begun to watch for
   * one that is newer than they.
   */
  void end() {
    Set<AppliedPlace> before = applied.places();
    Set<String> agents = namespaces(resources.agents().stream());
    Set<String> checks = namespaces(resources.checks());
    inputs.forgetUnused();
    for (AppliedPlace place : before) {
      boolean used =
          place.namespace() == null
              ? !agents.isEmpty()
              : agents.contains(place.namespace())
                  || OF_CHECKS.contains(place.type()) && checks.contains(place.namespace());
      if (!used) {
        applied.forget(place);
      }
    }
  }

  private static Set<String> namespaces(Stream<? extends HasMetadata> resources) {
    return resources.map(each -> each.getMetadata().getNamespace()).collect(Collectors.toSet());
  }
}
