package dev.heel.lint;

import dev.heel.lint.Resources.Known;
import dev.heel.lint.Validation.Extent;
import dev.heel.manifest.Manifest;
import dev.heel.resource.HeelResource;
import dev.heel.resource.Problem;
import dev.heel.resource.Reference;
import dev.heel.resource.Reference.Target;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What several manifests say together: the same object twice, references to nothing, references in
 * a circle.
 */
final class Across {
  private final List<Manifest> manifests;
  private final Extent extent;
  private final Map<Target, Known<?>> resources = new LinkedHashMap<>();
  private final Map<Target, List<Reference>> references = new HashMap<>();

  Across(List<Manifest> manifests, List<Known<?>> known, Extent extent) {
    this.manifests = manifests;
    this.extent = extent;
    for (Known<?> resource : known) {
      Target target = target(resource.manifest());
      resources.putIfAbsent(target, resource);
      references.putIfAbsent(target, resource.kind().references(resource.draft()));
    }
  }

  List<Finding> findings() {
    List<Finding> findings = new ArrayList<>(twice());
    findings.addAll(unresolved());
    findings.addAll(circles());
    return findings;
  }

  private List<Finding> twice() {
    Map<Target, Manifest> first = new HashMap<>();
    List<Finding> findings = new ArrayList<>();
    for (Manifest manifest : manifests) {
      if (!isHeels(manifest) || manifest.name() == null) {
        continue;
      }
      Manifest before = first.putIfAbsent(target(manifest), manifest);
      if (before != null) {
        findings.add(
            error(
                manifest,
                "same-resource",
                "/metadata/name",
                "%s is in %s already".formatted(target(manifest), before),
                "Only the last one applied would stay; give one of them another name."));
      }
    }
    return findings;
  }

  private List<Finding> unresolved() {
    List<Finding> findings = new ArrayList<>();
    references.forEach(
        (from, named) ->
            named.stream()
                .filter(reference -> !resources.containsKey(reference.target()))
                .forEach(reference -> findings.add(elsewhere(from, reference))));
    return findings;
  }

  private Finding elsewhere(Target from, Reference reference) {
    String what = "no " + reference.target() + " among these files";
    String rule = "reference-elsewhere";
    Problem problem =
        extent == Extent.WHOLE
            ? Problem.error(
                rule, reference.pointer(), what, "Add it, or say --partial if the cluster has it.")
            : Problem.warning(
                rule, reference.pointer(), what, "Unless the cluster has it, Heel waits for it.");
    return Marks.finding(resources.get(from).manifest(), problem);
  }

  private List<Finding> circles() {
    List<Finding> findings = new ArrayList<>();
    Set<Target> told = new HashSet<>();
    for (Target start : references.keySet().stream().sorted(Across::byText).toList()) {
      Deque<Target> path = new ArrayDeque<>(List.of(start));
      if (!told.contains(start) && leadsBack(start, start, path, new HashSet<>())) {
        told.addAll(path);
        findings.add(circle(start, List.copyOf(path)));
      }
    }
    return findings;
  }

  private Finding circle(Target start, List<Target> path) {
    String circle = path.stream().map(Target::toString).collect(Collectors.joining(" -> "));
    Reference next =
        references.get(start).stream()
            .filter(reference -> reference.target().equals(path.get(1)))
            .findFirst()
            .orElseThrow();
    return error(
        resources.get(start).manifest(),
        "reference-cycle",
        next.pointer(),
        "references go in a circle: " + circle,
        "Take one of them out.");
  }

  private boolean leadsBack(Target at, Target start, Deque<Target> path, Set<Target> visited) {
    for (Reference reference : references.getOrDefault(at, List.of())) {
      Target next = reference.target();
      path.addLast(next);
      if (next.equals(start) || (visited.add(next) && leadsBack(next, start, path, visited))) {
        return true;
      }
      path.removeLast();
    }
    return false;
  }

  static boolean isHeels(Manifest manifest) {
    return manifest.apiVersion() != null
        && manifest.apiVersion().startsWith(HeelResource.GROUP + "/");
  }

  private static Finding error(
      Manifest manifest, String rule, String pointer, String message, String remedy) {
    return Marks.finding(manifest, Problem.error(rule, pointer, message, remedy));
  }

  private static int byText(Target a, Target b) {
    return a.toString().compareTo(b.toString());
  }

  private static Target target(Manifest manifest) {
    return new Target(manifest.kind(), manifest.namespace(), manifest.name());
  }
}
