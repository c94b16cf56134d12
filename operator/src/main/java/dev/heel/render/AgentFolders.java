package dev.heel.render;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.heel.agent.check.CheckDraft;
import dev.heel.agent.check.ConfigMapEntry;
import dev.heel.agent.check.DatadogCheck;
import dev.heel.agent.files.AdmittedCheck;
import dev.heel.agent.files.AgentFiles;
import dev.heel.agent.files.RenderedCheck;
import dev.heel.agent.files.RenderedFiles;
import dev.heel.agent.objects.AgentInput;
import dev.heel.agent.objects.AgentInput.Keys;
import dev.heel.agent.objects.AgentObjects;
import dev.heel.agent.spec.Admission;
import dev.heel.agent.spec.AgentSpec;
import dev.heel.agent.spec.DatadogAgent;
import dev.heel.engine.read.SpecReader;
import dev.heel.kinds.Kinds;
import dev.heel.lint.ConfigMaps;
import dev.heel.lint.Resources;
import dev.heel.manifest.Manifest;
import dev.heel.manifest.ReadFile;
import dev.heel.resource.HeelResource;
import dev.heel.resource.Kind;
import dev.heel.resource.Problem;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The files that the Agents among manifests would read, made by the functions that the operator
 * makes them with. Equal manifests, in any order, give equal bytes; where a check names a Secret,
 * the handle stands by which the Agent asks for it.
 *
 * @param cluster the cluster's name, for Agents that say none
 * @param namespace of manifests that say none
 */
public record AgentFolders(String cluster, String namespace) {
  /**
   * @param files {@code DatadogAgent/NAMESPACE.NAME/}, then {@code node/} or {@code
   *     cluster-agent/}, then the path below the Agent's folder of configuration -> content
   * @param told which checks have no files, and why, in a sentence each
   */
  public record Rendered(SortedMap<String, byte[]> files, List<String> told) {}

  /**
   * @param read without errors
   */
  public Rendered of(List<ReadFile> read) {
    List<Manifest> manifests = read.stream().flatMap(f -> f.manifests().stream()).toList();
    Surroundings around = new Surroundings(manifests, namespace);
    SortedMap<String, byte[]> files = new TreeMap<>();
    List<String> told = new ArrayList<>();
    List<Manifest> agents = around.ofKind(Kinds.AGENT.name()).toList();
    agents.forEach(agent -> add(read(agent, Kinds.AGENT), around, files, told));
    long checks = around.ofKind(Kinds.CHECK.name()).count();
    if (agents.isEmpty() && checks > 0) {
      told.add(
          "No DatadogAgent is among these files: %s without files."
              .formatted(checks == 1 ? "1 DatadogCheck is" : checks + " DatadogChecks are"));
    }
    return new Rendered(files, told.stream().distinct().toList());
  }

  private void add(
      DatadogAgent agent, Surroundings around, SortedMap<String, byte[]> files, List<String> told) {
    AgentSpec spec = SpecReader.read(agent.getSpec(), AgentSpec.class).value();
    RenderedFiles rendered =
        AgentFiles.render(AgentInput.context(spec), admitted(agent, spec, around));
    AgentInput input = input(agent, spec, around, rendered);
    String folder =
        "%s/%s.%s/"
            .formatted(
                Kinds.AGENT.name(),
                agent.getMetadata().getNamespace(),
                agent.getMetadata().getName());
    String config = AgentObjects.datadogYaml(input);
    files.put(folder + "node/datadog.yaml", config.getBytes(StandardCharsets.UTF_8));
    rendered.node().forEach((path, content) -> files.put(folder + "node/" + path, content));
    rendered
        .cluster()
        .forEach((path, content) -> files.put(folder + "cluster-agent/" + path, content));
    rendered
        .checks()
        .forEach((key, check) -> told.addAll(without(Kinds.CHECK.name() + " " + key, check)));
  }

  private static List<String> without(String name, RenderedCheck check) {
    if (!check.isRendered()) {
      String why =
          check.problems().stream()
              .filter(Problem::isError)
              .map(Problem::sentence)
              .collect(Collectors.joining(" "));
      return List.of(name + " has no file: " + why);
    }
    return check.files().stream().anyMatch(path -> path.startsWith("conf.d/"))
        ? List.of()
        : List.of(name + " has no file in conf.d: its targets are known in a cluster only.");
  }

  private List<AdmittedCheck> admitted(DatadogAgent agent, AgentSpec spec, Surroundings around) {
    Admission admission = Admission.of(agent, spec);
    ConfigMaps maps = new ConfigMaps(around.manifests());
    List<AdmittedCheck> admitted = new ArrayList<>();
    for (Manifest manifest : around.ofKind(Kinds.CHECK.name()).toList()) {
      String in = around.namespaceOf(manifest);
      Map<String, String> labels = around.labelsOf(in);
      if (admission.admits(in, labels)) {
        DatadogCheck check = read(manifest, Kinds.CHECK);
        Map<ConfigMapEntry, byte[]> content = new TreeMap<>();
        for (ConfigMapEntry entry : CheckDraft.of(check).entries()) {
          maps.bytes(manifest.namespace(), entry).ifPresent(bytes -> content.put(entry, bytes));
        }
        boolean code = admission.mayBringCode(in, labels);
        admitted.add(new AdmittedCheck(check, code, content, around.targets(in)));
      }
    }
    return admitted;
  }

  private AgentInput input(
      DatadogAgent agent, AgentSpec spec, Surroundings around, RenderedFiles rendered) {
    String in = agent.getMetadata().getNamespace();
    String account = spec.accountRef == null ? Keys.DEFAULT_ACCOUNT : spec.accountRef.name;
    boolean unknown = spec.secretRef == null && !around.hasAccount(in, account);
    String given =
        spec.secretRef != null
            ? null
            : unknown
                ? "$(%s/%s.site)".formatted(Kinds.ACCOUNT.name(), account)
                : around.site(in, account).orElse(null);
    Keys keys = new Keys(account, null, null, AgentInput.site(spec, given));
    String name = spec.clusterName == null ? cluster : spec.clusterName;
    return new AgentInput(agent, spec, keys, name, rendered);
  }

  private <R extends HeelResource<?>> R read(Manifest manifest, Kind<R> kind) {
    ObjectNode json = manifest.json().deepCopy();
    if (manifest.namespace() == null) {
      json.withObjectProperty("metadata").put("namespace", namespace);
    }
    return Resources.read(json, kind)
        .orElseThrow(() -> new IllegalStateException("a manifest without errors can be read"));
  }
}
