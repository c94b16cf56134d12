package dev.heel.agent.objects;

import dev.heel.agent.spec.AgentNames;
import dev.heel.agent.spec.AgentSpec;
import dev.heel.agent.spec.ApmSpec;
import dev.heel.agent.spec.DatadogAgent;
import dev.heel.agent.spec.ImageChoice;
import dev.heel.agent.spec.PodSettings;
import dev.heel.engine.problem.RuleFault;
import dev.heel.engine.read.LeftOut;
import dev.heel.engine.read.Nearest;
import dev.heel.engine.read.Pointers;
import dev.heel.engine.read.SpecBounds;
import dev.heel.engine.read.SpecReader;
import dev.heel.resource.Problem;
import dev.heel.resource.Reference.Target;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** What an Agent requires beyond its schema: what Datadog's Agent would refuse, ignore or log. */
public final class AgentChecks {
  /** Languages of the libraries (Datadog, "Single Step APM Instrumentation on Kubernetes"). */
  private static final Set<String> LANGUAGES =
      new TreeSet<>(List.of("dotnet", "java", "js", "php", "python", "ruby"));

  private final DatadogAgent agent;
  private final AgentSpec spec;
  private final LeftOut lists;
  private final List<Problem> problems = new ArrayList<>();

  private AgentChecks(DatadogAgent agent, SpecReader.Read<AgentSpec> read) {
    this.agent = agent;
    this.spec = read.value();
    this.lists = new LeftOut(read.problems());
    problems.addAll(read.problems());
  }

  /**
   * Never throws, whatever the spec holds; a rule that does all the same is a {@link RuleFault}.
   */
  public static List<Problem> problems(DatadogAgent agent) {
    Optional<Problem> leftOut = SpecBounds.problem(agent.getSpec());
    if (leftOut.isPresent()) {
      return List.of(leftOut.get());
    }
    AgentChecks checks = new AgentChecks(agent, SpecReader.read(agent.getSpec(), AgentSpec.class));
    AgentSpec spec = checks.spec;
    checks.hold(checks::nameFitsServices);
    checks.hold(checks::keysAreInOnePlace);
    checks.hold(checks::tagsHaveKeys);
    checks.hold(() -> checks.problems.addAll(DatadogYaml.conflicts(spec.config)));
    checks.hold(() -> checks.problems.addAll(ConfigKeys.unknown(spec.config)));
    checks.hold(checks::instrumentation);
    checks.hold(() -> checks.variables("node", spec.node));
    checks.hold(() -> checks.variables("clusterAgent", spec.clusterAgent));
    return List.copyOf(checks.problems);
  }

  private void hold(Runnable rule) {
    Target target = Target.of(agent);
    problems.addAll(
        RuleFault.guarded(
            () -> {
              rule.run();
              return List.of();
            },
            e -> RuleFault.of(target, e)));
  }

  /** What an image lacks for the checks that are to run in it. */
  public static List<Problem> imageProblems(AgentSpec spec, boolean jmx) {
    return ImageChoice.problems(spec.images, jmx);
  }

  private void nameFitsServices() {
    String name = agent.getMetadata().getName();
    boolean label = name == null || name.matches("[a-z]([-a-z0-9]*[a-z0-9])?");
    if (!label || (name != null && name.length() > AgentNames.LONGEST)) {
      error(
          "agent-name",
          "/metadata/name",
          "an Agent's Services are called after it, and cannot be called after \"%s\""
              .formatted(name.length() > 60 ? name.substring(0, 60) + "…" : name),
          "Take lower-case letters, digits and -, a letter first, %d at most."
              .formatted(AgentNames.LONGEST));
    }
  }

  private void keysAreInOnePlace() {
    if (spec.accountRef != null && spec.secretRef != null) {
      error(
          "agent-key-twice",
          "/spec/secretRef",
          "both accountRef and secretRef say where the API key is",
          "Keep one of the two.");
    }
  }

