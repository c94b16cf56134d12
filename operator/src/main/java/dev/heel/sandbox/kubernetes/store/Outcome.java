package dev.heel.sandbox.kubernetes.store;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * What a write did.
 *
 * @param object the object as it is now, or was last, in the version of the request
 * @param effect what happened to it
 */
public record Outcome(ObjectNode object, Effect effect) {
  /** What happened to the object. */
  public enum Effect {
    CREATED,
    CHANGED,
    UNCHANGED,
    REMOVED
  }

  public boolean wrote() {
    return effect != Effect.UNCHANGED;
  }
}
