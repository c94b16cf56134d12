package dev.heel.operator;

import dev.heel.resource.Reference.Target;
import java.util.ArrayDeque;
import java.util.Deque;
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
final class Dependants {
  private final Map<Target, Set<Target>> dependants = new ConcurrentHashMap<>();
  private final Map<Target, Set<Target>> references = new ConcurrentHashMap<>();

  /**
   * Replaces what a resource refers to.
   *
   * @return targets that nobody refers to any more
   */
  synchronized List<Target> refer(Target from, Set<Target> to) {
    Set<Target> before =
        to.isEmpty() ? references.remove(from) : references.put(from, Set.copyOf(to));
    to.forEach(target -> dependants.computeIfAbsent(target, t -> new HashSet<>()).add(from));
    if (before == null) {
      return List.of();
    }
    List<Target> dropped = before.stream().filter(target -> !to.contains(target)).toList();
    dropped.forEach(target -> unlink(from, target));
    return dropped.stream().filter(target -> !dependants.containsKey(target)).toList();
  }

  /** Who refers to the target; a copy. */
  synchronized List<Target> of(Target target) {
    return List.copyOf(dependants.getOrDefault(target, Set.of()));
  }

  /** What the resource refers to; a copy. */
  synchronized Set<Target> from(Target resource) {
    return references.getOrDefault(resource, Set.of());
  }

  /** A circle of references through the resource, from it back to it; empty if there is none. */
  synchronized Optional<List<Target>> cycle(Target start) {
    Deque<Target> path = new ArrayDeque<>(List.of(start));
    return leadsBack(start, start, path, new HashSet<>())
        ? Optional.of(List.copyOf(path))
        : Optional.empty();
  }

  private boolean leadsBack(Target at, Target start, Deque<Target> path, Set<Target> visited) {
    for (Target next : references.getOrDefault(at, Set.of())) {
      path.addLast(next);
      if (next.equals(start) || (visited.add(next) && leadsBack(next, start, path, visited))) {
        return true;
      }
      path.removeLast();
    }
    return false;
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
