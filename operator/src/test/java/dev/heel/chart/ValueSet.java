package dev.heel.chart;

import io.fabric8.kubernetes.client.utils.Serialization;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

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

  /**
   * The chart's rendering with these values, hooks and all.
   *
   * @param folder an empty one
   */
  String rendered(Path folder) {
    return Chart.renderedWithHooks(Chart.write(folder.resolve("values.yaml"), yaml), folder);
  }

  /**
   * A copy of the chart whose defaults are these values, as its lint takes no others.
   *
   * @param folder an empty one
   */
  Path chart(Path folder) {
    Path copy = Chart.copy(folder, text -> text);
    Path values = copy.resolve("values.yaml");
    Chart.write(values, Serialization.asYaml(merge(map(Chart.read(values)), map(yaml))));
    return copy;
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
