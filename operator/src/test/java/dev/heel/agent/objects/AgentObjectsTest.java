package dev.heel.agent.objects;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.heel.agent.files.ImageJar;
import dev.heel.agent.files.RenderedFiles;
import dev.heel.agent.spec.AgentSpec;
import dev.heel.agent.spec.DatadogAgent;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.SecurityContext;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("What an Agent becomes in a cluster")
class AgentObjectsTest {
  private static final RenderedFiles NONE = Agents.files();
  private static final RenderedFiles STORY =
      Agents.files(
          "conf.d/custom_test_check.d/home.custom-test-check.yaml", "instances: [{}]\n",
          "checks.d/custom_test_check.py", "pass\n",
          "cluster/conf.d/mysql.d/home.mysql.yaml", "instances: [{host: h}]\n");

  @Test
  @DisplayName("an edited check file changes one ConfigMap and restarts no node")
  void pollRestartsNothing() {
    RenderedFiles edited =
        Agents.files(
            "conf.d/custom_test_check.d/home.custom-test-check.yaml",
            "instances: [{min_collection_interval: 60}]\n",
            "checks.d/custom_test_check.py",
            "pass\n",
            "cluster/conf.d/mysql.d/home.mysql.yaml",
            "instances: [{host: h}]\n");
    AgentObjects before = Agents.objects(Agents.agent(), STORY);
    AgentObjects after = Agents.objects(Agents.agent(), edited);

    assertThat(after.daemonSet()).isEqualTo(before.daemonSet());
    assertThat(after.deployment()).isEqualTo(before.deployment());
    List<ConfigMap> changed =
        after.files().stream().filter(map -> !before.files().contains(map)).toList();
    assertThat(changed).hasSize(1);
  }

  @Test
  @DisplayName("one more resource of a check that runs already restarts no node")
  void moreOfTheSame() {
    RenderedFiles more =
        Agents.files(
            "conf.d/custom_test_check.d/home.custom-test-check.yaml", "instances: [{}]\n",
            "checks.d/custom_test_check.py", "pass\n",
            "cluster/conf.d/mysql.d/home.mysql.yaml", "instances: [{host: h}]\n");
    more.node()
        .put("conf.d/custom_test_check.d/other.one.yaml", "instances: [{}]\n".getBytes(UTF_8));

    assertThat(Agents.objects(Agents.agent(), more).daemonSet())
        .isEqualTo(Agents.objects(Agents.agent(), STORY).daemonSet());
  }

  @Test
  @DisplayName("with reload: Roll, a new check name, a module or datadog.yaml restarts the nodes")
  void whatRolls() {
    DatadogAgent roll = Agents.agent("reload: Roll");
    RenderedFiles edited = Agents.files("conf.d/disk.d/a.disk.yaml", "instances: [{}]\n");
    RenderedFiles again = Agents.files("conf.d/disk.d/a.disk.yaml", "instances: [{a: 1}]\n");
    assertThat(Agents.objects(roll, edited).daemonSet())
        .isNotEqualTo(Agents.objects(roll, again).daemonSet());

    RenderedFiles named = Agents.files("conf.d/disks.d/a.disk.yaml", "instances: [{}]\n");
    assertThat(Agents.objects(Agents.agent(), edited).daemonSet())
        .isNotEqualTo(Agents.objects(Agents.agent(), named).daemonSet());

    RenderedFiles module = Agents.files("checks.d/a.py", "1\n");
    RenderedFiles otherModule = Agents.files("checks.d/a.py", "2\n");
    assertThat(Agents.objects(Agents.agent(), module).daemonSet())
        .isNotEqualTo(Agents.objects(Agents.agent(), otherModule).daemonSet());

    assertThat(Agents.objects(Agents.agent("tags: [a:b]"), NONE).daemonSet())
        .isNotEqualTo(Agents.objects(Agents.agent("tags: [a:c]"), NONE).daemonSet());
  }

  @Test
  @DisplayName("turning APM on changes no check file and loses none")
  void apmOn() {
    AgentObjects off = Agents.objects(Agents.agent(), STORY);
    AgentObjects on = Agents.objects(Agents.agent("apm: {enabled: true}"), STORY);

    assertThat(files(on)).isEqualTo(files(off));
    assertThat(names(on.daemonSet().getSpec().getTemplate().getSpec().getContainers()))
        .containsExactly("agent", "trace-agent");
    assertThat(names(off.daemonSet().getSpec().getTemplate().getSpec().getContainers()))
        .containsExactly("agent");
  }

  @Test
  @DisplayName("the image with a JVM runs where JMX checks are, and nowhere else")
  void jmxImage() {
    RenderedFiles jmx =
        Agents.files(
            true,
            List.of(new ImageJar("registry/jars:1", "/a.jar", "/opt/heel/image-jars/0/a.jar")));

    assertThat(image(Agents.objects(Agents.agent(), NONE))).doesNotEndWith("-jmx");
    assertThat(image(Agents.objects(Agents.agent(), jmx))).endsWith("-jmx");
    String digest = "sha256:" + "a".repeat(64);
    DatadogAgent pinned = Agents.agent("images: {agent: {digest: \"" + digest + "\"}}");
    AgentSpec spec = Agents.input(pinned, jmx).spec();
    assertThat(AgentChecks.imageProblems(spec, true)).hasSize(1);
    assertThat(AgentChecks.imageProblems(spec, false)).isEmpty();
  }

