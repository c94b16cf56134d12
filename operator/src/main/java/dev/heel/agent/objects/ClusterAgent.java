package dev.heel.agent.objects;

import static dev.heel.agent.objects.Containers.env;
import static dev.heel.agent.objects.Containers.field;
import static dev.heel.agent.objects.Containers.mount;
import static dev.heel.agent.objects.Containers.readOnly;
import static dev.heel.agent.objects.Containers.secret;

import com.fasterxml.jackson.databind.JsonNode;
import dev.heel.agent.spec.AgentNames;
import dev.heel.agent.spec.AgentSpec;
import dev.heel.agent.spec.ImageChoice;
import dev.heel.agent.spec.PodSettings;
import dev.heel.engine.read.SpecReader;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.ContainerPortBuilder;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.PodSpecBuilder;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The Deployment of the Cluster Agent. It reads its checks once, when it starts. */
public final class ClusterAgent {
  static final String COMPONENT = "cluster-agent";
  static final int PORT = 5005;
  static final int WEBHOOK_PORT = 8000;

  /** The image's own user, and the group that its files belong to. */
  private static final long USER = 101;

  private static final long GROUP = 0;
  private static final String SERVICES = "kube_endpoints kube_services";

  private final AgentInput input;
  private final Metadata metadata;
  private final PodSettings.ClusterAgent settings;
  private final ConfigFiles files;

  ClusterAgent(AgentInput input, Metadata metadata, ConfigFiles files) {
    this.input = input;
    this.metadata = metadata;
    this.settings =
        Optional.ofNullable(input.spec().clusterAgent).orElseGet(PodSettings.ClusterAgent::new);
    this.files = files;
  }

  Deployment deployment(String fingerprint) {
    Map<String, String> selector = metadata.selector(COMPONENT);
    Map<String, String> labels = new TreeMap<>(metadata.labels());
    labels.putAll(selector);
    labels.put("admission.datadoghq.com/enabled", "false");
    return new DeploymentBuilder()
        .withMetadata(metadata.of(input.names().clusterAgent()))
        .withNewSpec()
        .withReplicas(settings.replicas == null ? 1 : settings.replicas)
        .withNewSelector()
        .withMatchLabels(selector)
        .endSelector()
        .withNewStrategy()
        .withType("RollingUpdate")
        .withNewRollingUpdate()
        .withMaxSurge(new IntOrString(1))
        .withMaxUnavailable(new IntOrString(0))
        .endRollingUpdate()
        .endStrategy()
        .withNewTemplate()
        .withNewMetadata()
        .withLabels(labels)
        .addToAnnotations(AgentObjects.FINGERPRINT, fingerprint)
        .endMetadata()
        .withSpec(pod(selector))
        .endTemplate()
        .endSpec()
        .build();
  }

  private PodSpec pod(Map<String, String> selector) {
    Container main = main();
    PodSpecBuilder pod =
        new PodSpecBuilder()
            .withServiceAccountName(input.names().clusterAgent())
            .withInitContainers(Containers.copied(main))
            .withContainers(main)
            .withVolumes(volumes())
            .withNewSecurityContext()
            .withRunAsNonRoot(true)
            .withRunAsUser(USER)
            .withRunAsGroup(GROUP)
            .withNewSeccompProfile(null, "RuntimeDefault")
            .endSecurityContext()
            .withNewAffinity()
            .withNewPodAntiAffinity()
            .addNewPreferredDuringSchedulingIgnoredDuringExecution()
            .withWeight(50)
            .withNewPodAffinityTerm()
            .withTopologyKey("kubernetes.io/hostname")
            .withNewLabelSelector()
            .withMatchLabels(selector)
            .endLabelSelector()
            .endPodAffinityTerm()
            .endPreferredDuringSchedulingIgnoredDuringExecution()
            .endPodAntiAffinity()
            .endAffinity();
    Containers.place(pod, input, settings);
    return pod.build();
  }

  private List<Volume> volumes() {
    List<Volume> volumes = new ArrayList<>();
    for (String name : List.of("config", "certificates", "logs", "run", "tmp")) {
      volumes.add(NodeVolumes.empty(name));
    }
    volumes.add(files.asVolume());
    return volumes;
  }

