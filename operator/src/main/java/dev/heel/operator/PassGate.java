package dev.heel.operator;

import dev.heel.operator.process.CacheSync;
import dev.heel.operator.process.Leadership;

/**
 * Whether a pass may begin.
 *
 * @param caches until all are filled, what a pass does not find may be there all the same
 * @param leadership who does not lead writes nothing
 */
record PassGate(CacheSync caches, Leadership leadership) {
  boolean isSynced() {
    return caches.isComplete();
  }

  boolean mayWrite() {
    return leadership.mayWrite();
  }
}
