package dev.heel.lint;

import dev.heel.lint.Validation.Extent;
import dev.heel.manifest.ManifestReader;
import dev.heel.manifest.Source;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;

/** Validates texts that no file holds, each under the name {@code 1.yaml}, {@code 2.yaml}, … */
final class Texts {
  private static final ManifestReader READER = new ManifestReader(InputStream.nullInputStream());

  private Texts() {}

  static Validation validated(String... texts) {
    return validated(Extent.WHOLE, texts);
  }

  static Validation validated(Extent extent, String... texts) {
    int[] number = {0};
    return Validation.of(
        Arrays.stream(texts)
            .map(text -> READER.read(new Source(++number[0] + ".yaml"), text))
            .toList(),
        extent);
  }

  /** The findings as {@code file:line:column rule}. */
  static List<String> rules(Validation validation) {
    return validation.findings().stream()
        .map(
            finding ->
                finding.at().source().name() + ":" + finding.at().position() + " " + finding.rule())
        .toList();
  }

  static String monitor(String name, String spec) {
    return """
        apiVersion: heel.dev/v1alpha1
        kind: DatadogMonitor
        metadata: {name: %s, namespace: home}
        spec: %s
        """
        .formatted(name, spec);
  }
}
