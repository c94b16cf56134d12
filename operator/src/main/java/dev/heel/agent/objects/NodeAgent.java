package dev.heel.agent.objects;

import static dev.heel.agent.objects.Containers.env;
import static dev.heel.agent.objects.Containers.field;
import static dev.heel.agent.objects.Containers.mount;
import static dev.heel.agent.objects.Containers.secret;

import dev.heel.agent.files.AgentFiles;
import dev.heel.agent.files.ImageJar;
import dev.heel.agent.spec.AgentSpec;
import dev.heel.agent.spec.ImageChoice;
import dev.heel.agent.spec.PodSettings;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.ContainerPort;
import io.fabric8.kubernetes.api.model.ContainerPortBuilder;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.PodSpecBuilder;
import io.fabric8.kubernetes.api.model.ProbeBuilder;
import io.fabric8.kubernetes.api.model.SecurityContext;
import io.fabric8.kubernetes.api.model.apps.DaemonSet;
import io.fabric8.kubernetes.api.model.apps.DaemonSetBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The DaemonSet of the node Agent. Its pods run as root and mount folders of their node: an Agent
 * cannot see processes, containers and sockets otherwise, so its namespace must admit privileged
 * pods (Kubernetes, "Pod Security Standards"). Everything else is closed.
 */
final class NodeAgent {
  static final String COMPONENT = "agent";

  /** What root has by default and the Agent never uses. */
  private static final List<String> DROPPED =
      List.of("AUDIT_WRITE", "MKNOD", "NET_BIND_SERVICE", "NET_RAW", "SETFCAP", "SYS_CHROOT");

  private final AgentInput input;
  private final Metadata metadata;
  private final PodSettings.Node settings;
  private final NodeVolumes volumes;

  NodeAgent(AgentInput input, Metadata metadata, List<NodeFolders.Folder> folders) {
    this.input = input;
    this.metadata = metadata;
    this.settings = Optional.ofNullable(input.spec().node).orElseGet(PodSettings.Node::new);
    this.volumes = new NodeVolumes(input, folders);
  }

  /**
   * @param fingerprint of what a running Agent does not pick up by itself
   */
  DaemonSet daemonSet(String fingerprint) {
    Map<String, String> selector = metadata.selector(COMPONENT);
    Map<String, String> labels = new TreeMap<>(metadata.labels());
    labels.putAll(selector);
    labels.put("admission.datadoghq.com/enabled", "false");
    return new DaemonSetBuilder()
        .withMetadata(metadata.of(input.names().node()))
        .withNewSpec()
        .withNewSelector()
        .withMatchLabels(selector)
        .endSelector()
        .withNewUpdateStrategy()
        .withType("RollingUpdate")
        .withNewRollingUpdate()
        .withMaxUnavailable(maxUnavailable())
        .endRollingUpdate()
        .endUpdateStrategy()
        .withNewTemplate()
        .withNewMetadata()
        .withLabels(labels)
        .addToAnnotations(AgentObjects.FINGERPRINT, fingerprint)
        .endMetadata()
        .withSpec(pod())
        .endTemplate()
        .endSpec()
        .build();
  }

  private IntOrString maxUnavailable() {
    AgentSpec.Rollout rollout = input.spec().rollout;
    String most =
        rollout == null || rollout.maxUnavailable == null ? "10%" : rollout.maxUnavailable;
    return most.endsWith("%") ? new IntOrString(most) : new IntOrString(Integer.valueOf(most));
  }

  private PodSpec pod() {
    List<Container> containers = new ArrayList<>(List.of(agent()));
    if (AgentInput.takesTraces(input.spec().apm)) {
      containers.add(traces());
    }
    PodSpecBuilder pod =
        new PodSpecBuilder()
            .withServiceAccountName(input.names().node())
            .withInitContainers(prepared())
            .withContainers(containers)
            .withVolumes(volumes.volumes())
            .withNewSecurityContext()
            .withRunAsUser(0L)
            .withNewSeccompProfile(null, "RuntimeDefault")
            .endSecurityContext();
    Containers.place(pod, input, settings);
    return pod.build();
  }

