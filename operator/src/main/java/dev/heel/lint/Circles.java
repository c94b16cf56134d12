package dev.heel.lint;

import dev.heel.resource.Reference;
import dev.heel.resource.Reference.Target;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Finds references that lead back to where they began, in one walk over all of them. */
final class Circles {
  private final Map<Target, List<Reference>> references;
  private final Set<Target> path = new LinkedHashSet<>();
  private final Set<Target> done = new HashSet<>();
  private final List<List<Target>> found = new ArrayList<>();

  private Circles(Map<Target, List<Reference>> references) {
    this.references = references;
  }

  /**
   * At least one circle of each group of resources that are in any; each begins and ends with the
   * same resource.
   */
  static List<List<Target>> in(Map<Target, List<Reference>> references) {
    Circles circles = new Circles(references);
    references.keySet().stream()
        .sorted(Comparator.comparing(Target::toString))
        .forEach(circles::walk);
    return circles.found;
  }

  /** By a stack of its own: a chain of references may be longer than the thread's. */
  private void walk(Target start) {
    Deque<Iterator<Reference>> open = new ArrayDeque<>();
    Deque<Target> at = new ArrayDeque<>();
    enter(start, at, open);
    while (!open.isEmpty()) {
      if (!open.peek().hasNext()) {
        open.pop();
        Target left = at.pop();
        path.remove(left);
        done.add(left);
        continue;
      }
      Target next = open.peek().next().target();
      if (path.contains(next)) {
        found.add(from(next));
      } else {
        enter(next, at, open);
      }
    }
  }

  private void enter(Target target, Deque<Target> at, Deque<Iterator<Reference>> open) {
    if (!done.contains(target)) {
      path.add(target);
      at.push(target);
      open.push(references.getOrDefault(target, List.of()).iterator());
    }
  }

  private List<Target> from(Target first) {
    List<Target> circle =
        new ArrayList<>(path.stream().dropWhile(target -> !target.equals(first)).toList());
    circle.add(first);
    return circle;
  }
}
