package dev.heel.operator.agent;

import dev.heel.agent.check.CheckDraft;
import dev.heel.agent.check.CheckStatus;
import dev.heel.agent.check.DatadogCheck;
import dev.heel.agent.files.AdmittedCheck;
import dev.heel.agent.files.AgentRenderer;
import dev.heel.agent.files.RenderedCheck;
import dev.heel.agent.files.RenderedFiles;
import dev.heel.agent.files.Standing;
import dev.heel.agent.files.TargetFacts;
import dev.heel.agent.objects.AgentInput;
import dev.heel.agent.objects.WrittenFiles;
import dev.heel.agent.spec.AgentSpec;
import dev.heel.agent.spec.DatadogAgent;
import dev.heel.resource.NamespacedName;
import dev.heel.resource.Problem;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The checks that an Agent admits, as files. A check whose present spec is wrong keeps running as
 * it last was right: an error never reaches an Agent, and takes nothing away from it either.
 */
public final class AgentRendering {
  private final AgentResources resources;
  private final CheckInputs inputs;
  private final AgentWriter writer;

  public AgentRendering(AgentResources resources, CheckInputs inputs, AgentWriter writer) {
    this.resources = resources;
    this.inputs = inputs;
    this.writer = writer;
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

    /**
     * The checks that an earlier process said are out, and that are there with the same bytes.
     *
     * @param there what is in the cluster
     */
    Set<NamespacedName> told(WrittenFiles there) {
      return checks.entrySet().stream()
          .filter(each -> isTold(each.getValue()))
          .map(Map.Entry::getKey)
          .filter(key -> fingerprint(key).equals(fingerprint(key, there::find)))
          .collect(Collectors.toSet());
    }

    private static boolean isTold(AdmittedCheck admitted) {
      CheckStatus status = admitted.check().getStatus();
      return status != null && status.pending() == null;
    }

    private Optional<byte[]> content(String path) {
      byte[] node = files.node().get(path);
      return Optional.ofNullable(node == null ? files.cluster().get(path) : node);
    }
  }

  Rendered of(AgentInPass pass) {
    AgentRenderer renderer = new AgentRenderer(AgentInput.context(pass.spec()));
    Map<NamespacedName, AdmittedCheck> admitted = admitted(pass.agent(), pass.spec());
    RenderedFiles present = renderer.render(admitted.values(), Standing.NONE);
    RunningSpecs specs = RunningSpecs.of(admitted, present.checks(), pass.state().lastGood());
    pass.state().lastGood(specs.lastGood());
    RenderedFiles files = renderer.render(specs.running().values(), Standing.NONE);
    List<AdmittedCheck> lost = lost(present, files, admitted);
    if (lost.isEmpty()) {
      return new Rendered(present, files, admitted);
    }
    KeptFiles kept = KeptFiles.of(files, lost, writer.files(pass.agent()));
    RenderedFiles beside = renderer.render(specs.running().values(), kept.standing());
    return new Rendered(present, kept.beside(beside), admitted);
  }

  /**
   * Those that this process knows no right spec of; an earlier one may have written their files.
   */
  private static List<AdmittedCheck> lost(
      RenderedFiles present, RenderedFiles files, Map<NamespacedName, AdmittedCheck> admitted) {
    return present.checks().entrySet().stream()
        .filter(each -> !each.getValue().isRendered() && RunningSpecs.mayGoOn(each.getValue()))
        .map(Map.Entry::getKey)
        .filter(key -> !files.checks().get(key).isRendered())
        .map(admitted::get)
        .toList();
  }

  private Map<NamespacedName, AdmittedCheck> admitted(DatadogAgent agent, AgentSpec spec) {
    List<DatadogCheck> checks =
        resources
            .checks()
            .filter(check -> resources.admits(agent, spec, check.getMetadata().getNamespace()))
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
              : facts.computeIfAbsent(namespace, ns -> inputs.targets(ns, withPods.contains(ns)));
      boolean code = resources.mayBringCode(agent, spec, namespace);
      admitted.put(
          draft.key(),
          new AdmittedCheck(check, code, code ? inputs.content(draft) : null, targets));
    }
    return admitted;
  }
}