  @Test
  @DisplayName("what is in the Agent's namespace is owned by it, the rest by the namespace")
  void owners() {
    for (HasMetadata object : Agents.objects(Agents.agent(), STORY).all()) {
      String owner = object.getMetadata().getOwnerReferences().get(0).getUid();
      boolean everywhere = object.getMetadata().getNamespace() == null;
      assertThat(owner).as(object.getKind()).isEqualTo(everywhere ? "0-0-2" : "0-0-1");
    }
  }

  @Test
  @DisplayName("no Secret's value is in any object: keys are named, not shown")
  void noSecrets() {
    Agents.objects(Agents.agent(), STORY)
        .all()
        .forEach(object -> assertThat(object.getKind()).isNotEqualTo("Secret"));
    assertThat(AgentObjects.datadogYaml(Agents.input(Agents.agent(), STORY)))
        .doesNotContain("api_key");
  }

  @Test
  @DisplayName("an image by digest is run as it is; where JMX checks run, the one that has a JVM")
  void digests() {
    String plain = "sha256:" + "a".repeat(64);
    String jmx = "sha256:" + "b".repeat(64);
    DatadogAgent pinned =
        Agents.agent("images: {agent: {digest: '%s', jmxDigest: '%s'}}".formatted(plain, jmx));
    assertThat(image(Agents.objects(pinned, NONE))).endsWith("/agent@" + plain);
    assertThat(image(Agents.objects(pinned, Agents.files(true, List.of()))))
        .endsWith("/agent@" + jmx);
  }

  @Test
  @DisplayName("no container gains rights or writes outside its volumes, and none sees its host's")
  void asStrictAsTheAgentAllows() {
    AgentObjects objects = Agents.objects(Agents.agent("apm: {enabled: true}"), STORY);
    for (PodSpec pod :
        List.of(
            objects.daemonSet().getSpec().getTemplate().getSpec(),
            objects.deployment().getSpec().getTemplate().getSpec())) {
      assertThat(pod.getHostNetwork()).isNull();
      assertThat(pod.getHostPID()).isNull();
      assertThat(pod.getSecurityContext().getSeccompProfile().getType())
          .isEqualTo("RuntimeDefault");
      assertThat(Stream.of(pod.getInitContainers(), pod.getContainers()).flatMap(List::stream))
          .hasSizeGreaterThan(1)
          .allSatisfy(
              container -> {
                SecurityContext security = container.getSecurityContext();
                assertThat(security.getPrivileged()).isNull();
                assertThat(security.getAllowPrivilegeEscalation()).isFalse();
                assertThat(security.getReadOnlyRootFilesystem()).isTrue();
                assertThat(security.getCapabilities().getDrop()).isNotEmpty();
                assertThat(security.getCapabilities().getAdd()).isNullOrEmpty();
              });
    }
    PodSpec cluster = objects.deployment().getSpec().getTemplate().getSpec();
    assertThat(cluster.getSecurityContext().getRunAsNonRoot()).isTrue();
    assertThat(cluster.getVolumes()).noneMatch(volume -> volume.getHostPath() != null);
  }

  @Test
  @DisplayName("a security context and variables of one's own are laid over Heel's")
  void ownSettings() {
    DatadogAgent agent =
        Agents.agent(
            "node: {securityContext: {readOnlyRootFilesystem: false, seLinuxOptions: {type: t}},"
                + " env: [{name: DD_LOG_LEVEL, value: debug}]}");
    Container main =
        Agents.objects(agent, NONE)
            .daemonSet()
            .getSpec()
            .getTemplate()
            .getSpec()
            .getContainers()
            .get(0);
    assertThat(main.getSecurityContext().getReadOnlyRootFilesystem()).isFalse();
    assertThat(main.getSecurityContext().getSeLinuxOptions().getType()).isEqualTo("t");
    assertThat(main.getSecurityContext().getAllowPrivilegeEscalation())
        .as("what is not said stays")
        .isFalse();
    assertThat(main.getEnv())
        .anyMatch(env -> env.getName().equals("DD_LOG_LEVEL") && env.getValue().equals("debug"));
  }

  private static List<ConfigMap> files(AgentObjects objects) {
    return objects.files().stream()
        .filter(map -> !map.getMetadata().getName().endsWith("-config"))
        .toList();
  }

  private static List<String> names(List<Container> containers) {
    return containers.stream().map(Container::getName).toList();
  }

  private static String image(AgentObjects objects) {
    return objects.daemonSet().getSpec().getTemplate().getSpec().getContainers().get(0).getImage();
  }
}
