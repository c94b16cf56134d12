package dev.heel.operator.agent;

import dev.heel.agent.spec.DatadogAgent;
import dev.heel.kinds.Kinds;
import dev.heel.resource.Reference.Target;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import java.util.Comparator;

/** Which DatadogAgent is meant. */
public record AgentName(String namespace, String name) {
  static final Comparator<AgentName> ORDER =
      Comparator.comparing(AgentName::namespace).thenComparing(AgentName::name);

  /** The name of an Agent's resource. */
  public static AgentName of(DatadogAgent agent) {
    return new AgentName(agent.getMetadata().getNamespace(), agent.getMetadata().getName());
  }

  /** The same, as the framework says it. */
  public static AgentName of(ResourceID id) {
    return new AgentName(id.getNamespace().orElse(null), id.getName());
  }

  ResourceID id() {
    return new ResourceID(name, namespace);
  }

  /** The Agent as something that resources refer to. */
  public Target target() {
    return Kinds.AGENT.target(namespace, name);
  }

  @Override
  public String toString() {
    return namespace + "/" + name;
  }
}