  private void tagsHaveKeys() {
    if (spec.tags == null) {
      return;
    }
    for (int i = 0; i < spec.tags.size(); i++) {
      if (!spec.tags.get(i).contains(":")) {
        problems.add(
            Problem.warning(
                "agent-tag",
                "/spec/tags/" + lists.original("/spec/tags", i),
                "the tag %s has no key".formatted(spec.tags.get(i)),
                "Write key:value, so that it can be grouped by."));
      }
    }
  }

  /** The Cluster Agent refuses all of its targets for one of these. */
  private void instrumentation() {
    ApmSpec.Instrumentation given = spec.apm == null ? null : spec.apm.instrumentation;
    if (given == null) {
      return;
    }
    String at = "/spec/apm/instrumentation";
    if (Boolean.FALSE.equals(spec.apm.enabled)) {
      error(
          "apm-off",
          at,
          "apm.enabled is false, so the traces of instrumented programs have nowhere to go",
          "Take enabled: false out, or instrumentation.");
    }
    exclusive(
        at,
        "disabledNamespaces",
        given.enabledNamespaces,
        given.disabledNamespaces,
        "enabledNamespaces");
    exclusive(at, "targets", given.enabledNamespaces, given.targets, "enabledNamespaces");
    exclusive(at, "targets", given.libVersions, given.targets, "libVersions");
    languages(at + "/libVersions", given.libVersions);
    targets(at + "/targets", given.targets);
  }

  private void exclusive(String at, String field, Object one, Object other, String otherField) {
    if (one != null && other != null) {
      error(
          "apm-exclusive",
          at + "/" + field,
          "%s and %s exclude each other; the Cluster Agent would take neither"
              .formatted(otherField, field),
          "Keep one of the two.");
    }
  }

  private void targets(String at, List<ApmSpec.Target> targets) {
    Map<String, Integer> names = new HashMap<>();
    for (int i = 0; targets != null && i < targets.size(); i++) {
      ApmSpec.Target target = targets.get(i);
      String place = at + "/" + lists.original(at, i);
      Integer same = target.name == null ? null : names.putIfAbsent(target.name, i);
      if (same != null) {
        error(
            "apm-target-name",
            place + "/name",
            "target %d is called %s too".formatted(same + 1, target.name),
            "Give each target its own name.");
      }
      languages(place + "/ddTraceVersions", target.ddTraceVersions);
      ApmSpec.NamespaceSelector namespaces = target.namespaceSelector;
      if (namespaces != null
          && namespaces.matchNames != null
          && (namespaces.matchLabels != null || namespaces.matchExpressions != null)) {
        exclusive(place + "/namespaceSelector", "matchNames", target, target, "matchLabels");
      }
    }
  }

  private void languages(String at, Map<String, String> versions) {
    if (versions == null) {
      return;
    }
    versions.keySet().stream()
        .filter(language -> !LANGUAGES.contains(language))
        .forEach(
            language ->
                error(
                    "apm-language",
                    Pointers.member(at, language),
                    "there is no tracing library for %s%s"
                        .formatted(language, Nearest.hint(language, LANGUAGES)),
                    "There is one for each of: " + String.join(", ", LANGUAGES) + "."));
  }

  private void variables(String component, PodSettings settings) {
    List<PodSettings.Env> env = settings == null ? null : settings.env;
    for (int i = 0; env != null && i < env.size(); i++) {
      String name = env.get(i).name;
      if (name != null && Containers.RESERVED.contains(name)) {
        error(
            "agent-env",
            "/spec/%s/env/%d/name".formatted(component, i),
            "Heel sets %s itself, and the second would win".formatted(name),
            "Take it out; the fields of spec say the same.");
      }
    }
  }

  private void error(String rule, String pointer, String message, String remedy) {
    problems.add(Problem.error(rule, pointer, message, remedy));
  }
}
