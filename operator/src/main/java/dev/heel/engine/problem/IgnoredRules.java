package dev.heel.engine.problem;

import dev.heel.resource.HeelResource;
import dev.heel.resource.Problem;
import dev.heel.resource.Problem.Severity;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The rules whose warnings a resource does not want to hear. An error of theirs that rests on what
 * Datadog refuses is overruled: it becomes a warning, and Datadog decides. All other errors stay.
 *
 * @param rules ids of rules
 */
public record IgnoredRules(Set<String> rules) {
  /** Ids that warnings once had, and have in annotations that were written then. */
  private static final Map<String, String> RENAMED =
      Map.of(
          "definition-elsewhere", "reference-elsewhere",
          "configmap-elsewhere", "reference-elsewhere",
          "agent-config-unknown", "unknown-option",
          "monitor-brackets", "monitor-query",
          "monitor-composite", "monitor-query");

  /**
   * Rules whose errors tell what Datadog was seen to refuse; docs/rules.md has where. What else is
   * an error keeps the body from being built, or keeps others safe.
   */
  private static final Set<String> REFUSALS =
      Set.of(
          "dashboard-preset",
          "dashboard-tags",
          "dashboard-variable",
          "monitor-comparison",
          "monitor-new-group-delay",
          "monitor-query",
          "monitor-recovery-threshold",
          "monitor-service-check",
          "monitor-threshold",
          "monitor-threshold-order",
          "unknown-option");

  private static final String DATADOG_DECIDES = "It is sent all the same; Datadog decides.";

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

  /** Whether an error of this rule tells what Datadog refuses, so that it can be overruled. */
  public static boolean isRefusal(String rule) {
    return REFUSALS.contains(rule);
  }

  /** The problems that are left, in their order. */
  public List<Problem> without(List<Problem> problems) {
    return problems.stream()
        .filter(p -> p.isError() || !rules.contains(p.rule()))
        .map(p -> rules.contains(p.rule()) && isRefusal(p.rule()) ? overruled(p) : p)
        .toList();
  }

  private static Problem overruled(Problem error) {
    String remedy = (error.remedy() + " " + DATADOG_DECIDES).strip();
    return new Problem(
        Severity.WARNING, error.rule(), error.at(), error.also(), error.message(), remedy);
  }
}
