package dev.heel.lint;

import dev.heel.engine.problem.RuleFault;
import dev.heel.engine.read.SpecBounds;
import dev.heel.lint.Resources.Known;
import dev.heel.lint.SchemaCheck.Found;
import dev.heel.lint.SchemaCheck.Located;
import dev.heel.manifest.Manifest;
import dev.heel.resource.Problem;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** What one manifest of Heel's says by itself: one finding for each spot that is broken. */
final class Alone {
  /** Where a fault of Heel's own stands, so that it hides no place of the resource. */
  private static final String NO_PLACE = "/" + RuleFault.RULE;

  private final Manifest manifest;
  private final Beside beside;
  private final Traps traps;
  private final List<Finding> findings = new ArrayList<>();

  private Alone(Manifest manifest, Beside beside) {
    this.manifest = manifest;
    this.beside = beside;
    this.traps = new Traps(manifest);
  }

  /** What the other manifests are to one of them. */
  record Beside(Definitions definitions, AgentLint agents, CheckLint checks) {}

  /**
   * The result of the look.
   *
   * @param manifest that was looked at
   * @param resource empty if it is none of the API kinds, or cannot be understood at all
   */
  record Looked(Manifest manifest, Optional<Known<?>> resource, List<Finding> findings) {
    boolean isSound() {
      return findings.stream().noneMatch(Finding::isError);
    }
  }

  static Looked look(Manifest manifest, Beside beside) {
    Optional<Problem> nothingElse =
        Belonging.problem(manifest)
            .or(() -> SpecBounds.problem(SpecBounds.read(manifest.json().path("spec"))));
    return nothingElse.isPresent()
        ? new Looked(
            manifest, Optional.empty(), List.of(Marks.finding(manifest, nothingElse.get())))
        : new Alone(manifest, beside).look();
  }

  private Looked look() {
    Found found = schema();
    List<Located> structure = new ArrayList<>(located(traps::keys));
    structure.addAll(located(() -> new MetadataCheck(manifest, traps).findings()));
    structure.addAll(found.structure());
    tellStructure(structure);
    Optional<Known<?>> resource = resource();
    List<Problem> problems = problems(resource);
    tellProblems(problems, places(structure));
    findings.addAll(Faults.guarded(manifest, () -> UnquotedTimes.in(manifest)));
    tellRules(found.rules(), problems);
    return new Looked(manifest, resource, findings);
  }

  /** What the schema says; it says at least that it could not be asked. */
  private Found schema() {
    List<Found> found =
        RuleFault.guarded(
            () -> List.of(SchemaCheck.of(manifest.kind()).look(manifest, traps)),
            e -> new Found(List.of(fault(e)), List.of()));
    return found.get(0);
  }

  private List<Located> located(Supplier<List<Located>> rule) {
    return RuleFault.guarded(rule, this::fault);
  }

  private Located fault(Throwable failure) {
    return new Located(NO_PLACE, Faults.of(manifest, failure));
  }

  /** What stands in a value of a wrong type is not looked at by itself. */
  private void tellStructure(List<Located> structure) {
    Set<String> wrong = new HashSet<>();
    structure.stream()
        .filter(each -> each.finding().rule().equals("wrong-type"))
        .forEach(each -> wrong.add(each.pointer()));
    structure.stream()
        .filter(each -> !isBelow(each.pointer(), wrong))
        .forEach(each -> findings.add(each.finding()));
  }

  private Optional<Known<?>> resource() {
    List<Optional<Known<?>>> resource =
        RuleFault.guarded(
            () -> List.of(Resources.of(manifest, beside.definitions())),
            e -> {
              findings.add(Faults.of(manifest, e));
              return Optional.empty();
            });
    return resource.get(0);
  }

  private List<Problem> problems(Optional<Known<?>> resource) {
    List<Problem> problems = new ArrayList<>();
    if (resource.isPresent()) {
      problems.addAll(problems(resource.get()::problems));
    } else {
      problems.addAll(problems(() -> beside.agents().problems(manifest)));
      problems.addAll(problems(() -> beside.checks().problems(manifest)));
    }
    return problems;
  }

  private List<Problem> problems(Supplier<List<Problem>> rules) {
    return RuleFault.guarded(rules, e -> RuleFault.of(Across.target(manifest), e));
  }

  /** Where the schema has spoken of a place, or of one above it, nothing more is said. */
  private void tellProblems(List<Problem> problems, Set<String> told) {
    for (Problem problem : problems) {
      String at = problem.at().pointer();
      boolean fault = problem.rule().equals(RuleFault.RULE);
      if (fault || !told.contains(at) && !isBelow(at, told) && !traps.isKeyOf(at)) {
        findings.addAll(
            Faults.guarded(manifest, () -> List.of(CheckLint.finding(manifest, problem))));
      }
    }
  }

  /** A rule of the CRD in CEL is told unless a check says more of it. */
  private void tellRules(List<Located> rules, List<Problem> problems) {
    Set<String> concerned = new HashSet<>();
    problems.stream().filter(Problem::isError).forEach(each -> addAbove(each, concerned));
    rules.stream()
        .filter(rule -> !concerned.contains(rule.pointer()))
        .forEach(rule -> findings.add(rule.finding()));
  }

  private static void addAbove(Problem problem, Set<String> places) {
    String at = problem.at().pointer();
    while (places.add(at) && !at.isEmpty()) {
      at = above(at);
    }
  }

  private static Set<String> places(List<Located> structure) {
    Set<String> places = new HashSet<>();
    structure.forEach(each -> places.add(each.pointer()));
    return places;
  }

  private static boolean isBelow(String pointer, Set<String> places) {
    String at = pointer;
    while (!at.isEmpty()) {
      at = above(at);
      if (places.contains(at)) {
        return true;
      }
    }
    return false;
  }

  private static String above(String pointer) {
    return pointer.substring(0, pointer.lastIndexOf('/'));
  }
}
