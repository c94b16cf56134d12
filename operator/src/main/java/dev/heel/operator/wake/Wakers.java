package dev.heel.operator.wake;

import dev.heel.resource.Reference.Target;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import java.util.Map;

/**
 * Wakes resources by their names.
 *
 * @param kinds the kinds of the API that are at work, by name
 */
public record Wakers(Map<String, KindController<?>> kinds, AgentWakers agents) {
  /** Nothing happens for a target whose kind is not at work here. */
  public void wake(Target target) {
    KindController<?> controller = kinds.get(target.kind());
    if (controller != null) {
      controller.wake(new ResourceID(target.name(), target.namespace()));
    } else {
      agents.wake(target);
    }
  }
}
