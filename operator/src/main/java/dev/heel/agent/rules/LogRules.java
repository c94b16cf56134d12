package dev.heel.agent.rules;

import com.fasterxml.jackson.databind.JsonNode;
import dev.heel.agent.check.CheckDraft;
import dev.heel.agent.check.ConfEntry;
import dev.heel.resource.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The logs of a check (Datadog, "Advanced Log Collection Configurations"). */
final class LogRules {
  /** What each type needs beside it; null for nothing. */
  private static final Map<String, String> NEEDS =
      Map.of("file", "path", "tcp", "port", "udp", "port");

  private static final Set<String> TYPES =
      Set.of("file", "tcp", "udp", "journald", "docker", "containerd", "windows_event");
  private static final Set<String> PROCESSING =
      Set.of(
          "exclude_at_match",
          "include_at_match",
          "mask_sequences",
          "multi_line",
          "remap_source",
          "exclude_truncated");

  private LogRules() {}

  static List<Problem> logsAreReadOnNodes(CheckDraft draft, Grounds grounds) {
    return draft.logs().isEmpty() || draft.runsOn().equals("Nodes")
        ? List.of()
        : List.of(
            Problem.error(
                "logs-place",
                "/spec/logs",
                "logs are read on nodes only, and this check does not run there",
                "Put them into a DatadogCheck of their own with runOn: Nodes."));
  }

  static List<Problem> logsAreCollected(CheckDraft draft, Grounds grounds) {
    return draft.logs().isEmpty() || grounds.collectsLogs()
        ? List.of()
        : List.of(
            Problem.warning(
                "logs-off",
                "/spec/logs",
                "the Agent collects no logs, and passes over these",
                "Write logs: {enabled: true} in the DatadogAgent."));
  }

  static List<Problem> logsAreComplete(CheckDraft draft, Grounds grounds) {
    List<Problem> problems = new ArrayList<>();
    for (ConfEntry each : draft.logs()) {
      String at = each.pointer();
      JsonNode log = each.options();
      source(log, at, problems);
      if (!log.hasNonNull("source")) {
        problems.add(
            Problem.warning(
                "log-source",
                at,
                "no source: Datadog applies no pipeline to these logs",
                "Add source, such as nginx."));
      }
      JsonNode rules = log.path("log_processing_rules");
      for (int j = 0; j < rules.size(); j++) {
        processing(rules.get(j), at + "/log_processing_rules/" + j, problems);
      }
    }
    return problems;
  }

  private static void source(JsonNode log, String at, List<Problem> problems) {
    String type = log.path("type").asText();
    if (!TYPES.contains(type)) {
      String what = type.isEmpty() ? "no type says where the logs are" : "there is no type " + type;
      problems.add(
          Problem.error(
              "log-type",
              type.isEmpty() ? at : at + "/type",
              what,
              "It is one of: " + String.join(", ", TYPES.stream().sorted().toList()) + "."));
    } else if (NEEDS.containsKey(type) && !log.hasNonNull(NEEDS.get(type))) {
      String needed = NEEDS.get(type);
      problems.add(
          Problem.error(
              "log-type", at, "logs of type %s need %s".formatted(type, needed), "Add it."));
    }
  }

  private static void processing(JsonNode rule, String at, List<Problem> problems) {
    String type = rule.path("type").asText();
    if (!PROCESSING.contains(type)) {
      problems.add(
          Problem.error(
              "log-rule",
              at,
              "a rule of processing has no type %s".formatted(type),
              "It is one of: " + String.join(", ", PROCESSING.stream().sorted().toList()) + "."));
    } else if (!rule.hasNonNull("name")
        || !rule.hasNonNull("pattern") && !type.equals("exclude_truncated")) {
      problems.add(
          Problem.error(
              "log-rule", at, "a rule of processing needs name and pattern", "Add them."));
    }
  }
}
