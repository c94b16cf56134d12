package dev.heel.operator.wake;

import dev.heel.resource.Reference.Target;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** Keeps what resources refer to, and wakes those for which a change of it is news. */
public final class Referrers {
  private final Dependants dependants = new Dependants();
  private final Consumer<Target> wake;
  private final Consumer<Target> unnamed;

  /**
   * @param wake wakes a resource
   * @param unnamed told what no resource refers to any more
   */
  public Referrers(Consumer<Target> wake, Consumer<Target> unnamed) {
    this.wake = wake;
    this.unnamed = unnamed;
  }

  /**
   * Replaces what a resource refers to. Whoever came into a circle of references by it, or out of
   * one, is looked at again.
   */
  public void refer(Target from, Set<Target> to) {
    Dependants.Change change = dependants.refer(from, to);
    change.unnamed().forEach(unnamed);
    change.circling().forEach(wake);
  }

  /** Who refers to the target; a copy. */
  public List<Target> of(Target target) {
    return dependants.of(target);
  }

  /** What the resource refers to; a copy. */
  public Set<Target> from(Target resource) {
    return dependants.from(resource);
  }

  /** A shortest circle of references through the resource; empty if there is none. */
  public Optional<List<Target>> cycle(Target resource) {
    return dependants.cycle(resource);
  }

  /** Wakes all that refer to a target. */
  public void wakeDependants(Target target) {
    dependants.of(target).forEach(wake);
  }
}
