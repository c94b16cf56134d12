package dev.heel.operator.wake;

import dev.heel.resource.Reference.Target;
import io.javaoperatorsdk.operator.processing.event.ResourceID;

/** Wakes resources by their names. */
public record Wakers(ApiControllers controllers, AgentWakers agents) {
  /** Nothing happens for a target whose kind is not at work here. */
  public void wake(Target target) {
    KindController<?> controller = controllers.of(target.kind());
    if (controller != null) {
      controller.wake(new ResourceID(target.name(), target.namespace()));
    } else {
      agents.wake(target);
    }
  }
}
