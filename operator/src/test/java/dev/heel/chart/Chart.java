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
import java.util.function.UnaryOperator;
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
    return rendered(helm(), values);
  }

  /** The same of a chart that may be elsewhere. */
  static String rendered(Helm chart, Map<String, ?> values) {
    TemplateCommand template = offline(chart);
    values.forEach(template::set);
    return template.call();
  }

  /**
   * The same with the values of a file, and with all hooks, which this engine leaves out as long as
   * it takes them for hooks.
   *
   * @param values as {@code helm -f} takes them
   * @param folder an empty one, for a copy of the chart
   */
  static String renderedWithHooks(Path values, Path folder) {
    return offline(hooksShown(folder)).withValuesFile(values).call();
  }

  /** The same by the paths that {@code helm --set} takes. */
  static String renderedWithHooks(Map<String, ?> values, Path folder) {
    TemplateCommand template = offline(hooksShown(folder)).set("clusterName", "prod");
    values.forEach(template::set);
    return template.call();
  }

  private static Helm hooksShown(Path folder) {
    return new Helm(copy(folder, text -> text.replace("helm.sh/hook", "example.com/hook")));
  }

  /** A copy of the chart, each file changed. */
  static Path copy(Path folder, UnaryOperator<String> change) {
    try (Stream<Path> files = Files.walk(FOLDER)) {
      Path copy = folder.resolve("heel");
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path place = copy.resolve(FOLDER.relativize(file));
        Files.createDirectories(place.getParent());
        write(place, change.apply(read(file)));
      }
      return copy;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** {@code helm template} asks no cluster; this engine does unless it is told not to. */
  private static TemplateCommand offline(Helm helm) {
    return helm.template()
        .withName("heel")
        .withNamespace(NAMESPACE)
        .withKubeVersion("1.29.0")
        .set("checkForOther", false)
        .skipCrds();
  }

  static List<HasMetadata> objects(Map<String, ?> values) {
    return objects(rendered(values));
  }

  static List<HasMetadata> objects(String rendered) {
    return documents(rendered)
        .map(document -> (HasMetadata) Serialization.unmarshal(document))
        .toList();
  }

  private static Stream<String> documents(String rendered) {
    return Arrays.stream(rendered.split("(?m)^---$"))
        .filter(document -> document.contains("kind:"));
  }

  /** What {@code manifests/install.yaml} holds: the CRDs, then the chart without an account. */
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

  /** The chart without an account, for a cluster that has no name yet; this engine has no hooks. */
  static String withoutHelm() {
    Map<String, ?> values =
        Map.of("clusterName", "CLUSTER_NAME", "defaultAccount.enabled", "false");
    return rendered(values);
  }

  /** Names and contents of the CRDs in a folder. */
  static Map<String, String> files(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> file.toString().endsWith(".yml"))
          .collect(Collectors.toMap(file -> file.getFileName().toString(), Chart::read));
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

  static Path write(Path file, String text) {
    try {
      return Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
