package dev.heel.operator.agent;

import dev.heel.agent.check.CheckDraft;
import dev.heel.agent.check.ConfigMapEntry;
import dev.heel.agent.files.TargetFacts;
import dev.heel.operator.cluster.Contents;
import dev.heel.operator.cluster.TargetWatches;
import dev.heel.resource.Reference.Target;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** What checks are rendered from beside their specs; watched for as long as a check names it. */
public final class CheckInputs implements AutoCloseable {
  private final AgentResources resources;
  private final Contents contents;
  private final TargetWatches targets;

  public CheckInputs(AgentResources resources, Contents contents, TargetWatches targets) {
    this.resources = resources;
    this.contents = contents;
    this.targets = targets;
  }

  /** The entries of ConfigMaps that a check names and that are there. */
  Map<ConfigMapEntry, byte[]> content(CheckDraft draft) {
    return contents.of(draft.key().namespace(), draft.entries());
  }

  /**
   * @param withPods whether a check of the namespace selects pods
   */
  TargetFacts targets(String namespace, boolean withPods) {
    return targets.facts(namespace, withPods);
  }

  /**
   * Watches only what some check still names. What is watched is looked up before the checks are: a
   * pass over another Agent may just have begun to watch for a check that is newer than they.
   */
  void forgetUnused() {
    Set<Target> contentsBefore = contents.watched();
    Set<String> targetsBefore = targets.watched();
    List<CheckDraft> drafts = resources.checks().map(CheckDraft::of).toList();
    contents.forgetAllBut(
        contentsBefore,
        drafts.stream()
            .flatMap(
                draft ->
                    draft.entries().stream()
                        .map(entry -> Contents.target(draft.key().namespace(), entry)))
            .collect(Collectors.toSet()));
    targets.forgetAllBut(
        targetsBefore,
        drafts.stream()
            .filter(draft -> draft.spec().targets != null)
            .map(draft -> draft.key().namespace())
            .collect(Collectors.toSet()));
  }

  @Override
  public void close() {
    contents.close();
    targets.close();
  }
}
