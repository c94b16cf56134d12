package dev.heel.agent.files;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.heel.agent.check.CheckDraft;
import dev.heel.agent.rules.Sources;
import dev.heel.resource.NamespacedName;
import dev.heel.resource.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** Grows the two trees, check by check. */
final class Trees {
  private final AgentContext context;
  private final JarSet jars;
  private final List<String> classpath;
  private final SortedMap<String, byte[]> node = new TreeMap<>();
  private final SortedMap<String, byte[]> cluster = new TreeMap<>();
  private final SortedMap<NamespacedName, RenderedCheck> checks = new TreeMap<>();
  private final SortedSet<SecretKey> secrets = new TreeSet<>();
  private boolean jmx;

  Trees(AgentContext context, JarSet jars) {
    this.context = context;
    this.jars = jars;
    this.classpath = jars.classpath();
    node.putAll(jars.files());
  }

  RenderedFiles files() {
    return new RenderedFiles(node, cluster, checks, secrets, jars.images(), jmx);
  }

  /** A check over which the rendering itself fails is left out, and stops no other. */
  void add(Candidate candidate) {
    try {
      render(candidate);
    } catch (RuntimeException | StackOverflowError e) {
      CheckDraft draft = candidate.draft();
      List<Problem> problems = candidate.failed(e).problems();
      checks.put(
          draft.key(),
          new RenderedCheck(draft.name(), draft.runsOn(), 0, "nowhere", List.of(), problems));
    }
  }

  private void render(Candidate candidate) {
    CheckDraft draft = candidate.draft();
    Placement placement = new Placement(draft, candidate.admitted().targets());
    List<String> files = new ArrayList<>();
    int instances = 0;
    if (candidate.isGood()) {
      Secrets own = new Secrets(context.secrets(), draft.key().namespace());
      Optional<ObjectNode> conf = conf(new ConfFile(draft, own, classpath), draft, placement);
      addModule(candidate, files);
      conf.ifPresent(body -> addConf(draft, body, files));
      files.addAll(Jars.paths(draft));
      secrets.addAll(own.used());
      jmx |= draft.isJmx();
      instances = conf.map(body -> body.path("instances").size()).orElse(0);
    }
    checks.put(
        draft.key(),
        new RenderedCheck(
            draft.name(),
            draft.runsOn(),
            instances,
            placement.words(),
            List.copyOf(files),
            candidate.problems()));
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

  private void addModule(Candidate candidate, List<String> files) {
    Sources.python(candidate.draft(), candidate.admitted().content())
        .ifPresent(
            source -> {
              String path = AgentFiles.module(candidate.draft().name());
              node.put(path, source);
              files.add(path);
            });
  }

  private void addConf(CheckDraft draft, ObjectNode body, List<String> files) {
    String path = AgentFiles.conf(draft.name(), draft.key());
    (draft.runsOn().equals("Nodes") ? node : cluster).put(path, ConfText.of(body));
    files.add(path);
  }
}
