package dev.heel.sandbox.kubernetes.store;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * One write. The trees are shared: never change them.
 *
 * @param version the resourceVersion that it made
 * @param key which object
 * @param before the object as it was; null if this made it
 * @param after the object as it is; null if this removed it
 */
public record Change(long version, Key key, ObjectNode before, ObjectNode after) {
  /** The object after the change, or, if it is gone, as it was last. */
  public ObjectNode latest() {
    return after == null ? before : after;
  }
}
