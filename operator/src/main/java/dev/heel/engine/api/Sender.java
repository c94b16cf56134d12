package dev.heel.engine.api;

/**
 * On whose behalf a call is sent: whom a rate limit gives a turn, and who is called when it comes.
 *
 * @param kind of the resource, such as DatadogMonitor
 * @param namespace of the resource; empty for the reader of a kind's list
 * @param name of the resource; empty for the reader of a kind's list
 */
public record Sender(String kind, String namespace, String name) {
  /** Who reads the list of a kind. It belongs to no namespace, and waits beside them all. */
  public static Sender list(String kind) {
    return new Sender(kind, "", "");
  }

  public boolean isList() {
    return namespace.isEmpty();
  }
}
