package dev.heel.agent.files;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.heel.agent.check.CheckDraft;
import dev.heel.agent.rules.Sources;
import dev.heel.resource.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * One check as files, apart from all others.
 *
 * @param check what became of it
 * @param node its files of the node Agents, without its jars
 * @param cluster its files of the Cluster Agent
 * @param secrets entries of Secrets that its files name
 * @param jmx whether it needs a Java runtime
 */
record CheckFiles(
    RenderedCheck check,
    SortedMap<String, byte[]> node,
    SortedMap<String, byte[]> cluster,
    SortedSet<SecretKey> secrets,
    boolean jmx) {

  /**
   * A check over which the rendering itself fails is left out, and stops no other.
   *
   * @param classpath all jars of all checks
   */
  static CheckFiles of(AgentContext context, List<String> classpath, Candidate candidate) {
    try {
      return candidate.isGood()
          ? rendered(context, classpath, candidate)
          : leftOut(candidate, placement(candidate).words());
    } catch (RuntimeException | StackOverflowError e) {
      return leftOut(candidate.failed(e), "nowhere");
    }
  }

  private static CheckFiles leftOut(Candidate candidate, String placement) {
    RenderedCheck check = check(candidate.draft(), 0, placement, List.of(), candidate.problems());
    return new CheckFiles(check, new TreeMap<>(), new TreeMap<>(), new TreeSet<>(), false);
  }

  private static RenderedCheck check(
      CheckDraft draft,
      int instances,
      String placement,
      List<String> files,
      List<Problem> problems) {
    return new RenderedCheck(
        draft.name(), draft.runsOn(), instances, placement, List.copyOf(files), problems);
  }

  private static Placement placement(Candidate candidate) {
    return new Placement(candidate.draft(), candidate.admitted().targets());
  }

  private static CheckFiles rendered(
      AgentContext context, List<String> classpath, Candidate candidate) {
    CheckDraft draft = candidate.draft();
    Placement placement = placement(candidate);
    Secrets own = new Secrets(context.secrets(), draft.key().namespace());
    Optional<ObjectNode> conf = conf(new ConfFile(draft, own, classpath), draft, placement);
    SortedMap<String, byte[]> node = new TreeMap<>();
    SortedMap<String, byte[]> cluster = new TreeMap<>();
    List<String> files = new ArrayList<>();
    Sources.python(draft, candidate.admitted().content())
        .ifPresent(source -> put(node, AgentFiles.module(draft.name()), source, files));
    conf.ifPresent(
        body ->
            put(
                draft.runsOn().equals("Nodes") ? node : cluster,
                AgentFiles.conf(draft.name(), draft.key()),
                ConfText.of(body),
                files));
    files.addAll(Jars.paths(draft));
    int instances = conf.map(body -> body.path("instances").size()).orElse(0);
    RenderedCheck check = check(draft, instances, placement.words(), files, candidate.problems());
    return new CheckFiles(check, node, cluster, new TreeSet<>(own.used()), draft.isJmx());
  }

  private static void put(
      SortedMap<String, byte[]> tree, String path, byte[] content, List<String> files) {
    tree.put(path, content);
    files.add(path);
  }

  /** None if there is nothing to run it for: a file without instances is an error to the Agent. */
  private static Optional<ObjectNode> conf(ConfFile file, CheckDraft draft, Placement placement) {
    return switch (draft.runsOn()) {
      case "Nodes" -> Optional.of(file.onNodes());
      case "Cluster" -> Optional.of(file.inCluster(file.instances()));
      default ->
          draft.spec().targets.pods != null
              ? forPods(file, draft, placement)
              : forServices(file, placement);
    };
  }

  private static Optional<ObjectNode> forServices(ConfFile file, Placement placement) {
    List<String> services = placement.services();
    String kind = placement.isPerService() ? "kube_service" : "kube_endpoints";
    return services.isEmpty() ? Optional.empty() : Optional.of(file.forServices(kind, services));
  }

  private static Optional<ObjectNode> forPods(
      ConfFile file, CheckDraft draft, Placement placement) {
    List<JsonNode> templates = file.instances();
    List<JsonNode> instances =
        placement.pods().stream()
            .map(pod -> new PodInstances(pod, draft.key().namespace()))
            .flatMap(pod -> templates.stream().map(pod::of).flatMap(Optional::stream))
            .toList();
    return instances.isEmpty() ? Optional.empty() : Optional.of(file.inCluster(instances));
  }
}
