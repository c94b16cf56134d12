package dev.heel.operator.wake;

import dev.heel.agent.check.DatadogCheck;
import dev.heel.agent.spec.DatadogAgent;
import dev.heel.kinds.Kinds;
import dev.heel.resource.Reference.Target;
import io.javaoperatorsdk.operator.api.reconciler.ResourceCache;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.inbound.SimpleInboundEventSource;

/** The one way to wake an Agent or a check. */
public final class AgentWakers {
  private final SimpleInboundEventSource<DatadogAgent> agents =
      new SimpleInboundEventSource<>("heel-agent");
  private final SimpleInboundEventSource<DatadogCheck> checks =
      new SimpleInboundEventSource<>("heel-check");

  private volatile ResourceCache<DatadogAgent> agentCache;
  private volatile ResourceCache<DatadogCheck> checkCache;

  public SimpleInboundEventSource<DatadogAgent> agents() {
    return agents;
  }

  public SimpleInboundEventSource<DatadogCheck> checks() {
    return checks;
  }

  /** Where is looked whether an Agent is there. */
  public void agents(ResourceCache<DatadogAgent> primaries) {
    agentCache = primaries;
  }

  /** Where is looked whether a check is there. */
  public void checks(ResourceCache<DatadogCheck> primaries) {
    checkCache = primaries;
  }

  /**
   * Nothing happens for a target of another kind, nor for one that is not there: the framework
   * would remember it forever.
   */
  public void wake(Target target) {
    ResourceID id = new ResourceID(target.name(), target.namespace());
    if (Kinds.AGENT.is(target.kind()) && isIn(agentCache, id)) {
      agents.propagateEvent(id);
    } else if (Kinds.CHECK.is(target.kind()) && isIn(checkCache, id)) {
      checks.propagateEvent(id);
    }
  }

  private static boolean isIn(ResourceCache<?> cache, ResourceID id) {
    return cache != null && cache.get(id).isPresent();
  }
}
