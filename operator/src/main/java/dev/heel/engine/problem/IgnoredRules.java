package dev.heel.engine.problem;

import dev.heel.resource.HeelResource;
import dev.heel.resource.Problem;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The rules whose warnings a resource does not want to hear. Errors cannot be silenced.
 *
 * @param rules ids of rules
 */
public record IgnoredRules(Set<String> rules) {
  /** Ids that warnings once had, and have in annotations that were written then. */
  private static final Map<String, String> RENAMED =
      Map.of(
          "definition-elsewhere", "reference-elsewhere",
          "configmap-elsewhere", "reference-elsewhere",
          "agent-config-unknown", "unknown-option");

  /** Holds ids of rules with commas between them. */
  public static final String ANNOTATION = "heel.dev/ignore-rules";

  /** Those of a resource's annotation. */
  public static IgnoredRules of(HeelResource<?> resource) {
    Map<String, String> annotations = resource.getMetadata().getAnnotations();
    String value = annotations == null ? null : annotations.get(ANNOTATION);
    return new IgnoredRules(
        value == null
            ? Set.of()
            : Arrays.stream(value.split(",", -1))
                .map(String::strip)
                .map(id -> RENAMED.getOrDefault(id, id))
                .collect(Collectors.toSet()));
  }

  /** The problems that are left, in their order. */
  public List<Problem> without(List<Problem> problems) {
    return problems.stream().filter(p -> p.isError() || !rules.contains(p.rule())).toList();
  }
}
