package dev.heel.operator.wake;

import io.javaoperatorsdk.operator.processing.event.ResourceID;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** When the passes over the resources of one kind come. */
public final class PassSchedule {
  private final Map<ResourceID, Instant> due = new ConcurrentHashMap<>();

  /** A pass begins: until it ended, the resource counts as due. */
  public void begun(ResourceID id) {
    due.put(id, Instant.MIN);
  }

  /**
   * A pass ended.
   *
   * @param at when the next one comes; null for when something happens
   */
  public void ended(ResourceID id, Instant at) {
    if (at == null) {
      due.remove(id);
    } else {
      due.put(id, at);
    }
  }

  /** The resource is gone. */
  public void forget(ResourceID id) {
    due.remove(id);
  }

  /** Whether no pass is under way or comes before that time. */
  public boolean isIdleUntil(Instant at) {
    return due.values().stream().noneMatch(at::isAfter);
  }
}