  private Container agent() {
    boolean open =
        input.spec().dogstatsd != null && Boolean.TRUE.equals(input.spec().dogstatsd.hostPort);
    return container("agent")
        .withCommand("agent", "run")
        .withPorts(port("dogstatsd", DatadogYaml.DOGSTATSD_PORT, "UDP", open))
        .withResources(Containers.resources(settings.resources))
        .withVolumeMounts(volumes.agent())
        .withLivenessProbe(Containers.health("/live", DatadogYaml.HEALTH_PORT))
        .withReadinessProbe(Containers.health("/ready", DatadogYaml.HEALTH_PORT))
        .withStartupProbe(Containers.health("/startup", DatadogYaml.HEALTH_PORT))
        .build();
  }

  private Container traces() {
    boolean open = !Boolean.FALSE.equals(input.spec().apm.hostPort);
    return container("trace-agent")
        .withCommand("trace-agent", "-config=/etc/datadog-agent/datadog.yaml")
        .withPorts(port("traces", DatadogYaml.APM_PORT, "TCP", open))
        .withResources(Containers.resources(settings.traceResources))
        .withVolumeMounts(volumes.traces())
        .withLivenessProbe(
            new ProbeBuilder()
                .withNewTcpSocket()
                .withNewPort(DatadogYaml.APM_PORT)
                .endTcpSocket()
                .withInitialDelaySeconds(15)
                .withPeriodSeconds(15)
                .withTimeoutSeconds(5)
                .build())
        .build();
  }

  private List<Container> prepared() {
    List<Container> containers = new ArrayList<>();
    containers.add(Containers.copied(container("init-volume").build()));
    containers.add(
        container("init-config")
            .withCommand("bash", "-c", "for script in /etc/cont-init.d/*.sh; do bash $script; done")
            .withVolumeMounts(volumes.preparation())
            .build());
    int number = 0;
    for (ImageJar file : input.files().imageJars()) {
      containers.add(fetched(file, "jar-" + number++));
    }
    return containers;
  }

  private Container fetched(ImageJar file, String name) {
    String folder = file.target().substring(0, file.target().lastIndexOf('/'));
    return new ContainerBuilder()
        .withName(name)
        .withImage(file.reference())
        .withCommand("sh", "-c", "mkdir -p \"$1\" && cp \"$2\" \"$3\"")
        .withArgs("copy", folder, file.path(), file.target())
        .withVolumeMounts(mount("image-jars", AgentFiles.IMAGE_JARS))
        .withSecurityContext(security())
        .build();
  }

  /** {@link #fetched} the other way. */
  static List<ImageJar> imageJars(DaemonSet nodes) {
    return nodes.getSpec().getTemplate().getSpec().getInitContainers().stream()
        .filter(each -> each.getName().matches("jar-[0-9]+") && each.getArgs().size() == 4)
        .map(each -> new ImageJar(each.getImage(), each.getArgs().get(2), each.getArgs().get(3)))
        .toList();
  }

  private ContainerBuilder container(String name) {
    return new ContainerBuilder()
        .withName(name)
        .withImage(ImageChoice.agent(input.spec().images, input.files().jmx()))
        .withImagePullPolicy(ImageChoice.pullPolicy(input.spec().images))
        .withEnv(environment())
        .withSecurityContext(security());
  }

  private SecurityContext security() {
    return Containers.security(settings, DROPPED);
  }

  private List<EnvVar> environment() {
    List<EnvVar> env = new ArrayList<>();
    env.add(secret("DD_API_KEY", input.keys().secret(), input.keys().entry()));
    env.add(secret("DD_CLUSTER_AGENT_AUTH_TOKEN", input.names().token(), AgentObjects.TOKEN_KEY));
    env.add(field("DD_KUBERNETES_KUBELET_HOST", "status.hostIP"));
    env.add(env("KUBERNETES", "yes"));
    env.add(env("DD_AUTH_TOKEN_FILE_PATH", NodeFolders.CONFIGURATION + "/auth/token"));
    env.addAll(Containers.added(settings));
    return env;
  }

  private static ContainerPort port(String name, int number, String protocol, boolean open) {
    return new ContainerPortBuilder()
        .withName(name)
        .withContainerPort(number)
        .withHostPort(open ? number : null)
        .withProtocol(protocol)
        .build();
  }
}
