package dev.heel.operator;

/**
 * Whether the caches of all kinds are filled. Each controller begins as soon as its own is; until
 * all are, what a pass does not find may be there all the same: an account, another resource.
 */
final class Opening {
  private volatile boolean open;

  /** From now on what is in no cache is not there. */
  void open() {
    open = true;
  }

  boolean isOpen() {
    return open;
  }
}
