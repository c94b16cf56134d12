package dev.heel.operator.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heel.agent.files.AdmittedCheck;
import dev.heel.agent.files.AgentFiles;
import dev.heel.agent.files.Cases;
import dev.heel.agent.files.ClassPath;
import dev.heel.agent.files.RenderedFiles;
import dev.heel.agent.objects.AgentInput;
import dev.heel.agent.objects.AgentInput.Keys;
import dev.heel.agent.objects.AgentObjects;
import dev.heel.agent.objects.WrittenFiles;
import dev.heel.agent.spec.AgentNames;
import dev.heel.agent.spec.AgentSpec;
import dev.heel.agent.spec.DatadogAgent;
import dev.heel.resource.NamespacedName;
import dev.heel.resource.Problem;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("What a process that starts keeps of a broken check")
class KeptFilesTest {
  private static final NamespacedName KEY = new NamespacedName("home", "orders");
  private static final String ORDERS =
      """
      apiVersion: heel.dev/v1alpha1
      kind: DatadogCheck
      metadata: {name: orders, namespace: home, generation: %d}
      spec:
        runOn: Nodes
        interval: 45s
        python: |
          from datadog_checks.base import AgentCheck
          class Orders(%s):
              def check(self, _):
                  self.gauge("orders", 1)
      """;
  private static final String STATUS =
      """
      status:
        check: orders
        runsOn: Nodes
        instances: 1
        placement: orders, every 45 s, on each node
        files: [checks.d/orders.py, conf.d/orders.d/home.orders.yaml]
      """;

  /** Two archives without a file in them. */
  private static final String JARS =
      """
      apiVersion: v1
      kind: ConfigMap
      metadata: {name: jars, namespace: home}
      binaryData:
        room.jar: UEsFBgAAAAAAAAAAAAAAAAAAAAAAAA==
        boiler.jar: UEsFBgAAAAAAAAAAAAAAAAAAAAAAAA==
        newer.jar: UEsFBgAAAAAAAAAAAAAAAAAAAAAAAA==
      """;

  private static final String IMAGE =
      "jars: [{configMap: {name: jars, key: room.jar}}, "
          + "{image: {reference: 'registry.example.com/jars:1', path: /room.jar}}]";
  private static final String ROOM =
      """
      ---
      apiVersion: heel.dev/v1alpha1
      kind: DatadogCheck
      metadata: {name: room, namespace: home, generation: %d}
      spec:
        runOn: Cluster
        initConfig:
          conf: [{include: {domain: home, attribute: {Warmth: {alias: warmth, metric_type: %s}}}}]
        jmx: {%s}
        instances: [{host: room, port: 9010}]
      """;
  private static final String BOILER =
      """
      ---
      apiVersion: heel.dev/v1alpha1
      kind: DatadogCheck
      metadata: {name: boiler, namespace: home, generation: 1}
      spec:
        runOn: Cluster
        initConfig: {conf: [{include: {domain: home}}]}
        jmx: {jars: [{configMap: {name: jars, key: %s.jar}}]}
        instances: [{host: boiler, port: 9010}]
      """;

  private final RenderedFiles before = render(ORDERS.formatted(1, "AgentCheck"));

  @Test
  @DisplayName("the files that its status names go on, byte for byte, and so do its words")
  void asItsStatusSays() {
    RenderedFiles kept = kept(ORDERS.formatted(2, "object") + STATUS, true);
    assertSame(kept);
    assertThat(kept.checks().get(KEY).placement()).isEqualTo("orders, every 45 s, on each node");
    assertThat(kept.checks().get(KEY).files()).isEqualTo(before.checks().get(KEY).files());
  }

  @Test
  @DisplayName("a process that ended between its ConfigMaps and the status loses nothing")
  void statusNeverWritten() {
    assertSame(kept(ORDERS.formatted(2, "object"), true));
  }

  @Test
  @DisplayName("a status that names files that never went out does not hide those that did")
  void statusAhead() {
    String ahead =
        STATUS.replace("home.orders.yaml]", "home.orders.yaml, conf.d/other.d/x.y.yaml]");
    assertSame(kept(ORDERS.formatted(3, "object") + ahead, true));
  }

  @Test
  @DisplayName("a check that was made anew and was never right gets nothing of the one before it")
  void madeAnew() {
    assertThat(kept(ORDERS.formatted(1, "object"), true).node()).isEmpty();
  }

  @Test
  @DisplayName("code of a namespace that may bring none any more ends, whoever wrote it")
  void noLongerAllowed() {
    assertThat(kept(ORDERS.formatted(2, "object") + STATUS, false).node()).isEmpty();
  }

  @Test
  @DisplayName("a younger check of its name does not get its module, and is told whose it is")
  void younger() {
    String younger =
        "---\n" + ORDERS.formatted(1, "AgentCheck").replace("{name: orders", "{name: younger");
    younger = younger.replace("interval: 45s", "checkName: orders");
    RenderedFiles kept = kept(ORDERS.formatted(2, "object") + STATUS + younger, before);
    assertSame(kept);
    assertThat(kept.checks().get(new NamespacedName("home", "younger")).problems())
        .extracting(Problem::message)
        .containsExactly("the check orders is DatadogCheck home/orders already");
  }

  @Test
  @DisplayName("what is not known to be its own is left to the check that has it by now")
  void taken() {
    RenderedFiles other = render(ORDERS.formatted(1, "AgentCheck"));
    other.node().replaceAll((path, content) -> new byte[] {1});
    List<AdmittedCheck> wrong = admitted(ORDERS.formatted(2, "object"), true);
    assertThat(KeptFiles.of(other, wrong, written(before)).beside(other).node())
        .isEqualTo(other.node());
  }

