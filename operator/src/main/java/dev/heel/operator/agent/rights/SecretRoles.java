package dev.heel.operator.agent.rights;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.heel.agent.check.DatadogCheck;
import dev.heel.agent.objects.Metadata;
import dev.heel.agent.spec.AgentNames;
import dev.heel.operator.cluster.AppliedObjects;
import dev.heel.operator.cluster.JsonSubset;
import dev.heel.operator.cluster.SecretAccess;
import dev.heel.resource.NamespacedName;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.rbac.Role;
import io.fabric8.kubernetes.api.model.rbac.RoleBinding;
import io.fabric8.kubernetes.api.model.rbac.RoleBindingBuilder;
import io.fabric8.kubernetes.api.model.rbac.RoleBuilder;
import io.fabric8.kubernetes.api.model.rbac.Subject;
import io.fabric8.kubernetes.api.model.rbac.SubjectBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The right of Agents to read the Secrets that a check names: one Role for just those, beside the
 * check and owned by it.
 */
public final class SecretRoles {
  private static final String GROUP = "rbac.authorization.k8s.io";
  private static final String GET = "get";
  private static final ObjectMapper JSON = new ObjectMapper();

  private final KubernetesClient client;
  private final AppliedObjects applied;

  public SecretRoles(KubernetesClient client, AppliedObjects applied) {
    this.client = client;
    this.applied = applied;
  }

  /**
   * Gives the right, or takes it back if no Secret or no Agent is named.
   *
   * @return what a person must do, if Heel may not; empty if all is well
   */
  Optional<String> ensure(
      DatadogCheck check, SortedSet<String> secrets, Collection<NamespacedName> agents)
      throws AppliedObjects.TakenException {
    Role role = role(check, secrets);
    RoleBinding binding = binding(check, agents);
    if (secrets.isEmpty() || agents.isEmpty()) {
      withdraw(check);
      return Optional.empty();
    }
    try {
      applied.apply(role);
      applied.apply(binding);
      return Optional.empty();
    } catch (KubernetesClientException e) {
      if (e.getCode() != HttpURLConnection.HTTP_FORBIDDEN) {
        throw e;
      }
    } catch (AppliedObjects.TakenException e) {
      if (!isGiven(role, binding)) {
        throw e;
      }
      return Optional.empty();
    }
    return isGiven(role, binding) ? Optional.empty() : Optional.of(remedy(role, binding));
  }

  /** Takes back what Heel gave for a check. */
  void withdraw(DatadogCheck check) {
    Role role = role(check, new TreeSet<>());
    RoleBinding binding = binding(check, List.of());
    for (HasMetadata object : List.of(binding, role)) {
      applied.live(object).filter(AppliedObjects::isHeels).ifPresent(applied::delete);
    }
  }

  /** Whether somebody else gave just this right. */
  private boolean isGiven(Role role, RoleBinding binding) {
    Role liveRole = client.resource(role).get();
    RoleBinding liveBinding = client.resource(binding).get();
    return liveRole != null
        && liveBinding != null
        && JsonSubset.covers(rules(liveRole), rules(role))
        && JsonSubset.covers(subjects(liveBinding), subjects(binding));
  }

  private static JsonNode rules(Role role) {
    return JSON.valueToTree(role.getRules());
  }

  private static JsonNode subjects(RoleBinding binding) {
    return JSON.valueToTree(
        binding.getSubjects().stream()
            .map(each -> each.getNamespace() + "/" + each.getName())
            .sorted()
            .toList());
  }

  private static String remedy(Role role, RoleBinding binding) {
    String namespace = role.getMetadata().getNamespace();
    List<String> holders =
        binding.getSubjects().stream()
            .map(each -> SecretAccess.holder(each.getNamespace(), each.getName()))
            .toList();
    return "Heel may not let the Agent read Secrets of namespace %s. ".formatted(namespace)
        + new SecretAccess.Right(
                namespace,
                role.getMetadata().getName(),
                GET,
                role.getRules().get(0).getResourceNames(),
                holders)
            .remedy();
  }

  private static Role role(DatadogCheck check, SortedSet<String> secrets) {
    return new RoleBuilder()
        .withMetadata(metadata(check))
        .addNewRule()
        .withApiGroups("")
        .withResources("secrets")
        .withResourceNames(List.copyOf(secrets))
        .withVerbs(GET)
        .endRule()
        .build();
  }

  private static RoleBinding binding(DatadogCheck check, Collection<NamespacedName> agents) {
    ObjectMeta metadata = metadata(check);
    return new RoleBindingBuilder()
        .withMetadata(metadata)
        .withNewRoleRef(GROUP, "Role", metadata.getName())
        .withSubjects(agents.stream().sorted().map(SecretRoles::subject).toList())
        .build();
  }

  private static Subject subject(NamespacedName agent) {
    return new SubjectBuilder()
        .withKind("ServiceAccount")
        .withNamespace(agent.namespace())
        .withName(new AgentNames(agent.namespace(), agent.name()).node())
        .build();
  }

  private static ObjectMeta metadata(DatadogCheck check) {
    return new ObjectMetaBuilder()
        .withNamespace(check.getMetadata().getNamespace())
        .withName("heel-check-" + check.getMetadata().getName() + "-secrets")
        .addToLabels(Metadata.MANAGED_BY, Metadata.HEEL)
        .addNewOwnerReference()
        .withApiVersion(check.getApiVersion())
        .withKind(check.getKind())
        .withName(check.getMetadata().getName())
        .withUid(check.getMetadata().getUid())
        .withController(true)
        .withBlockOwnerDeletion(true)
        .endOwnerReference()
        .build();
  }
}
