package dev.heel.lint;

import dev.heel.engine.problem.IgnoredRules;
import dev.heel.engine.problem.MostWarnings;
import dev.heel.lint.Alone.Beside;
import dev.heel.lint.Alone.Looked;
import dev.heel.lint.Finding.Mark;
import dev.heel.lint.Resources.Known;
import dev.heel.manifest.Manifest;
import dev.heel.manifest.ManifestError;
import dev.heel.manifest.ReadFile;
import dev.heel.resource.Problem;
import dev.heel.resource.Problem.Severity;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * What is wrong with manifests, offline: their YAML, the CRDs' schemas and CEL rules, the kinds'
 * own checks, and what they say together. Pure; a broken manifest stops no other, and one broken
 * spot gives one finding.
 *
 * @param findings by file, line and column
 * @param cut how many warnings are only counted among the findings, by {@link MostWarnings}
 * @param files how many files were looked at
 * @param unread how many paths lead to what could not be read; what is in it nobody knows
 * @param objects how many Kubernetes objects they have
 * @param heels how many of these are Heel's; only they were looked at for themselves
 */
public record Validation(
    List<Finding> findings, int cut, int files, int unread, int objects, int heels) {
  private static final Comparator<Finding> ORDER =
      Comparator.comparing((Finding finding) -> finding.at().source().name())
          .thenComparing(
              finding -> finding.at().position(), Comparator.nullsFirst(Comparator.naturalOrder()))
          .thenComparing(finding -> finding.rule().equals(MostWarnings.RULE))
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
    List<Manifest> manifests = files.stream().flatMap(f -> f.manifests().stream()).toList();
    List<Manifest> heels = manifests.stream().filter(Belonging::isHeels).toList();
    Definitions definitions = new Definitions(manifests, extent);
    Namespaces namespaces = new Namespaces(manifests);
    Beside beside =
        new Beside(
            definitions,
            new AgentLint(namespaces),
            new CheckLint(manifests, namespaces, extent, python));
    List<Looked> looked = heels.stream().map(heel -> Alone.look(heel, beside)).toList();
    List<Finding> findings = new ArrayList<>();
    files.forEach(file -> file.errors().forEach(error -> findings.add(unreadable(error))));
    looked.forEach(each -> findings.addAll(most(each)));
    findings.addAll(definitions.findings());
    List<Known<?>> known = resources(looked.stream());
    List<Known<?>> sound = resources(looked.stream().filter(Looked::isSound));
    findings.addAll(Faults.guarded(heels, () -> new Across(heels, known, extent).findings()));
    findings.addAll(
        Faults.guarded(heels, () -> new AccountCheck(manifests, namespaces).findings(known)));
    sound.forEach(
        each -> findings.addAll(Faults.guarded(each.manifest(), () -> passed(each, now))));
    findings.addAll(Faults.guarded(heels, () -> new Recipients(known, sound, extent).findings()));
    return new Validation(
        findings.stream().distinct().sorted(ORDER).toList(),
        looked.stream().mapToInt(each -> MostWarnings.cut(each.findings(), Finding::isError)).sum(),
        (int) files.stream().filter(ReadFile::isRead).count(),
        (int) files.stream().filter(ReadFile::isUnread).count(),
        manifests.size(),
        heels.size());
  }

  private static List<Known<?>> resources(Stream<Looked> looked) {
    return looked.<Known<?>>flatMap(each -> each.resource().stream()).toList();
  }

  /** One resource's, as far as anybody reads them; the rest is counted where they end. */
  private static List<Finding> most(Looked looked) {
    List<Finding> sorted = looked.findings().stream().distinct().sorted(ORDER).toList();
    return MostWarnings.of(sorted, Finding::isError, cut -> more(cut, sorted, looked.manifest()));
  }

  /** The line below which a resource's other warnings are. */
  private static Finding more(int cut, List<Finding> sorted, Manifest manifest) {
    Mark last =
        sorted.stream()
            .filter(each -> !each.isError())
            .skip(MostWarnings.MOST - 1L)
            .findFirst()
            .map(Finding::at)
            .orElseThrow();
    Problem counted = MostWarnings.more(cut, Across.target(manifest));
    return new Finding(
        counted.severity(), counted.rule(), last, null, counted.message(), counted.remedy());
  }

  public long errors() {
    return findings.stream().filter(Finding::isError).count();
  }

  /** Also those that are only counted among the findings. */
  public long warnings() {
    long counts = findings.stream().filter(each -> each.rule().equals(MostWarnings.RULE)).count();
    return findings.size() - errors() - counts + cut;
  }

  /** Whether there is nothing of Heel's in the files, and nothing that may have been meant so. */
  public boolean isOfOthers() {
    return heels == 0 && findings.isEmpty();
  }

  private static List<Finding> passed(Known<?> known, Instant now) {
    List<Problem> problems = known.kind().passed(known.draft(), now);
    return IgnoredRules.of(known.draft().resource()).without(problems).stream()
        .map(problem -> Marks.finding(known.manifest(), problem))
        .toList();
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
