package dev.heel.operator.process;

/**
 * Whether the caches of all kinds are filled. Each controller begins as soon as its own is; until
 * all are, what a pass does not find may be there all the same: an account, another resource.
 */
public final class CacheSync {
  private volatile boolean complete;

  /** From now on what is in no cache is not there. */
  public void complete() {
    complete = true;
  }

  /** Whether every cache is filled. */
  public boolean isComplete() {
    return complete;
  }
}
