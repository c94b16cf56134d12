package dev.heel.lint;

import dev.heel.engine.read.Nearest;
import dev.heel.engine.read.ValueWords;
import dev.heel.kinds.Crds;
import dev.heel.kinds.Kinds;
import dev.heel.manifest.Manifest;
import dev.heel.resource.HeelResource;
import dev.heel.resource.Problem;
import java.util.List;
import java.util.Optional;

/** Which manifests are Heel's, and whether their kind and version are known. */
final class Belonging {
  private Belonging() {}

  /**
   * Whether it is of Heel's group, or is meant to be: it has a kind of Heel's and no apiVersion, or
   * a misspelt one. Datadog's own operator has kinds of the same names in its own group.
   */
  static boolean isHeels(Manifest manifest) {
    String group = group(manifest);
    return group.equals(HeelResource.GROUP)
        || Kinds.names().contains(String.valueOf(manifest.kind()))
            && (manifest.json().path("apiVersion").isMissingNode()
                || Nearest.to(group, List.of(HeelResource.GROUP)).isPresent());
  }

  private static String group(Manifest manifest) {
    String version = String.valueOf(manifest.apiVersion());
    return version.contains("/") ? version.substring(0, version.indexOf('/')) : version;
  }

  /** What is wrong with the kind or the version of a manifest that is Heel's. */
  static Optional<Problem> problem(Manifest manifest) {
    String kind = manifest.kind();
    if (kind == null) {
      boolean none = manifest.json().path("kind").isMissingNode();
      String what = none ? "kind is missing" : "kind must be a text";
      return Optional.of(error(none ? "missing-field" : "wrong-type", "/kind", what, kinds()));
    }
    if (!Kinds.names().contains(kind)) {
      Optional<String> nearest = Nearest.to(kind, Kinds.names());
      String what = "heel.dev has no kind " + ValueWords.shortened(kind);
      return Optional.of(
          nearest.isEmpty()
              ? error("unknown-kind", "/kind", what, kinds())
              : error("unknown-kind", "/kind", what + "; did you mean " + nearest.get() + "?", ""));
    }
    if (manifest.apiVersion() == null) {
      return Optional.of(error("missing-field", "/apiVersion", "apiVersion is missing", version()));
    }
    return Crds.API_VERSION.equals(manifest.apiVersion())
        ? Optional.empty()
        : Optional.of(
            error(
                "unknown-version",
                "/apiVersion",
                "there is no " + ValueWords.shortened(manifest.apiVersion()),
                version()));
  }

  private static String kinds() {
    return "It is one of: " + String.join(", ", Kinds.names()) + ".";
  }

  private static String version() {
    return "Write " + Crds.API_VERSION + ".";
  }

  private static Problem error(String rule, String pointer, String message, String remedy) {
    return Problem.error(rule, pointer, message, remedy);
  }
}
