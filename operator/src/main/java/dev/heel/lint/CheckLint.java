package dev.heel.lint;

import dev.heel.agent.check.CheckDraft;
import dev.heel.agent.check.ConfigMapEntry;
import dev.heel.agent.rules.CheckRules;
import dev.heel.agent.rules.Grounds;
import dev.heel.agent.rules.Sources;
import dev.heel.engine.problem.IgnoredRules;
import dev.heel.kinds.Kinds;
import dev.heel.lint.Validation.Extent;
import dev.heel.manifest.Manifest;
import dev.heel.resource.Problem;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;

/** Checks for the Agent among the manifests, with the ConfigMaps and the Agents beside them. */
final class CheckLint {
  /** These speak of a field's name, not of its value. */
  private static final Set<String> OF_NAMES =
      Set.of("deprecated-option", "unknown-option", "misplaced-key", "interval-twice");

  private final Extent extent;
  private final PythonSyntax python;
  private final AgentGrants agents;
  private final ConfigMaps maps;

  CheckLint(List<Manifest> manifests, Namespaces namespaces, Extent extent, PythonSyntax python) {
    this.python = python;
    this.extent = extent;
    this.agents = new AgentGrants(manifests, namespaces);
    this.maps = new ConfigMaps(manifests);
  }

  /** What is wrong with a manifest; nothing if it is no check. */
  List<Problem> problems(Manifest manifest) {
    return draft(manifest).map(draft -> problems(manifest, draft)).orElse(List.of());
  }

  /** At a field's name where the problem speaks of that, else at its value. */
  static Finding finding(Manifest manifest, Problem problem) {
    if (!Kinds.CHECK.is(manifest.kind()) || !OF_NAMES.contains(problem.rule())) {
      return Marks.finding(manifest, problem);
    }
    return new Finding(
        problem.severity(),
        problem.rule(),
        Marks.key(manifest, problem.at().pointer()),
        null,
        problem.message(),
        problem.remedy());
  }

  private static Optional<CheckDraft> draft(Manifest manifest) {
    return Resources.read(manifest, Kinds.CHECK)
        .filter(check -> check.getMetadata().getName() != null)
        .map(CheckDraft::of);
  }

  private List<Problem> problems(Manifest manifest, CheckDraft draft) {
    List<Problem> problems = new ArrayList<>();
    Optional<Map<ConfigMapEntry, byte[]>> content = content(manifest, draft, problems);
    Grounds grounds = agents.grounds(manifest.namespace(), content.orElse(null));
    problems.addAll(agents.admission(manifest.namespace()));
    problems.addAll(CheckRules.problems(draft, grounds));
    syntax(draft, content.orElse(Map.of())).ifPresent(problems::add);
    return IgnoredRules.of(draft.check()).without(problems);
  }

  private Optional<Problem> syntax(CheckDraft draft, Map<ConfigMapEntry, byte[]> content) {
    boolean inline = draft.spec().python != null;
    String pointer = inline ? "/spec/python" : "/spec/pythonFrom/configMap";
    return Sources.python(draft, content)
        .map(bytes -> new String(bytes, StandardCharsets.UTF_8))
        .flatMap(
            source ->
                python
                    .mistake(source)
                    .map(
                        each -> {
                          Problem problem =
                              Problem.error(
                                  "python-syntax",
                                  pointer,
                                  "line %d is no Python: %s".formatted(each.line(), each.message()),
                                  "The Agent would not load the check.");
                          return inline ? problem.within(offset(source, each), 1) : problem;
                        }));
  }

  private static int offset(String source, PythonSyntax.Mistake mistake) {
    int line = 0;
    for (int i = 1; i < mistake.line() && source.indexOf('\n', line) >= 0; i++) {
      line = source.indexOf('\n', line) + 1;
    }
    return Math.min(line + mistake.column() - 1, source.length() - 1);
  }

  /** Empty if a ConfigMap is not among the files; that is told. */
  private Optional<Map<ConfigMapEntry, byte[]>> content(
      Manifest manifest, CheckDraft draft, List<Problem> problems) {
    SortedSet<ConfigMapEntry> entries = draft.entries();
    Map<ConfigMapEntry, byte[]> content = new TreeMap<>();
    boolean all = true;
    for (ConfigMapEntry entry : entries) {
      if (maps.has(manifest.namespace(), entry)) {
        maps.bytes(manifest.namespace(), entry).ifPresent(bytes -> content.put(entry, bytes));
      } else {
        all = false;
        elsewhere(manifest, draft, entry).ifPresent(problems::add);
      }
    }
    return all ? Optional.of(content) : Optional.empty();
  }

  private Optional<Problem> elsewhere(Manifest manifest, CheckDraft draft, ConfigMapEntry entry) {
    String pointer = draft.pointer(entry) + "/name";
    return Elsewhere.configMap(extent, manifest.namespace(), entry.name(), pointer);
  }
}
