package dev.heel.chart;

import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * One way to install the chart.
 *
 * @param name what is special
 * @param yaml as {@code helm -f} takes it
 */
record ValueSet(String name, String yaml) {
  static List<ValueSet> all() {
    String text = Chart.read(Path.of("src/test/resources/chart/values.yaml"));
    return Arrays.stream(text.split("(?m)^---\n")).skip(1).map(ValueSet::of).toList();
  }

  private static ValueSet of(String document) {
    String comment = document.lines().findFirst().orElseThrow();
    return new ValueSet(comment.substring("# ".length()), document);
  }

  /** The chart's rendering with these values. */
  String rendered(Path folder) {
    try {
      return Chart.rendered(Files.writeString(folder.resolve("values.yaml"), yaml));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A copy of the chart whose defaults are these values, as its lint takes no others. */
  Path chart(Path folder) {
    try (Stream<Path> files = Files.walk(Chart.FOLDER)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path copy = folder.resolve("heel").resolve(Chart.FOLDER.relativize(file));
        Files.createDirectories(copy.getParent());
        Files.copy(file, copy);
      }
      Path values = folder.resolve("heel/values.yaml");
      Files.writeString(values, Serialization.asYaml(merged(map(Files.readString(values)))));
      return folder.resolve("heel");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Map<String, Object> merged(Map<String, Object> defaults) {
    return merge(defaults, map(yaml));
  }

  /** As Helm joins values: maps key by key, all else whole; null takes a default away. */
  @SuppressWarnings("unchecked")
  private static Map<String, Object> merge(Map<String, Object> below, Map<String, Object> above) {
    Map<String, Object> both = new HashMap<>(below);
    above.forEach(
        (key, value) -> {
          if (value == null) {
            both.remove(key);
          } else if (value instanceof Map<?, ?> map && below.get(key) instanceof Map<?, ?> old) {
            both.put(key, merge((Map<String, Object>) old, (Map<String, Object>) map));
          } else {
            both.put(key, value);
          }
        });
    return both;
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> map(String yaml) {
    return Serialization.unmarshal(yaml, Map.class);
  }

  @Override
  public String toString() {
    return name;
  }
}