  @Test
  @DisplayName(
      "a JMX check continues with its jars, those of images too, whatever its spec says now")
  void jars() {
    RenderedFiles jmx = render(JARS + ROOM.formatted(1, "gauge", IMAGE) + boiler("boiler"));
    String broken = ROOM.formatted(2, "gage", "") + status("room", jmx);
    RenderedFiles kept = kept(JARS + boiler("boiler") + broken, jmx);

    assertSame(kept, jmx);
    assertThat(kept.imageJars()).isEqualTo(jmx.imageJars()).hasSize(1);
    assertThat(kept.jmx()).isTrue();
  }

  @Test
  @DisplayName("the name of a JMX check that goes on is no Python check's, but other JMX checks'")
  void nameOfJmx() {
    RenderedFiles jmx = render(JARS + ROOM.formatted(1, "gauge", IMAGE));
    String broken = JARS + ROOM.formatted(2, "gage", "") + status("room", jmx);
    String python = ORDERS.formatted(1, "AgentCheck").replace("interval: 45s", "checkName: room");
    assertThat(kept(broken + "---\n" + python, jmx).checks().get(KEY).problems())
        .extracting(Problem::message)
        .containsExactly("the check room is DatadogCheck home/room already");

    String other = boiler("boiler").replace("runOn", "checkName: room\n  runOn");
    NamespacedName boiler = new NamespacedName("home", "boiler");
    assertThat(kept(broken + other, jmx).checks().get(boiler).isRendered()).isTrue();
  }

  @Test
  @DisplayName("its class path follows the others': all files of JMX checks name the same jars")
  void classPath() {
    RenderedFiles jmx = render(JARS + ROOM.formatted(1, "gauge", IMAGE) + boiler("boiler"));
    String broken = ROOM.formatted(2, "gage", IMAGE) + status("room", jmx);
    RenderedFiles kept = kept(JARS + boiler("newer") + broken, jmx);

    List<String> classpath = kept.jars().classpath();
    assertThat(classpath)
        .hasSize(3)
        .contains("/opt/heel/jars/home.jars.newer.jar", "/opt/heel/jars/home.jars.room.jar");
    assertThat(kept.cluster().values())
        .hasSize(2)
        .allSatisfy(file -> assertThat(ClassPath.of(file)).isEqualTo(classpath));
    String path = "conf.d/room.d/home.room.yaml";
    assertThat(ClassPath.replaced(kept.cluster().get(path), jmx.jars().classpath()))
        .as("nothing else of it changed")
        .isEqualTo(jmx.cluster().get(path));
  }

  private void assertSame(RenderedFiles kept) {
    assertSame(kept, before);
  }

  private static void assertSame(RenderedFiles kept, RenderedFiles before) {
    assertThat(kept.node().keySet()).isEqualTo(before.node().keySet());
    kept.node().forEach((path, bytes) -> assertThat(bytes).isEqualTo(before.node().get(path)));
    assertThat(kept.cluster().keySet()).isEqualTo(before.cluster().keySet());
    kept.cluster().forEach((path, file) -> assertThat(file).isEqualTo(before.cluster().get(path)));
  }

  private RenderedFiles kept(String check, boolean mayBringCode) {
    List<AdmittedCheck> wrong = admitted(check, mayBringCode);
    assertThat(before.node()).as("it was right").hasSize(2);
    return kept(wrong, before);
  }

  private static RenderedFiles kept(String checks, RenderedFiles before) {
    return kept(admitted(checks, true), before);
  }

  private static RenderedFiles kept(List<AdmittedCheck> checks, RenderedFiles before) {
    RenderedFiles files = AgentFiles.render(Cases.AGENT, checks);
    List<AdmittedCheck> wrong =
        checks.stream().filter(each -> !files.checks().get(each.key()).isRendered()).toList();
    assertThat(wrong).hasSize(1);
    KeptFiles kept = KeptFiles.of(files, wrong, written(before));
    return kept.beside(AgentFiles.render(Cases.AGENT, checks, kept.standing()));
  }

  private static RenderedFiles render(String checks) {
    return AgentFiles.render(Cases.AGENT, admitted(checks, true));
  }

  private static List<AdmittedCheck> admitted(String checks, boolean mayBringCode) {
    return Cases.admitted(checks, mayBringCode);
  }

  private static String boiler(String jar) {
    return BOILER.formatted(jar);
  }

  private static String status(String check, RenderedFiles files) {
    String paths = String.join(", ", files.checks().get(new NamespacedName("home", check)).files());
    return "status: {check: %s, files: [%s]}\n".formatted(check, paths);
  }

  /** What is in the cluster: the objects that right checks became. */
  private static WrittenFiles written(RenderedFiles files) {
    DatadogAgent agent =
        Serialization.unmarshal(
            "kind: DatadogAgent\nmetadata: {name: a, namespace: home, uid: u}\nspec: {}\n",
            DatadogAgent.class);
    Keys keys = new Keys(null, "keys", "api-key", "datadoghq.com");
    AgentInput input = new AgentInput(agent, new AgentSpec(), keys, "local", files);
    AgentObjects objects = AgentObjects.of(input, null);
    Map<String, ConfigMap> maps =
        objects.files().stream()
            .collect(Collectors.toMap(map -> map.getMetadata().getName(), Function.identity()));
    return new WrittenFiles(
        AgentNames.of(agent),
        maps.keySet(),
        name -> Optional.ofNullable(maps.get(name)),
        objects.daemonSet());
  }
}
