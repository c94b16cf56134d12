package dev.heel.operator;

import dev.heel.agent.check.CheckKey;
import dev.heel.agent.check.CheckStatus;
import dev.heel.agent.check.DatadogCheck;
import dev.heel.agent.files.AgentFiles;
import dev.heel.agent.files.RenderedCheck;
import dev.heel.agent.files.RenderedFiles;
import dev.heel.agent.workload.WrittenFiles;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What goes on of checks whose present spec is wrong, when this process never saw a right one: the
 * files that their status names, as an earlier process wrote them. A check with jars is not kept,
 * since its class path is that of all checks together.
 */
final class KeptFiles {
  private static final List<String> JARS = List.of(AgentFiles.JARS, AgentFiles.IMAGE_JARS);

  private final WrittenFiles written;
  private final SortedMap<String, byte[]> node;
  private final SortedMap<String, byte[]> cluster;
  private final SortedMap<CheckKey, RenderedCheck> checks;

  private KeptFiles(WrittenFiles written, RenderedFiles files) {
    this.written = written;
    this.node = new TreeMap<>(files.node());
    this.cluster = new TreeMap<>(files.cluster());
    this.checks = new TreeMap<>(files.checks());
  }

  /**
   * @param files what was rendered
   * @param wrong checks that are not among it
   * @return the same with what those checks have in the cluster; the node Agents' image stays the
   *     one with Java if one of them needs it
   */
  static RenderedFiles beside(RenderedFiles files, List<DatadogCheck> wrong, WrittenFiles written) {
    KeptFiles kept = new KeptFiles(written, files);
    boolean jmx = files.jmx();
    for (DatadogCheck check : wrong) {
      jmx |= kept.keep(check);
    }
    return new RenderedFiles(
        kept.node, kept.cluster, kept.checks, files.secrets(), files.imageJars(), jmx);
  }

  /** All files of the check or none; gives back whether it was kept and needs Java. */
  private boolean keep(DatadogCheck check) {
    CheckStatus status = Optional.ofNullable(check.getStatus()).orElse(CheckStatus.NONE);
    List<String> paths = Objects.requireNonNullElse(status.files(), List.of());
    SortedMap<String, byte[]> ofNode = new TreeMap<>();
    SortedMap<String, byte[]> ofCluster = new TreeMap<>();
    for (String path : paths) {
      written.node(path).ifPresent(content -> ofNode.put(path, content));
      written.cluster(path).ifPresent(content -> ofCluster.put(path, content));
    }
    boolean whole =
        !paths.isEmpty()
            && paths.stream().allMatch(p -> ofNode.containsKey(p) || ofCluster.containsKey(p))
            && paths.stream().noneMatch(p -> node.containsKey(p) || cluster.containsKey(p));
    List<String> texts = new ArrayList<>();
    ofNode.values().forEach(content -> texts.add(new String(content, StandardCharsets.UTF_8)));
    ofCluster.values().forEach(content -> texts.add(new String(content, StandardCharsets.UTF_8)));
    if (!whole || texts.stream().anyMatch(text -> JARS.stream().anyMatch(text::contains))) {
      return false;
    }
    node.putAll(ofNode);
    cluster.putAll(ofCluster);
    checks.put(CheckKey.of(check), asBefore(status, paths));
    return texts.stream().anyMatch(text -> text.contains("is_jmx: true"));
  }

  private static RenderedCheck asBefore(CheckStatus status, List<String> paths) {
    int instances = status.instances() == null ? 0 : status.instances();
    return new RenderedCheck(
        status.check(), status.runsOn(), instances, status.placement(), paths, List.of());
  }
}
