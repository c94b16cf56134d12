package dev.heel.agent.rules;

import com.fasterxml.jackson.databind.JsonNode;
import dev.heel.agent.check.CheckDraft;
import dev.heel.agent.check.CheckDraft.Kind;
import dev.heel.agent.check.CheckSpec;
import dev.heel.agent.check.ConfEntry;
import dev.heel.engine.read.Pointers;
import dev.heel.resource.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/** Whether the parts of a check are there, once each, and where they belong. */
final class ShapeRules {
  /** The Agent reads these at the top of a file only (datadog-agent, config_reader.go). */
  static final Set<String> TOP =
      Set.of(
          "ad_identifiers",
          "advanced_ad_identifiers",
          "cel_selector",
          "cluster_check",
          "docker_images",
          "ignore_autodiscovery_tags",
          "check_tag_cardinality",
          "init_config",
          "instances",
          "jmx_metrics",
          "logs");

  private ShapeRules() {}

  static List<Problem> saysWhatIsRun(CheckDraft draft, Grounds grounds) {
    CheckSpec spec = draft.spec();
    long kinds =
        Stream.of(spec.integration, spec.python, spec.pythonFrom, spec.jmx)
            .filter(Objects::nonNull)
            .count();
    return kinds == 1
        ? List.of()
        : List.of(
            Problem.error(
                "check-kind",
                "/spec",
                kinds == 0 ? "nothing says what is run" : "several things are run",
                "Keep exactly one of integration, python, pythonFrom and jmx."));
  }

  static List<Problem> saysWhereItRuns(CheckDraft draft, Grounds grounds) {
    CheckSpec spec = draft.spec();
    return (spec.runOn == null) == (spec.targets != null)
        ? List.of()
        : List.of(
            Problem.error(
                "check-place",
                "/spec",
                spec.targets == null ? "nothing says where it runs" : "targets and runOn are given",
                "Write targets, or runOn: Nodes (once on each node) or runOn: Cluster (once)."));
  }

  static List<Problem> openPartsAreMappings(CheckDraft draft, Grounds grounds) {
    List<Problem> problems = new ArrayList<>();
    CheckSpec spec = draft.spec();
    if (spec.initConfig != null && !spec.initConfig.isObject()) {
      problems.add(noMapping("/spec/initConfig"));
    }
    noMappings(spec.instances, "/spec/instances/", problems);
    noMappings(spec.logs, "/spec/logs/", problems);
    return problems;
  }

  private static void noMappings(List<JsonNode> all, String parent, List<Problem> problems) {
    for (int i = 0; all != null && i < all.size(); i++) {
      if (!all.get(i).isObject()) {
        problems.add(noMapping(parent + i));
      }
    }
  }

  private static Problem noMapping(String pointer) {
    return Problem.error(
        "wrong-type", pointer, "this is no mapping of options", "Write NAME: VALUE in it.");
  }

  /** The Agent calls a file without instances, logs and jmx_metrics an error. */
  static List<Problem> hasInstances(CheckDraft draft, Grounds grounds) {
    return draft.instances().isEmpty() && draft.logs().isEmpty()
        ? List.of(
            Problem.error(
                "no-instances",
                "/spec",
                "there are no instances, and the Agent runs nothing without one",
                draft.kind() == Kind.JMX
                    ? "Say which JVM: instances: [{host: …, port: …}]."
                    : "Write instances: with one entry for each thing that is watched."))
        : List.of();
  }

  static List<Problem> wholeFilesAreNotPastedIn(CheckDraft draft, Grounds grounds) {
    List<Problem> problems = new ArrayList<>();
    misplaced(draft.initConfig(), "/spec/initConfig", problems);
    for (ConfEntry each : draft.instances()) {
      misplaced(each.options(), each.pointer(), problems);
    }
    return problems;
  }

  private static void misplaced(JsonNode tree, String at, List<Problem> problems) {
    for (String name : TOP) {
      if (tree.has(name)) {
        problems.add(
            Problem.error(
                "misplaced-key",
                Pointers.member(at, name),
                name + " belongs at the top of a file of the Agent's, and has no effect here",
                switch (name) {
                  case "init_config" -> "Put what is in it under spec.initConfig.";
                  case "instances", "logs" -> "Put what is in it under spec." + name + ".";
                  case "jmx_metrics" -> "Put what is in it under spec.initConfig.conf.";
                  default -> "Say where it runs by spec.runOn or spec.targets.";
                }));
      }
    }
  }

  static List<Problem> intervalIsSaidOnce(CheckDraft draft, Grounds grounds) {
    String interval = draft.spec().interval;
    return draft.instances().stream()
        .filter(each -> interval != null && each.options().has("min_collection_interval"))
        .map(
            each ->
                Problem.warning(
                    "interval-twice",
                    each.pointer() + "/min_collection_interval",
                    "interval says %s already, and this goes before it".formatted(interval),
                    "Keep one of the two."))
        .toList();
  }
}
