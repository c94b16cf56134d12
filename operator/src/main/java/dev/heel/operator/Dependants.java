package dev.heel.operator;

import dev.heel.resource.Reference.Target;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
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

  /** Replaces what a resource refers to. */
  synchronized void refer(Target from, Set<Target> to) {
    Set<Target> before =
        to.isEmpty() ? references.remove(from) : references.put(from, Set.copyOf(to));
    if (before != null) {
      before.stream()
          .filter(target -> !to.contains(target))
          .forEach(target -> unlink(from, target));
    }
    to.forEach(target -> dependants.computeIfAbsent(target, t -> new HashSet<>()).add(from));
  }

  /** Who refers to the target; a copy. */
  synchronized List<Target> of(Target target) {
    return List.copyOf(dependants.getOrDefault(target, Set.of()));
  }

  /** What the resource refers to; a copy. */
  synchronized Set<Target> from(Target resource) {
    return references.getOrDefault(resource, Set.of());
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
