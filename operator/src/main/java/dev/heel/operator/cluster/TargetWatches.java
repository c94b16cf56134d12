package dev.heel.operator.cluster;

import dev.heel.agent.files.TargetFacts;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.discovery.v1.Endpoint;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What checks with targets are run for, by namespace: its Services, how many endpoints each has,
 * and its pods where a check selects pods. A namespace without such a check is not watched.
 */
public final class TargetWatches implements AutoCloseable {
  private static final String SERVICE = "kubernetes.io/service-name";

  private final KubernetesClient client;
  private final Consumer<String> changed;
  private final Map<String, Watches> namespaces = new ConcurrentHashMap<>();

  /**
   * @param pods null where nobody selects pods
   */
  private record Watches(
      SharedIndexInformer<Service> services,
      SharedIndexInformer<EndpointSlice> slices,
      SharedIndexInformer<Pod> pods) {
    void stop() {
      services.stop();
      slices.stop();
      if (pods != null) {
        pods.stop();
      }
    }
  }

  private final Map<String, TargetFacts> told = new ConcurrentHashMap<>();

  /**
   * @param changed told a namespace whose facts are others than those that were last asked for
   */
  public TargetWatches(KubernetesClient client, Consumer<String> changed) {
    this.client = client;
    this.changed = changed;
  }

  /**
   * @param withPods whether a check of the namespace selects pods
   */
  public TargetFacts facts(String namespace, boolean withPods) {
    Watches watches =
        namespaces.compute(
            namespace,
            (name, before) -> {
              if (before != null && (before.pods() != null || !withPods)) {
                return before;
              }
              if (before != null) {
                before.stop();
              }
              return watch(name, withPods);
            });
    TargetFacts facts = facts(watches);
    told.put(namespace, facts);
    return facts;
  }

  /** Namespaces that are watched now. */
  public Set<String> watched() {
    return Set.copyOf(namespaces.keySet());
  }

  /** Of those that were watched, watches only the ones that are used. */
  public void forgetAllBut(Set<String> watched, Set<String> used) {
    for (String namespace : watched) {
      Watches unused = used.contains(namespace) ? null : namespaces.remove(namespace);
      if (unused != null) {
        unused.stop();
        told.remove(namespace);
      }
    }
  }

  private Watches watch(String namespace, boolean withPods) {
    return new Watches(
        LeanInformers.ofMany(
            client.services().inNamespace(namespace), TargetParts::service, look(namespace)),
        LeanInformers.ofMany(
            client.discovery().v1().endpointSlices().inNamespace(namespace),
            TargetParts::slice,
            look(namespace)),
        withPods
            ? LeanInformers.ofMany(
                client.pods().inNamespace(namespace), TargetParts::pod, look(namespace))
            : null);
  }

  private static TargetFacts facts(Watches watches) {
    Map<String, Integer> ready = ready(watches.slices().getStore().list());
    List<TargetFacts.Service> services =
        watches.services().getStore().list().stream()
            .map(
                service -> {
                  String name = service.getMetadata().getName();
                  return new TargetFacts.Service(
                      name, labels(service), ready.getOrDefault(name, 0));
                })
            .sorted(Comparator.comparing(TargetFacts.Service::name))
            .toList();
    List<TargetFacts.Pod> pods =
        watches.pods() == null
            ? List.of()
            : watches.pods().getStore().list().stream()
                .filter(TargetWatches::isReady)
                .map(TargetWatches::pod)
                .sorted(Comparator.comparing(TargetFacts.Pod::name))
                .toList();
    return new TargetFacts(services, pods);
  }

  /** Ready endpoints by Service; one with two families of addresses has each endpoint twice. */
  private static Map<String, Integer> ready(Collection<EndpointSlice> slices) {
    Map<String, Map<String, Integer>> byFamily = new HashMap<>();
    for (EndpointSlice slice : slices) {
      String service = labels(slice).get(SERVICE);
      if (service != null) {
        int ready = (int) endpoints(slice).filter(TargetWatches::isReady).count();
        byFamily
            .computeIfAbsent(service, s -> new HashMap<>())
            .merge(slice.getAddressType(), ready, Integer::sum);
      }
    }
    return byFamily.entrySet().stream()
        .collect(
            Collectors.toMap(
                Map.Entry::getKey,
                each -> each.getValue().values().stream().max(Integer::compare).orElse(0)));
  }

  /** The API server writes null where a Service has no pods. */
  private static Stream<Endpoint> endpoints(EndpointSlice slice) {
    return slice.getEndpoints() == null ? Stream.empty() : slice.getEndpoints().stream();
  }

  private static boolean isReady(Endpoint endpoint) {
    return endpoint.getConditions() == null
        || !Boolean.FALSE.equals(endpoint.getConditions().getReady());
  }

  private static boolean isReady(Pod pod) {
    return pod.getMetadata().getDeletionTimestamp() == null
        && pod.getStatus() != null
        && pod.getStatus().getPodIP() != null
        && pod.getStatus().getConditions().stream()
            .anyMatch(each -> each.getType().equals("Ready") && each.getStatus().equals("True"));
  }

  private static TargetFacts.Pod pod(Pod pod) {
    List<TargetFacts.Port> ports =
        pod.getSpec().getContainers().stream()
            .map(Container::getPorts)
            .flatMap(List::stream)
            .map(port -> new TargetFacts.Port(port.getName(), port.getContainerPort()))
            .toList();
    return new TargetFacts.Pod(
        pod.getMetadata().getName(),
        pod.getMetadata().getUid(),
        pod.getStatus().getPodIP(),
        labels(pod),
        ports);
  }

  private static Map<String, String> labels(HasMetadata object) {
    return Optional.ofNullable(object.getMetadata().getLabels()).orElse(Map.of());
  }

  @Override
  public void close() {
    namespaces.values().forEach(Watches::stop);
    namespaces.clear();
  }

  private <T> ChangeHandler<T> look(String namespace) {
    return new ChangeHandler<>(any -> lookAt(namespace));
  }

  /** Most changes of a pod or a slice change nothing that a check is about. */
  private void lookAt(String namespace) {
    Watches watches = namespaces.get(namespace);
    TargetFacts before = told.get(namespace);
    if (watches != null && before != null && !facts(watches).equals(before)) {
      changed.accept(namespace);
    }
  }
}