  private Container main() {
    return new ContainerBuilder()
        .withName("cluster-agent")
        .withImage(ImageChoice.clusterAgent(input.spec().images))
        .withImagePullPolicy(ImageChoice.pullPolicy(input.spec().images))
        .withPorts(
            new ContainerPortBuilder().withName("agent").withContainerPort(PORT).build(),
            new ContainerPortBuilder().withName("webhook").withContainerPort(WEBHOOK_PORT).build())
        .withEnv(environment())
        .withResources(Containers.resources(settings.resources))
        .withSecurityContext(Containers.security(settings, List.of("ALL")))
        .withVolumeMounts(
            mount("config", "/etc/datadog-agent"),
            mount("certificates", "/etc/datadog-agent/certificates"),
            mount("logs", "/var/log/datadog"),
            mount("run", "/opt/datadog-agent/run"),
            mount("tmp", "/tmp"),
            readOnly(files.volume(), "/conf.d"))
        .withLivenessProbe(Containers.health("/live", DatadogYaml.HEALTH_PORT))
        .withReadinessProbe(Containers.health("/ready", DatadogYaml.HEALTH_PORT))
        .withStartupProbe(Containers.health("/startup", DatadogYaml.HEALTH_PORT))
        .build();
  }

  private List<EnvVar> environment() {
    AgentNames names = input.names();
    List<EnvVar> env = new ArrayList<>();
    env.add(secret("DD_API_KEY", input.keys().secret(), input.keys().entry()));
    env.add(secret("DD_CLUSTER_AGENT_AUTH_TOKEN", names.token(), AgentObjects.TOKEN_KEY));
    env.add(field("DD_POD_NAME", "metadata.name"));
    env.add(env("DD_SITE", input.keys().site()));
    env.add(env("DD_CLUSTER_NAME", input.clusterName()));
    env.add(env("DD_HEALTH_PORT", Integer.toString(DatadogYaml.HEALTH_PORT)));
    env.add(env("DD_CLUSTER_AGENT_KUBERNETES_SERVICE_NAME", names.clusterAgent()));
    env.add(env("DD_CLUSTER_AGENT_SERVICE_ACCOUNT_NAME", names.clusterAgent()));
    env.add(env("DD_KUBE_RESOURCES_NAMESPACE", names.namespace()));
    env.add(env("DD_LEADER_ELECTION", "true"));
    env.add(env("DD_LEADER_ELECTION_DEFAULT_RESOURCE", "lease"));
    env.add(env("DD_LEADER_LEASE_NAME", names.clusterAgent() + "-leader"));
    env.add(env("DD_CLUSTER_CHECKS_ENABLED", "true"));
    env.add(env("DD_EXTRA_CONFIG_PROVIDERS", SERVICES));
    env.add(env("DD_EXTRA_LISTENERS", SERVICES));
    List<String> tags = input.spec().tags;
    if (tags != null && !tags.isEmpty()) {
      // Cluster checks report without a host, and so without host tags.
      env.add(env("DD_CLUSTER_CHECKS_EXTRA_TAGS", String.join(" ", tags)));
    }
    env.addAll(admission());
    env.addAll(Containers.added(settings));
    return env;
  }

  private List<EnvVar> admission() {
    boolean traced = AgentInput.takesTraces(input.spec().apm);
    List<EnvVar> env = new ArrayList<>();
    env.add(env("DD_ADMISSION_CONTROLLER_ENABLED", Boolean.toString(traced)));
    if (traced) {
      env.add(env("DD_ADMISSION_CONTROLLER_SERVICE_NAME", input.names().admission()));
      env.add(env("DD_ADMISSION_CONTROLLER_INJECT_CONFIG_MODE", "socket"));
      env.add(env("DD_ADMISSION_CONTROLLER_FAILURE_POLICY", "Ignore"));
      env.add(env("DD_ADMISSION_CONTROLLER_MUTATE_UNLABELLED", "false"));
    }
    if (traced && input.spec().apm.instrumentation != null) {
      env.add(env("DD_APM_INSTRUMENTATION_ENABLED", "true"));
      instrumentation(env);
    }
    return env;
  }

  /** Lists and maps of the Agent's settings are JSON in variables, in the spec's own spelling. */
  private void instrumentation(List<EnvVar> env) {
    JsonNode given =
        SpecReader.read(input.agent().getSpec(), AgentSpec.class).tree().at("/apm/instrumentation");
    Map<String, String> variables =
        Map.of(
            "enabledNamespaces", "ENABLED_NAMESPACES",
            "disabledNamespaces", "DISABLED_NAMESPACES",
            "libVersions", "LIB_VERSIONS",
            "targets", "TARGETS");
    new TreeMap<>(variables)
        .forEach(
            (field, variable) -> {
              if (given.hasNonNull(field)) {
                env.add(env("DD_APM_INSTRUMENTATION_" + variable, given.get(field).toString()));
              }
            });
  }
}
