package dev.heel.operator.cluster;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodCondition;
import io.fabric8.kubernetes.api.model.PodConditionBuilder;
import io.fabric8.kubernetes.api.model.PodSpecBuilder;
import io.fabric8.kubernetes.api.model.PodStatus;
import io.fabric8.kubernetes.api.model.PodStatusBuilder;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.discovery.v1.Endpoint;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointBuilder;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import java.util.List;

/** What {@link TargetWatches} reads of the objects that it watches; the rest is not kept. */
final class TargetParts {
  private TargetParts() {}

  static Service service(Service service) {
    return Headers.withLabels(service, Service::new);
  }

  static EndpointSlice slice(EndpointSlice slice) {
    EndpointSlice part = Headers.withLabels(slice, EndpointSlice::new);
    part.setAddressType(slice.getAddressType());
    part.setEndpoints(
        slice.getEndpoints() == null
            ? List.of()
            : slice.getEndpoints().stream().map(TargetParts::endpoint).toList());
    return part;
  }

  private static Endpoint endpoint(Endpoint endpoint) {
    return new EndpointBuilder().withConditions(endpoint.getConditions()).build();
  }

  static Pod pod(Pod pod) {
    Pod part = Headers.withLabels(pod, Pod::new);
    List<Container> containers =
        pod.getSpec().getContainers().stream()
            .map(each -> new ContainerBuilder().withPorts(each.getPorts()).build())
            .toList();
    part.setSpec(new PodSpecBuilder().withContainers(containers).build());
    part.setStatus(pod.getStatus() == null ? null : status(pod.getStatus()));
    return part;
  }

  private static PodStatus status(PodStatus status) {
    List<PodCondition> conditions =
        status.getConditions().stream()
            .map(
                each ->
                    new PodConditionBuilder()
                        .withType(each.getType())
                        .withStatus(each.getStatus())
                        .build())
            .toList();
    return new PodStatusBuilder().withPodIP(status.getPodIP()).withConditions(conditions).build();
  }
}
