package dev.heel.lint;

import dev.heel.engine.Draft;
import dev.heel.engine.Joint;
import dev.heel.engine.problem.IgnoredRules;
import dev.heel.kinds.Kinds;
import dev.heel.lint.Resources.Known;
import dev.heel.lint.Validation.Extent;
import dev.heel.manifest.Manifest;
import dev.heel.resource.Problem;
import dev.heel.resource.Reference;
import dev.heel.resource.Reference.Target;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What several manifests say together: the same object twice, references to nothing, references in
 * a circle, and what their kinds see in them.
 */
final class Across {
  private final List<Manifest> manifests;
  private final Extent extent;
  private final List<Finding> faults = new ArrayList<>();
  private final Map<Target, Known<?>> resources = new LinkedHashMap<>();
  private final Map<Target, List<Reference>> references = new HashMap<>();

  /**
   * @param manifests all that are Heel's
   * @param known those of the API kinds
   */
  Across(List<Manifest> manifests, List<Known<?>> known, Extent extent) {
    this.manifests = manifests;
    this.extent = extent;
    for (Known<?> resource : known) {
      Target target = target(resource.manifest());
      resources.putIfAbsent(target, resource);
      references.putIfAbsent(target, references(resource));
    }
  }

  private List<Reference> references(Known<?> resource) {
    List<Reference> named = new ArrayList<>();
    faults.addAll(
        Faults.guarded(
            resource.manifest(),
            () -> {
              named.addAll(resource.kind().references(resource.draft()));
              return List.of();
            }));
    return named;
  }

  List<Finding> findings() {
    List<Finding> findings = new ArrayList<>(faults);
    findings.addAll(Faults.guarded(manifests, this::twice));
    findings.addAll(Faults.guarded(manifests, this::unresolved));
    findings.addAll(Faults.guarded(manifests, this::circles));
    findings.addAll(joint());
    return findings;
  }

  /** What the kinds see in several resources together. */
  private List<Finding> joint() {
    Map<String, List<Draft>> drafts = new HashMap<>();
    Map<Draft, Manifest> places = new IdentityHashMap<>();
    for (Known<?> each : resources.values()) {
      drafts.computeIfAbsent(each.kind().name(), kind -> new ArrayList<>()).add(each.draft());
      places.put(each.draft(), each.manifest());
    }
    return Kinds.api().stream()
        .filter(kind -> drafts.containsKey(kind.name()))
        .flatMap(
            kind ->
                Faults.guarded(
                    places.get(drafts.get(kind.name()).get(0)),
                    () ->
                        kind.joint(name -> drafts.getOrDefault(name, List.of())).stream()
                            .map(each -> found(each, places))
                            .toList())
                    .stream())
        .toList();
  }

  private static Finding found(Joint joint, Map<Draft, Manifest> places) {
    return Marks.finding(places.get(joint.at()), joint.problem()).drawn(joint.drawing());
  }

  private List<Finding> twice() {
    Map<Target, Manifest> first = new HashMap<>();
    List<Finding> findings = new ArrayList<>();
    for (Manifest manifest : manifests) {
      if (manifest.name() == null) {
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
        (from, named) -> {
          Known<?> resource = resources.get(from);
          List<Problem> problems =
              named.stream()
                  .filter(reference -> Kinds.referable().contains(reference.kind()))
                  .filter(reference -> !resources.containsKey(reference.target()))
                  .flatMap(reference -> elsewhere(reference).stream())
                  .toList();
          IgnoredRules.of(resource.draft().resource())
              .without(problems)
              .forEach(problem -> findings.add(Marks.finding(resource.manifest(), problem)));
        });
    return findings;
  }

  private Optional<Problem> elsewhere(Reference reference) {
    return Elsewhere.problem(
        extent,
        reference.target(),
        reference.pointer(),
        "Unless the cluster has it, Heel waits for it.");
  }

  private List<Finding> circles() {
    return Circles.in(references).stream()
        .map(path -> circle(path.get(0), path))
        .distinct()
        .toList();
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

  private static Finding error(
      Manifest manifest, String rule, String pointer, String message, String remedy) {
    return Marks.finding(manifest, Problem.error(rule, pointer, message, remedy));
  }

  static Target target(Manifest manifest) {
    return new Target(manifest.kind(), manifest.namespace(), manifest.name());
  }
}
