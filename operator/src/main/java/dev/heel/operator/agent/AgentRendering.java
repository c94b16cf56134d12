package dev.heel.operator.agent;

import dev.heel.agent.check.CheckDraft;
import dev.heel.agent.check.DatadogCheck;
import dev.heel.agent.files.AdmittedCheck;
import dev.heel.agent.files.AgentFiles;
import dev.heel.agent.files.RenderedCheck;
import dev.heel.agent.files.RenderedFiles;
import dev.heel.agent.files.Standing;
import dev.heel.agent.files.TargetFacts;
import dev.heel.agent.objects.AgentInput;
import dev.heel.agent.objects.WrittenFiles;
import dev.heel.agent.spec.AgentNames;
import dev.heel.agent.spec.AgentSpec;
import dev.heel.agent.spec.DatadogAgent;
import dev.heel.resource.NamespacedName;
import dev.heel.resource.Problem;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.apps.DaemonSet;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The checks that an Agent admits, as files. A check whose present spec is wrong keeps running as
 * it last was right: an error never reaches an Agent, and takes nothing away from it either.
 */
final class AgentRendering {
  private static final String NOT_ALLOWED = "not-allowed";

  private final AgentHalf half;
  private final Map<NamespacedName, Map<NamespacedName, AdmittedCheck>> lastGood =
      new ConcurrentHashMap<>();

  AgentRendering(AgentHalf half) {
    this.half = half;
  }

  /**
   * @param present what was rendered of the checks as they are
   * @param files what is to run
   * @param checks those that were looked at
   */
  record Rendered(
      RenderedFiles present, RenderedFiles files, Map<NamespacedName, AdmittedCheck> checks) {
    /** Also those of a check that is well by itself and stands back behind one that goes on. */
    List<Problem> problems(NamespacedName key) {
      RenderedCheck now = present.checks().get(key);
      return now.isRendered() ? files.checks().get(key).problems() : now.problems();
    }

    RenderedCheck running(NamespacedName key) {
      return files.checks().get(key);
    }

    /** A check's own files, in a word. */
    String fingerprint(NamespacedName key) {
      return fingerprint(key, this::content);
    }

    /** The same of what stands at their paths elsewhere. */
    String fingerprint(NamespacedName key, Function<String, Optional<byte[]>> elsewhere) {
      Map<String, Integer> contents = new TreeMap<>();
      for (String path : running(key).files()) {
        contents.put(path, elsewhere.apply(path).map(Arrays::hashCode).orElse(0));
      }
      return contents.toString();
    }

    private Optional<byte[]> content(String path) {
      byte[] node = files.node().get(path);
      return Optional.ofNullable(node == null ? files.cluster().get(path) : node);
    }
  }

  Rendered of(DatadogAgent agent, AgentSpec spec) {
    Map<NamespacedName, AdmittedCheck> admitted = admitted(agent, spec);
    RenderedFiles present =
        AgentFiles.render(AgentInput.context(spec), List.copyOf(admitted.values()));
    Map<NamespacedName, AdmittedCheck> good =
        lastGood.computeIfAbsent(NamespacedName.of(agent), name -> new HashMap<>());
    Map<NamespacedName, AdmittedCheck> running = new HashMap<>(admitted);
    present
        .checks()
        .forEach(
            (key, check) -> {
              if (check.isRendered()) {
                good.put(key, admitted.get(key));
              } else if (mayGoOn(check) && isSame(good.get(key), admitted.get(key))) {
                running.put(key, asBefore(good.get(key), admitted.get(key)));
              }
            });
    good.keySet().retainAll(admitted.keySet());
    RenderedFiles files =
        running.equals(admitted)
            ? present
            : AgentFiles.render(AgentInput.context(spec), List.copyOf(running.values()));
    List<AdmittedCheck> lost = lost(present, files, admitted);
    if (lost.isEmpty()) {
      return new Rendered(present, files, admitted);
    }
    KeptFiles kept = KeptFiles.of(files, lost, written(agent));
    Standing standing = kept.standing();
    RenderedFiles beside =
        standing.isEmpty()
            ? files
            : AgentFiles.render(AgentInput.context(spec), List.copyOf(running.values()), standing);
    return new Rendered(present, kept.beside(beside), admitted);
  }

  /**
   * Those that this process knows no right spec of; an earlier one may have written their files.
   */
  private static List<AdmittedCheck> lost(
      RenderedFiles present, RenderedFiles files, Map<NamespacedName, AdmittedCheck> admitted) {
    return present.checks().entrySet().stream()
        .filter(each -> !each.getValue().isRendered() && mayGoOn(each.getValue()))
        .map(Map.Entry::getKey)
        .filter(key -> !files.checks().get(key).isRendered())
        .map(admitted::get)
        .toList();
  }

  /** The files as they are in the cluster now. */
  WrittenFiles written(DatadogAgent agent) {
    List<ConfigMap> maps =
        half.applied().all(ConfigMap.class).filter(map -> AgentTools.belongs(map, agent)).toList();
    AgentNames names = AgentNames.of(agent);
    DaemonSet nodes =
        half.applied().find(DaemonSet.class, names.namespace(), names.node()).orElse(null);
    return new WrittenFiles(names, maps, nodes);
  }

  void forget(NamespacedName agent) {
    lastGood.remove(agent);
  }

  /** What is no longer allowed ends at once. */
  private static boolean mayGoOn(RenderedCheck check) {
    return check.problems().stream().noneMatch(problem -> problem.rule().equals(NOT_ALLOWED));
  }

  private static boolean isSame(AdmittedCheck before, AdmittedCheck now) {
    return before != null
        && before.check().getMetadata().getUid().equals(now.check().getMetadata().getUid());
  }

  /** The older spec and code, with the rights and targets of now. */
  private static AdmittedCheck asBefore(AdmittedCheck before, AdmittedCheck now) {
    return new AdmittedCheck(before.check(), now.mayBringCode(), before.content(), now.targets());
  }

  private Map<NamespacedName, AdmittedCheck> admitted(DatadogAgent agent, AgentSpec spec) {
    List<DatadogCheck> checks =
        half.checks()
            .filter(check -> half.admits(agent, spec, check.getMetadata().getNamespace()))
            .toList();
    Set<String> withPods =
        checks.stream()
            .map(CheckDraft::of)
            .filter(draft -> draft.spec().targets != null && draft.spec().targets.pods != null)
            .map(draft -> draft.key().namespace())
            .collect(Collectors.toSet());
    Map<String, TargetFacts> facts = new HashMap<>();
    Map<NamespacedName, AdmittedCheck> admitted = new HashMap<>();
    for (DatadogCheck check : checks) {
      CheckDraft draft = CheckDraft.of(check);
      String namespace = draft.key().namespace();
      TargetFacts targets =
          draft.spec().targets == null
              ? TargetFacts.NONE
              : facts.computeIfAbsent(
                  namespace, ns -> half.targetWatches().facts(ns, withPods.contains(ns)));
      admitted.put(
          draft.key(),
          new AdmittedCheck(
              check,
              half.mayBringCode(agent, spec, namespace),
              half.contents().of(namespace, draft.entries()),
              targets));
    }
    return admitted;
  }
}
