package dev.heel.operator.wake;

import dev.heel.resource.Reference.Target;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Who refers to whom, as the last passes found it: so that a resource is woken when one that it
 * names changes its id, address or existence. Targets need not exist; ConfigMaps and accounts are
 * targets too.
 */
public final class Dependants {
  private final Map<Target, Set<Target>> dependants = new ConcurrentHashMap<>();
  private final Map<Target, Set<Target>> references = new ConcurrentHashMap<>();

  /**
   * What a change of references means for others.
   *
   * @param unnamed targets that nobody refers to any more
   * @param circling resources that came into a circle of references by it, or out of one: what
   *     their last passes found is no longer so
   */
  public record Change(List<Target> unnamed, Set<Target> circling) {
    private static final Change NONE = new Change(List.of(), Set.of());
  }

  /**
   * Replaces what a resource refers to. Whoever closes a circle learns here of all others in it, so
   * it does not matter in which order they are looked at; who repeats what is known tells nobody.
   */
  public synchronized Change refer(Target from, Set<Target> to) {
    Set<Target> before = references.getOrDefault(from, Set.of());
    if (before.equals(to)) {
      return Change.NONE;
    }
    Set<Target> circledBefore = circling(from);
    replace(from, to);
    List<Target> dropped = before.stream().filter(target -> !to.contains(target)).toList();
    dropped.forEach(target -> unlink(from, target));
    return new Change(
        dropped.stream().filter(target -> !dependants.containsKey(target)).toList(),
        inOneOf(circledBefore, circling(from)));
  }

  private void replace(Target from, Set<Target> to) {
    if (to.isEmpty()) {
      references.remove(from);
    } else {
      references.put(from, Set.copyOf(to));
    }
    to.forEach(target -> dependants.computeIfAbsent(target, t -> new HashSet<>()).add(from));
  }

  /** The others from which the resource can be reached, and that it can reach. */
  private Set<Target> circling(Target resource) {
    Set<Target> both = reached(resource, references);
    if (!both.contains(resource)) {
      return Set.of();
    }
    both.retainAll(reached(resource, dependants));
    both.remove(resource);
    return both;
  }

  private static Set<Target> reached(Target start, Map<Target, Set<Target>> edges) {
    Set<Target> reached = new HashSet<>();
    Deque<Target> next = new ArrayDeque<>(List.of(start));
    while (!next.isEmpty()) {
      edges.getOrDefault(next.pop(), Set.of()).stream().filter(reached::add).forEach(next::push);
    }
    return reached;
  }

  private static Set<Target> inOneOf(Set<Target> some, Set<Target> others) {
    Set<Target> either = new HashSet<>(some);
    either.addAll(others);
    either.removeIf(target -> some.contains(target) && others.contains(target));
    return either;
  }

  /** Who refers to the target; a copy. */
  public synchronized List<Target> of(Target target) {
    return List.copyOf(dependants.getOrDefault(target, Set.of()));
  }

  /** What the resource refers to; a copy. */
  public synchronized Set<Target> from(Target resource) {
    return references.getOrDefault(resource, Set.of());
  }

  /**
   * A shortest circle of references through the resource, from it back to it; empty if there is
   * none. A chain may be longer than the thread's stack.
   */
  public synchronized Optional<List<Target>> cycle(Target start) {
    Map<Target, Target> cameFrom = new HashMap<>();
    Deque<Target> next = new ArrayDeque<>(List.of(start));
    while (!next.isEmpty()) {
      Target at = next.pop();
      for (Target target : references.getOrDefault(at, Set.of())) {
        if (target.equals(start)) {
          return Optional.of(circle(start, at, cameFrom));
        }
        if (cameFrom.putIfAbsent(target, at) == null) {
          next.addLast(target);
        }
      }
    }
    return Optional.empty();
  }

  private static List<Target> circle(Target start, Target last, Map<Target, Target> cameFrom) {
    Deque<Target> circle = new ArrayDeque<>(List.of(start));
    for (Target at = last; !at.equals(start); at = cameFrom.get(at)) {
      circle.addFirst(at);
    }
    circle.addFirst(start);
    return List.copyOf(circle);
  }

  private void unlink(Target from, Target target) {
    Set<Target> left = dependants.get(target);
    if (left != null) {
      left.remove(from);
      if (left.isEmpty()) {
        dependants.remove(target);
      }
    }
  }
}
