package dev.heel.operator;

import dev.heel.agent.check.CheckDraft;
import dev.heel.agent.check.CheckKey;
import dev.heel.agent.check.CheckStatus;
import dev.heel.agent.files.AdmittedCheck;
import dev.heel.agent.files.AgentFiles;
import dev.heel.agent.files.RenderedCheck;
import dev.heel.agent.files.RenderedFiles;
import dev.heel.agent.workload.WrittenFiles;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What goes on of checks whose present spec is wrong, when this process never saw a right one: the
 * files that their status names, as an earlier process wrote them; or those that are called after
 * them, where that process ended before it said so. A check with jars is not kept, since its class
 * path is that of all checks together.
 */
final class KeptFiles {
  private static final String CODE = "checks.d/";
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
  static RenderedFiles beside(
      RenderedFiles files, List<AdmittedCheck> wrong, WrittenFiles written) {
    KeptFiles kept = new KeptFiles(written, files);
    boolean jmx = files.jmx();
    for (AdmittedCheck check : wrong) {
      jmx |= kept.keep(check);
    }
    return new RenderedFiles(
        kept.node, kept.cluster, kept.checks, files.secrets(), files.imageJars(), jmx);
  }

  /** All files of the check or none; gives back whether it was kept and needs Java. */
  private boolean keep(AdmittedCheck admitted) {
    List<String> paths = paths(admitted);
    SortedMap<String, byte[]> ofNode = new TreeMap<>();
    SortedMap<String, byte[]> ofCluster = new TreeMap<>();
    for (String path : paths) {
      written.node(path).ifPresent(content -> ofNode.put(path, content));
      written.cluster(path).ifPresent(content -> ofCluster.put(path, content));
    }
    boolean whole =
        !paths.isEmpty()
            && paths.stream().noneMatch(p -> node.containsKey(p) || cluster.containsKey(p))
            && (admitted.mayBringCode() || paths.stream().noneMatch(p -> p.startsWith(CODE)));
    List<String> texts = new ArrayList<>();
    ofNode.values().forEach(content -> texts.add(new String(content, StandardCharsets.UTF_8)));
    ofCluster.values().forEach(content -> texts.add(new String(content, StandardCharsets.UTF_8)));
    if (!whole || texts.stream().anyMatch(text -> JARS.stream().anyMatch(text::contains))) {
      return false;
    }
    node.putAll(ofNode);
    cluster.putAll(ofCluster);
    checks.put(admitted.key(), asBefore(admitted, paths));
    return texts.stream().anyMatch(text -> text.contains("is_jmx: true"));
  }

  /** Paths of files that are there; empty if none is known to be the check's. */
  private List<String> paths(AdmittedCheck admitted) {
    List<String> told = Objects.requireNonNullElse(status(admitted).files(), List.of());
    if (!told.isEmpty() && told.stream().allMatch(this::isWritten)) {
      return told;
    }
    Long generation = admitted.check().getMetadata().getGeneration();
    boolean neverRight = told.isEmpty() && (generation == null || generation <= 1);
    return neverRight
        ? List.of()
        : names(admitted).stream()
            .map(name -> calledAfter(admitted.key(), name))
            .filter(paths -> !paths.isEmpty())
            .findFirst()
            .orElse(List.of());
  }

  private List<String> calledAfter(CheckKey key, String name) {
    String conf = AgentFiles.conf(name, key);
    String module = AgentFiles.module(name);
    return isWritten(conf) ? Stream.of(module, conf).filter(this::isWritten).toList() : List.of();
  }

  private boolean isWritten(String path) {
    return written.find(path).isPresent();
  }

  /** What the check may have been called when it was right. */
  private static Set<String> names(AdmittedCheck admitted) {
    Set<String> names = new LinkedHashSet<>();
    Optional.ofNullable(status(admitted).check()).ifPresent(names::add);
    names.add(CheckDraft.of(admitted.check()).name());
    return names;
  }

  private static RenderedCheck asBefore(AdmittedCheck admitted, List<String> paths) {
    CheckStatus status = status(admitted);
    CheckDraft draft = CheckDraft.of(admitted.check());
    return new RenderedCheck(
        Objects.requireNonNullElse(status.check(), draft.name()),
        Objects.requireNonNullElse(status.runsOn(), draft.runsOn()),
        Objects.requireNonNullElse(status.instances(), 0),
        status.placement(),
        paths,
        List.of());
  }

  private static CheckStatus status(AdmittedCheck admitted) {
    return Optional.ofNullable(admitted.check().getStatus()).orElse(CheckStatus.NONE);
  }
}
