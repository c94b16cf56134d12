package dev.heel.agent.objects;

import dev.heel.agent.spec.AgentNames;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.api.model.ServicePort;
import io.fabric8.kubernetes.api.model.ServicePortBuilder;
import java.util.ArrayList;
import java.util.List;

/** Where others reach the two Agents. */
final class Services {
  private Services() {}

  static List<HasMetadata> of(AgentInput input, Metadata metadata) {
    AgentNames names = input.names();
    boolean traced = AgentInput.takesTraces(input.spec().apm);
    List<ServicePort> local = new ArrayList<>();
    local.add(port("dogstatsd", DatadogYaml.DOGSTATSD_PORT, DatadogYaml.DOGSTATSD_PORT, "UDP"));
    if (traced) {
      local.add(port("traces", DatadogYaml.APM_PORT, DatadogYaml.APM_PORT, "TCP"));
    }
    List<HasMetadata> services = new ArrayList<>();
    services.add(
        service(metadata, names.node(), NodeAgent.COMPONENT, local)
            .editSpec()
            .withInternalTrafficPolicy("Local")
            .endSpec()
            .build());
    services.add(
        service(
                metadata,
                names.clusterAgent(),
                ClusterAgent.COMPONENT,
                List.of(port("agent", ClusterAgent.PORT, ClusterAgent.PORT, "TCP")))
            .build());
    if (traced) {
      services.add(
          service(
                  metadata,
                  names.admission(),
                  ClusterAgent.COMPONENT,
                  List.of(port("webhook", 443, ClusterAgent.WEBHOOK_PORT, "TCP")))
              .build());
    }
    return services;
  }

  private static ServiceBuilder service(
      Metadata metadata, String name, String component, List<ServicePort> ports) {
    return new ServiceBuilder()
        .withMetadata(metadata.of(name))
        .withNewSpec()
        .withSelector(metadata.selector(component))
        .withPorts(ports)
        .endSpec();
  }

  private static ServicePort port(String name, int port, int target, String protocol) {
    return new ServicePortBuilder()
        .withName(name)
        .withPort(port)
        .withNewTargetPort(target)
        .withProtocol(protocol)
        .build();
  }
}
