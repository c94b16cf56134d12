package dev.heel.chart;

import com.marcnuri.helm.Helm;
import com.marcnuri.helm.TemplateCommand;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The chart, rendered by Helm's own engine. */
final class Chart {
  static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  static final Path FOLDER = ROOT.resolve("helm/heel");

  /** The namespace of the release. */
  static final String NAMESPACE = "datadog";

  private Chart() {}

  static Helm helm() {
    return new Helm(FOLDER);
  }

  /**
   * The chart without its CRDs, as YAML documents.
   *
   * @param values by the paths that {@code helm --set} takes
   */
  static String rendered(Map<String, ?> values) {
    TemplateCommand template = offline();
    values.forEach(template::set);
    return template.call();
  }

  /**
   * The same with the values of a file.
   *
   * @param values as {@code helm -f} takes them
   */
  static String rendered(Path values) {
    return offline().withValuesFile(values).call();
  }

  /** {@code helm template} asks no cluster; this engine does unless it is told not to. */
  private static TemplateCommand offline() {
    return helm()
        .template()
        .withName("heel")
        .withNamespace(NAMESPACE)
        .withKubeVersion("1.29.0")
        .set("checkForOther", false)
        .skipCrds();
  }

  static List<HasMetadata> objects(Map<String, ?> values) {
    return documents(rendered(values))
        .map(document -> (HasMetadata) Serialization.unmarshal(document))
        .toList();
  }

  private static Stream<String> documents(String rendered) {
    return Arrays.stream(rendered.split("(?m)^---$"))
        .filter(document -> document.contains("kind:"));
  }

  /**
   * What {@code manifests/install.yaml} holds: the CRDs, then the chart without an account and
   * without what Helm alone knows when to run.
   */
  static String installManifest() {
    return """
        # Heel without Helm: the chart's rendering. Name your cluster, and make the namespace first:
        #   kubectl create namespace datadog
        #   sed s/CLUSTER_NAME/prod-eu-1/ manifests/install.yaml | kubectl apply --server-side -f -
        # then an account, as in manifests/getting-started/10-account.yaml.
        """
        + crds()
        + withoutHelm();
  }

  /** The CRDs, as one text. */
  static String crds() {
    return files(FOLDER.resolve("crds")).entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .map(crd -> "---\n" + crd.getValue())
        .collect(Collectors.joining());
  }

  /** The chart without an account and without hooks, for a cluster that has no name yet. */
  static String withoutHelm() {
    Map<String, ?> values =
        Map.of("clusterName", "CLUSTER_NAME", "defaultAccount.enabled", "false");
    return documents(rendered(values))
        .filter(document -> !document.contains("helm.sh/hook"))
        .map(document -> "---" + document)
        .collect(Collectors.joining());
  }

  /** Names and contents of the files in a folder. */
  static Map<String, String> files(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files.collect(Collectors.toMap(file -> file.getFileName().toString(), Chart::read));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
