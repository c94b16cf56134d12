package dev.heel.operator;

import dev.heel.agent.spec.DatadogAgent;
import dev.heel.kinds.Kinds;
import dev.heel.resource.Reference.Target;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import java.util.Comparator;

/** Which DatadogAgent is meant. */
record AgentName(String namespace, String name) {
  static final Comparator<AgentName> ORDER =
      Comparator.comparing(AgentName::namespace).thenComparing(AgentName::name);

  static AgentName of(DatadogAgent agent) {
    return new AgentName(agent.getMetadata().getNamespace(), agent.getMetadata().getName());
  }

  static AgentName of(ResourceID id) {
    return new AgentName(id.getNamespace().orElse(null), id.getName());
  }

  ResourceID id() {
    return new ResourceID(name, namespace);
  }

  Target target() {
    return Kinds.AGENT.target(namespace, name);
  }

  @Override
  public String toString() {
    return namespace + "/" + name;
  }
}
