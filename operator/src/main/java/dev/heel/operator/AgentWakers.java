package dev.heel.operator;

import dev.heel.agent.check.DatadogCheck;
import dev.heel.agent.spec.DatadogAgent;
import dev.heel.resource.Reference.Target;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.inbound.SimpleInboundEventSource;

/** The one way to wake an Agent or a check. */
final class AgentWakers {
  static final String AGENT = DatadogAgent.class.getSimpleName();
  static final String CHECK = DatadogCheck.class.getSimpleName();

  private final SimpleInboundEventSource<DatadogAgent> agents =
      new SimpleInboundEventSource<>("heel-agent");
  private final SimpleInboundEventSource<DatadogCheck> checks =
      new SimpleInboundEventSource<>("heel-check");

  SimpleInboundEventSource<DatadogAgent> agents() {
    return agents;
  }

  SimpleInboundEventSource<DatadogCheck> checks() {
    return checks;
  }

  /** Nothing happens for a target of another kind. */
  void wake(Target target) {
    ResourceID id = new ResourceID(target.name(), target.namespace());
    if (target.kind().equals(AGENT)) {
      agents.propagateEvent(id);
    } else if (target.kind().equals(CHECK)) {
      checks.propagateEvent(id);
    }
  }
}
