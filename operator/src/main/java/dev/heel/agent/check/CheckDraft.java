package dev.heel.agent.check;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.heel.agent.integrations.Integrations;
import dev.heel.engine.read.LeftOut;
import dev.heel.engine.read.SpecReader;
import dev.heel.resource.NamespacedName;
import dev.heel.resource.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * A check as it is understood before anything of the cluster is known.
 *
 * @param spec what could be read; its fields are null where the resource has none or a wrong one
 * @param unreadable values of a wrong type, which the spec lacks
 * @param leaves all values of initConfig, instances and logs
 */
public record CheckDraft(
    DatadogCheck check, CheckSpec spec, List<Problem> unreadable, List<Leaf> leaves) {

  /** What is run. */
  public enum Kind {
    INTEGRATION,
    PYTHON,
    JMX
  }

  /** Never throws for what a spec holds. */
  public static CheckDraft of(DatadogCheck check) {
    SpecReader.Read<CheckSpec> read = SpecReader.read(check.getSpec(), CheckSpec.class);
    return new CheckDraft(check, read.value(), read.problems(), leaves(read.value()));
  }

  public NamespacedName key() {
    return NamespacedName.of(check);
  }

  /** What is run; of several the first, and none counts as an integration that has no name. */
  public Kind kind() {
    if (spec.integration != null) {
      return Kind.INTEGRATION;
    }
    if (spec.python != null || spec.pythonFrom != null) {
      return Kind.PYTHON;
    }
    return spec.jmx != null ? Kind.JMX : Kind.INTEGRATION;
  }

  /** The check's name in the Agent; that of a Python module too. */
  public String name() {
    if (spec.checkName != null) {
      return spec.checkName;
    }
    return spec.integration != null
        ? spec.integration
        : check.getMetadata().getName().replace('-', '_');
  }

  /** Where the name comes from, as a JSON pointer. */
  public String namePointer() {
    return spec.checkName != null
        ? "/spec/checkName"
        : spec.integration != null ? "/spec/integration" : "/metadata/name";
  }

  /** Nodes, Cluster or Targets. */
  public String runsOn() {
    return spec.targets != null
        ? "Targets"
        : spec.runOn == CheckSpec.RunOn.Cluster ? "Cluster" : "Nodes";
  }

  /** Whether it runs in the Agent's JVM. */
  public boolean isJmx() {
    return kind() == Kind.JMX
        || kind() == Kind.INTEGRATION && Integrations.isJmx(name())
        || initConfig().path("is_jmx").asBoolean()
        || instances().stream().anyMatch(each -> each.options().path("is_jmx").asBoolean());
  }

  /** Never null. */
  public JsonNode initConfig() {
    return spec.initConfig != null && spec.initConfig.isObject()
        ? spec.initConfig
        : JsonNodeFactory.instance.objectNode();
  }

  /** Those that are given; a Python check without any has one without options. */
  public List<ConfEntry> instances() {
    return spec.instances == null && kind() == Kind.PYTHON
        ? List.of(new ConfEntry("/spec", JsonNodeFactory.instance.objectNode()))
        : entries(spec.instances, "/spec/instances/");
  }

  /** Never null. */
  public List<ConfEntry> logs() {
    return entries(spec.logs, "/spec/logs/");
  }

  /** What is no mapping is told elsewhere, and has its place in the list all the same. */
  private static List<ConfEntry> entries(List<JsonNode> all, String parent) {
    return IntStream.range(0, all == null ? 0 : all.size())
        .filter(i -> all.get(i).isObject())
        .mapToObj(i -> new ConfEntry(parent + i, all.get(i)))
        .toList();
  }

  /** Never null. */
  public List<CheckSpec.Jar> jars() {
    return spec.jmx == null || spec.jmx.jars == null ? List.of() : spec.jmx.jars;
  }

  /** Where one of these stands in the resource, as a JSON pointer. */
  public String jarPointer(int index) {
    String jars = "/spec/jmx/jars";
    return jars + "/" + new LeftOut(unreadable).original(jars, index);
  }

  /** Whether it brings what the Agent runs. */
  public boolean bringsCode() {
    return kind() == Kind.PYTHON || !jars().isEmpty();
  }

  /** The interval in seconds, if it has a readable one. */
  public Optional<Integer> seconds() {
    if (spec.interval == null || !spec.interval.matches("[1-9][0-9]{0,4}[smh]")) {
      return Optional.empty();
    }
    int unit = Map.of('s', 1, 'm', 60, 'h', 3600).get(spec.interval.charAt(last()));
    return Optional.of(Integer.parseInt(spec.interval.substring(0, last())) * unit);
  }

  private int last() {
    return spec.interval.length() - 1;
  }

  /** Where code and jars come from, as far as that is ConfigMaps. */
  public SortedSet<ConfigMapEntry> entries() {
    SortedSet<ConfigMapEntry> entries = new TreeSet<>();
    pythonEntry().ifPresent(entries::add);
    jars().stream().map(CheckDraft::entry).flatMap(Optional::stream).forEach(entries::add);
    return entries;
  }

  /** Where the Python source comes from, if that is a ConfigMap. */
  public Optional<ConfigMapEntry> pythonEntry() {
    return Optional.ofNullable(spec.pythonFrom).flatMap(from -> complete(from.configMap));
  }

  /** Where the resource names one of {@link #entries}, as a JSON pointer. */
  public String pointer(ConfigMapEntry entry) {
    return IntStream.range(0, jars().size())
        .filter(i -> entry(jars().get(i)).filter(entry::equals).isPresent())
        .mapToObj(i -> jarPointer(i) + "/configMap")
        .findFirst()
        .orElse("/spec/pythonFrom/configMap");
  }

  /** Where a jar comes from, if that is a ConfigMap. */
  public static Optional<ConfigMapEntry> entry(CheckSpec.Jar jar) {
    return complete(jar.configMap);
  }

  private static Optional<ConfigMapEntry> complete(CheckSpec.ConfigMapKey key) {
    return Optional.ofNullable(key)
        .filter(each -> Objects.nonNull(each.name) && Objects.nonNull(each.key))
        .map(ConfigMapEntry::of);
  }

  private static List<Leaf> leaves(CheckSpec spec) {
    List<Leaf> leaves = new ArrayList<>();
    if (spec.initConfig != null) {
      leaves.addAll(Leaf.of(spec.initConfig, "/spec/initConfig"));
    }
    addAll(spec.instances, "/spec/instances/", leaves);
    addAll(spec.logs, "/spec/logs/", leaves);
    return List.copyOf(leaves);
  }

  private static void addAll(List<JsonNode> trees, String parent, List<Leaf> leaves) {
    for (int i = 0; trees != null && i < trees.size(); i++) {
      leaves.addAll(Leaf.of(trees.get(i), parent + i));
    }
  }
}
