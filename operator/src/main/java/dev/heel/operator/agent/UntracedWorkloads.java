package dev.heel.operator.agent;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.heel.agent.spec.AgentSpec;
import dev.heel.agent.spec.AgentStatus;
import dev.heel.agent.spec.AgentStatus.NotInstrumented;
import dev.heel.agent.spec.ApmSpec;
import dev.heel.agent.spec.DatadogAgent;
import dev.heel.engine.NamespaceGrant;
import dev.heel.operator.cluster.Namespaces;
import dev.heel.operator.status.Conditions;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.ListOptionsBuilder;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodList;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.Listable;
import java.time.Duration;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Which workloads should be traced by a target and are not, since their pods began before the
 * Cluster Agent could give them the library (Datadog, "Single Step APM Instrumentation": existing
 * pods need a restart).
 */
public final class UntracedWorkloads {
  /** How often is looked for pods without their library. */
  static final Duration EVERY = Duration.ofSeconds(60);

  private static final int MOST = 20;
  private static final long PAGE = 50;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final KubernetesClient client;
  private final Namespaces namespaces;
  private final Set<String> watched;

  /**
   * @param watched where to look; empty for all
   */
  public UntracedWorkloads(KubernetesClient client, Namespaces namespaces, Set<String> watched) {
    this.client = client;
    this.namespaces = namespaces;
    this.watched = watched;
  }

  static boolean hasTargets(AgentSpec spec) {
    return spec.apm != null
        && !Boolean.FALSE.equals(spec.apm.enabled)
        && spec.apm.instrumentation != null
        && spec.apm.instrumentation.targets != null;
  }

  /** What is missing, searched for at most once a minute; null if nothing is. */
  AgentStatus.Apm of(AgentInPass pass) {
    return pass.state()
        .untraced(
            Conditions.generation(pass.agent()),
            pass.now(),
            () -> missing(pass.agent(), pass.spec()));
  }

  /** Null if every pod that a target selects has the library. */
  private AgentStatus.Apm missing(DatadogAgent agent, AgentSpec spec) {
    if (!hasTargets(spec)) {
      return null;
    }
    Map<String, NotInstrumented> workloads = new TreeMap<>();
    Set<String> seen = new HashSet<>();
    for (ApmSpec.Target target : spec.apm.instrumentation.targets) {
      eachPod(
          target,
          pod -> {
            boolean first = seen.add(pod.getMetadata().getUid());
            if (first && isMeant(agent, target, pod) && !hasLibrary(pod)) {
              count(workloads, pod);
            }
          });
    }
    return workloads.isEmpty()
        ? null
        : new AgentStatus.Apm(workloads.values().stream().limit(MOST).toList());
  }

  private void eachPod(ApmSpec.Target target, Consumer<Pod> look) {
    LabelSelector selector =
        target.podSelector == null
            ? new LabelSelector()
            : JSON.convertValue(target.podSelector, LabelSelector.class);
    if (watched.isEmpty()) {
      eachPod(client.pods().inAnyNamespace().withLabelSelector(selector), look);
    }
    for (String namespace : watched) {
      eachPod(client.pods().inNamespace(namespace).withLabelSelector(selector), look);
    }
  }

  /** A page is let go of before the next one is read. */
  private static void eachPod(Listable<PodList> place, Consumer<Pod> look) {
    String more = null;
    do {
      PodList page =
          place.list(new ListOptionsBuilder().withLimit(PAGE).withContinue(more).build());
      page.getItems().forEach(look);
      more = page.getMetadata() == null ? null : page.getMetadata().getContinue();
    } while (more != null && !more.isEmpty());
  }

  /** The Agent's own namespace is never instrumented. */
  private boolean isMeant(DatadogAgent agent, ApmSpec.Target target, Pod pod) {
    String namespace = pod.getMetadata().getNamespace();
    if (!runs(pod) || namespace.equals(agent.getMetadata().getNamespace())) {
      return false;
    }
    ApmSpec.NamespaceSelector selector = target.namespaceSelector;
    if (selector == null) {
      return true;
    }
    return selector.matchNames != null
        ? selector.matchNames.contains(namespace)
        : NamespaceGrant.matches(selector, namespaces.labelsOf(namespace));
  }

  /**
   * Where no runtime has started a container, as on a simulated node, nothing runs that could be
   * traced (Kubernetes API, ContainerStatus: containerID).
   */
  private static boolean runs(Pod pod) {
    return pod.getStatus() != null
        && "Running".equals(pod.getStatus().getPhase())
        && pod.getStatus().getContainerStatuses().stream()
            .map(ContainerStatus::getContainerID)
            .anyMatch(id -> id != null && !id.isEmpty());
  }

  private static boolean hasLibrary(Pod pod) {
    boolean prepared =
        pod.getSpec().getInitContainers().stream()
            .map(container -> container.getName())
            .anyMatch(name -> name.startsWith("datadog-lib-") || name.startsWith("datadog-init-"));
    return prepared
        || pod.getSpec().getVolumes().stream()
            .anyMatch(volume -> volume.getName().equals("datadog-auto-instrumentation"));
  }

  private static void count(Map<String, NotInstrumented> workloads, Pod pod) {
    String namespace = pod.getMetadata().getNamespace();
    Optional<OwnerReference> owner =
        pod.getMetadata().getOwnerReferences().stream()
            .filter(each -> Boolean.TRUE.equals(each.getController()))
            .findFirst();
    String kind = owner.map(OwnerReference::getKind).orElse("Pod");
    String name = owner.map(OwnerReference::getName).orElse(pod.getMetadata().getName());
    String hash =
        Optional.ofNullable(pod.getMetadata().getLabels())
            .map(labels -> labels.get("pod-template-hash"))
            .orElse(null);
    if (kind.equals("ReplicaSet") && hash != null && name.endsWith("-" + hash)) {
      kind = "Deployment";
      name = name.substring(0, name.length() - hash.length() - 1);
    }
    String command = command(kind, namespace, name);
    workloads.merge(
        kind + " " + namespace + "/" + name,
        new NotInstrumented(kind + " " + namespace + "/" + name, 1, command),
        (one, other) -> new NotInstrumented(one.workload(), one.pods() + 1, command));
  }

  private static String command(String kind, String namespace, String name) {
    boolean restarts = Set.of("Deployment", "StatefulSet", "DaemonSet").contains(kind);
    String resource = kind.toLowerCase(Locale.ROOT) + "/" + name;
    return restarts
        ? "kubectl -n %s rollout restart %s".formatted(namespace, resource)
        : "kubectl -n %s delete %s".formatted(namespace, resource);
  }
}
