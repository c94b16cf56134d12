package dev.heel.sandbox.datadog.world;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * What each organisation has of one kind, apart from all others; made when it is first asked for.
 * Safe for many threads.
 */
public final class PerOrganisation<T> {
  private final Map<Organisation, T> all = new ConcurrentHashMap<>();
  private final Function<Organisation, T> made;

  /**
   * @param made what an organisation starts with
   */
  public PerOrganisation(Function<Organisation, T> made) {
    this.made = made;
  }

  public T of(Organisation organisation) {
    return all.computeIfAbsent(organisation, made);
  }
}
