package dev.heel.lint;

import dev.heel.kinds.Crds;
import dev.heel.lint.Finding.Mark;
import dev.heel.lint.Resources.Known;
import dev.heel.lint.SchemaCheck.Located;
import dev.heel.manifest.Manifest;
import dev.heel.manifest.ManifestError;
import dev.heel.manifest.Position;
import dev.heel.manifest.ReadFile;
import dev.heel.resource.Problem;
import dev.heel.resource.Problem.Place;
import dev.heel.resource.Problem.Severity;
import dev.heel.schema.NearestName;
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
 */
public record Validation(List<Finding> findings, int files) {
  private static final Comparator<Finding> ORDER =
      Comparator.comparing((Finding finding) -> finding.at().source().name())
          .thenComparing(finding -> finding.at().position())
          .thenComparing(Finding::rule);

  /** Whether what the files do not have may be in the cluster. */
  public enum Extent {
    /** The files are all there is: what they name and do not have is an error. */
    WHOLE,
    /** They are a part: it is a warning. */
    PART
  }

  public static Validation of(List<ReadFile> files, Extent extent) {
    List<Finding> findings = new ArrayList<>();
    files.forEach(file -> file.errors().forEach(error -> findings.add(unreadable(error))));
    List<Manifest> manifests = files.stream().flatMap(f -> f.manifests().stream()).toList();
    Definitions definitions = new Definitions(manifests, extent);
    List<Known<?>> known = new ArrayList<>();
    for (Manifest manifest : manifests) {
      if (Across.isHeels(manifest)) {
        look(manifest, definitions, known, findings);
      }
    }
    findings.addAll(definitions.findings());
    findings.addAll(new Across(manifests, known, extent).findings());
    findings.addAll(new AccountCheck(manifests).findings(known));
    return new Validation(findings.stream().distinct().sorted(ORDER).toList(), files.size());
  }

  public long errors() {
    return findings.stream().filter(Finding::isError).count();
  }

  public long warnings() {
    return findings.size() - errors();
  }

  private static void look(
      Manifest manifest, Definitions definitions, List<Known<?>> known, List<Finding> findings) {
    Optional<Finding> stranger = stranger(manifest);
    if (stranger.isPresent()) {
      findings.add(stranger.get());
      return;
    }
    if (manifest.name() == null) {
      findings.add(
          Marks.finding(
              manifest,
              Problem.error("missing-field", "/metadata", "metadata.name is missing", "Add it.")));
    }
    SchemaCheck.Found found = SchemaCheck.of(manifest.kind()).look(manifest);
    found.structure().forEach(located -> findings.add(located.finding()));
    Optional<Known<?>> resource = Resources.of(manifest, definitions);
    resource.ifPresent(known::add);
    List<Problem> problems = resource.map(Known::problems).orElse(List.of());
    problems.stream()
        .filter(problem -> !isTold(found.structure(), problem.at().pointer()))
        .forEach(problem -> findings.add(Marks.finding(manifest, problem)));
    found.rules().stream()
        .filter(rule -> problems.stream().noneMatch(p -> concerns(p, rule.pointer())))
        .forEach(rule -> findings.add(rule.finding()));
  }

  /** Whether the schema has spoken of that place, or of one above it. */
  private static boolean isTold(List<Located> structure, String pointer) {
    return structure.stream()
        .anyMatch(located -> (pointer + "/").startsWith(located.pointer() + "/"));
  }

  private static boolean concerns(Problem problem, String pointer) {
    return problem.isError() && (problem.at().pointer() + "/").startsWith(pointer + "/");
  }

  private static Optional<Finding> stranger(Manifest manifest) {
    String kind = String.valueOf(manifest.kind());
    if (!Crds.kinds().contains(kind)) {
      String nearest = NearestName.of(kind, Crds.kinds());
      String hint = nearest == null ? "" : "; did you mean " + nearest + "?";
      return Optional.of(
          error(manifest, "unknown-kind", "/kind", "heel.dev has no kind " + kind + hint, ""));
    }
    if (!Crds.API_VERSION.equals(manifest.apiVersion())) {
      return Optional.of(
          error(
              manifest,
              "unknown-version",
              "/apiVersion",
              "there is no " + manifest.apiVersion(),
              "Write " + Crds.API_VERSION + "."));
    }
    return Optional.empty();
  }

  private static Finding error(
      Manifest manifest, String rule, String pointer, String message, String remedy) {
    Mark at = Marks.value(manifest, Place.of(pointer));
    return new Finding(Severity.ERROR, rule, at, null, message, remedy);
  }

  private static Finding unreadable(ManifestError error) {
    Position position = error.position() == null ? Position.START : error.position();
    String remedy = error.remedy();
    String sentence =
        remedy.isEmpty() ? "" : Character.toUpperCase(remedy.charAt(0)) + remedy.substring(1) + ".";
    Mark at = new Mark(error.source(), position, 1, "");
    return new Finding(Severity.ERROR, "unreadable", at, null, error.message(), sentence);
  }
}
