package dev.heel.lint;

import dev.heel.engine.IgnoredRules;
import dev.heel.kinds.downtime.Passed;
import dev.heel.lint.Finding.Mark;
import dev.heel.lint.Resources.Known;
import dev.heel.lint.SchemaCheck.Located;
import dev.heel.manifest.Manifest;
import dev.heel.manifest.ManifestError;
import dev.heel.manifest.ReadFile;
import dev.heel.resource.Problem;
import dev.heel.resource.Problem.Severity;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What is wrong with manifests, offline: their YAML, the CRDs' schemas and CEL rules, the kinds'
 * own checks, and what they say together. Pure; a broken manifest stops no other, and one broken
 * spot gives one finding.
 *
 * @param findings by file, line and column
 * @param files how many files were looked at
 * @param objects how many Kubernetes objects they have
 * @param heels how many of these are Heel's; only they were looked at for themselves
 */
public record Validation(List<Finding> findings, int files, int objects, int heels) {
  private static final Comparator<Finding> ORDER =
      Comparator.comparing((Finding finding) -> finding.at().source().name())
          .thenComparing(
              finding -> finding.at().position(), Comparator.nullsFirst(Comparator.naturalOrder()))
          .thenComparing(Finding::rule);

  /** Whether what the files do not have may be in the cluster. */
  public enum Extent {
    /** The files are all there is: what they name and do not have is an error. */
    WHOLE,
    /** They are a part: it is a warning. */
    PART
  }

  /** Without a look at the clock, and without anybody who knows Python. */
  public static Validation of(List<ReadFile> files, Extent extent) {
    return of(files, extent, Instant.MIN);
  }

  /** Without anybody who knows Python. */
  public static Validation of(List<ReadFile> files, Extent extent, Instant now) {
    return of(files, extent, now, PythonSyntax.UNKNOWN);
  }

  /**
   * @param now times before it are told where they no longer make sense
   * @param python says whether the code of checks is Python
   */
  public static Validation of(
      List<ReadFile> files, Extent extent, Instant now, PythonSyntax python) {
    List<Finding> findings = new ArrayList<>();
    files.forEach(file -> file.errors().forEach(error -> findings.add(unreadable(error))));
    List<Manifest> manifests = files.stream().flatMap(f -> f.manifests().stream()).toList();
    Definitions definitions = new Definitions(manifests, extent);
    Namespaces namespaces = new Namespaces(manifests);
    Beside beside =
        new Beside(
            definitions,
            new AgentLint(namespaces),
            new CheckLint(manifests, namespaces, extent, python));
    List<Known<?>> known = new ArrayList<>();
    List<Known<?>> sound = new ArrayList<>();
    for (Manifest manifest : manifests) {
      if (Belonging.isHeels(manifest)) {
        Looked looked = look(manifest, beside);
        findings.addAll(looked.findings());
        looked.resource().ifPresent(known::add);
        looked.resource().filter(resource -> looked.isSound()).ifPresent(sound::add);
      }
    }
    findings.addAll(definitions.findings());
    findings.addAll(new Across(manifests, known, extent).findings());
    findings.addAll(new AccountCheck(manifests, namespaces).findings(known));
    sound.forEach(resource -> findings.addAll(passed(resource, now)));
    findings.addAll(new Recipients(known, sound, extent).findings());
    return new Validation(
        findings.stream().distinct().sorted(ORDER).toList(),
        (int) files.stream().filter(ReadFile::isThere).count(),
        manifests.size(),
        (int) manifests.stream().filter(Belonging::isHeels).count());
  }

  public long errors() {
    return findings.stream().filter(Finding::isError).count();
  }

  public long warnings() {
    return findings.size() - errors();
  }

  /** Whether there is nothing of Heel's in the files, and nothing that may have been meant so. */
  public boolean isOfOthers() {
    return heels == 0 && findings.isEmpty();
  }

  /** What the other manifests are to one of them. */
  private record Beside(Definitions definitions, AgentLint agents, CheckLint checks) {}

  /** What one manifest says by itself. */
  private record Looked(Optional<Known<?>> resource, List<Finding> findings) {
    boolean isSound() {
      return findings.stream().noneMatch(Finding::isError);
    }
  }

  private static Looked look(Manifest manifest, Beside beside) {
    Optional<Problem> stranger = Belonging.problem(manifest);
    if (stranger.isPresent()) {
      return new Looked(Optional.empty(), List.of(Marks.finding(manifest, stranger.get())));
    }
    List<Finding> findings = new ArrayList<>();
    Traps traps = new Traps(manifest);
    SchemaCheck.Found found = SchemaCheck.of(manifest.kind()).look(manifest, traps);
    List<Located> structure = new ArrayList<>(traps.keys());
    structure.addAll(new MetadataCheck(manifest, traps).findings());
    structure.addAll(found.structure());
    structure.stream()
        .filter(located -> !isBelowAnother(structure, located.pointer()))
        .forEach(located -> findings.add(located.finding()));
    Optional<Known<?>> resource = Resources.of(manifest, beside.definitions());
    List<Problem> problems =
        resource.map(Known::problems).orElseGet(() -> ofAgentsHalf(manifest, beside));
    problems.stream()
        .filter(problem -> !isTold(structure, problem.at().pointer()))
        .filter(problem -> !traps.isKeyOf(problem.at().pointer()))
        .forEach(problem -> findings.add(CheckLint.finding(manifest, problem)));
    findings.addAll(UnquotedTimes.in(manifest));
    found.rules().stream()
        .filter(rule -> problems.stream().noneMatch(p -> concerns(p, rule.pointer())))
        .forEach(rule -> findings.add(rule.finding()));
    return new Looked(resource, findings);
  }

  private static List<Finding> passed(Known<?> known, Instant now) {
    if (!known.kind().name().equals("DatadogDowntime")) {
      return List.of();
    }
    List<Problem> problems = Passed.problems(known.draft(), now);
    return IgnoredRules.of(known.draft().resource()).without(problems).stream()
        .map(problem -> Marks.finding(known.manifest(), problem))
        .toList();
  }

  private static List<Problem> ofAgentsHalf(Manifest manifest, Beside beside) {
    List<Problem> problems = new ArrayList<>(beside.agents().problems(manifest));
    problems.addAll(beside.checks().problems(manifest));
    return problems;
  }

  /** Whether the schema has spoken of that place, or of one above it. */
  private static boolean isTold(List<Located> structure, String pointer) {
    return structure.stream()
        .anyMatch(located -> (pointer + "/").startsWith(located.pointer() + "/"));
  }

  /** What stands in a value of a wrong type is not looked at by itself. */
  private static boolean isBelowAnother(List<Located> structure, String pointer) {
    return structure.stream()
        .filter(located -> located.finding().rule().equals("wrong-type"))
        .anyMatch(located -> pointer.startsWith(located.pointer() + "/"));
  }

  private static boolean concerns(Problem problem, String pointer) {
    return problem.isError() && (problem.at().pointer() + "/").startsWith(pointer + "/");
  }

  private static Finding unreadable(ManifestError error) {
    String remedy = error.remedy();
    String sentence =
        remedy.isEmpty() ? "" : Character.toUpperCase(remedy.charAt(0)) + remedy.substring(1) + ".";
    Mark at =
        error.position() == null
            ? Mark.whole(error.source())
            : new Mark(error.source(), error.position(), 1, "");
    return new Finding(Severity.ERROR, "unreadable", at, null, error.message(), sentence);
  }
}
