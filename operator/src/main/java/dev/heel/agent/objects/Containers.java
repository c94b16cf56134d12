package dev.heel.agent.objects;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.heel.agent.spec.PodSettings;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.EnvVarBuilder;
import io.fabric8.kubernetes.api.model.EnvVarSource;
import io.fabric8.kubernetes.api.model.LocalObjectReference;
import io.fabric8.kubernetes.api.model.PodSpecBuilder;
import io.fabric8.kubernetes.api.model.Probe;
import io.fabric8.kubernetes.api.model.ProbeBuilder;
import io.fabric8.kubernetes.api.model.ResourceRequirements;
import io.fabric8.kubernetes.api.model.SecurityContext;
import io.fabric8.kubernetes.api.model.SecurityContextBuilder;
import io.fabric8.kubernetes.api.model.Toleration;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.api.model.VolumeMountBuilder;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What the containers and pods of both Agents have alike. */
final class Containers {
  /**
   * Variables that Heel sets in some container; a second one of the same name would win over it.
   */
  static final Set<String> RESERVED =
      Set.of(
          "DD_API_KEY",
          "DD_CLUSTER_AGENT_AUTH_TOKEN",
          "DD_CLUSTER_AGENT_KUBERNETES_SERVICE_NAME",
          "DD_KUBERNETES_KUBELET_HOST",
          "KUBERNETES",
          "DD_AUTH_TOKEN_FILE_PATH",
          "DD_POD_NAME",
          "DD_SITE",
          "DD_CLUSTER_NAME",
          "DD_HEALTH_PORT",
          "DD_CLUSTER_CHECKS_ENABLED",
          "DD_CLUSTER_CHECKS_EXTRA_TAGS",
          "DD_EXTRA_CONFIG_PROVIDERS",
          "DD_EXTRA_LISTENERS",
          "DD_TAGS");

  private Containers() {}

  static EnvVar env(String name, String value) {
    return new EnvVarBuilder().withName(name).withValue(value).build();
  }

  static EnvVar secret(String name, String secret, String key) {
    return new EnvVarBuilder()
        .withName(name)
        .withNewValueFrom()
        .withNewSecretKeyRef(key, secret, null)
        .endValueFrom()
        .build();
  }

  static EnvVar field(String name, String path) {
    return new EnvVarBuilder()
        .withName(name)
        .withNewValueFrom()
        .withNewFieldRef(null, path)
        .endValueFrom()
        .build();
  }

  /** What the spec adds. */
  static List<EnvVar> added(PodSettings settings) {
    return settings == null || settings.env == null
        ? List.of()
        : settings.env.stream().map(Containers::added).collect(Collectors.toList());
  }

  private static EnvVar added(PodSettings.Env env) {
    EnvVarSource source =
        env.valueFrom == null
            ? null
            : Serialization.jsonMapper().convertValue(env.valueFrom, EnvVarSource.class);
    return new EnvVarBuilder()
        .withName(env.name)
        .withValue(env.value)
        .withValueFrom(source)
        .build();
  }

  static VolumeMount mount(String volume, String path) {
    return new VolumeMountBuilder().withName(volume).withMountPath(path).build();
  }

  static VolumeMount readOnly(String volume, String path) {
    return new VolumeMountBuilder(mount(volume, path)).withReadOnly(true).build();
  }

  static ResourceRequirements resources(JsonNode resources) {
    return resources == null
        ? null
        : Serialization.jsonMapper().convertValue(resources, ResourceRequirements.class);
  }

  /**
   * As strict as the Agent allows: nothing is written outside its volumes, no right is gained, and
   * what neither Agent uses is dropped.
   */
  static SecurityContext security(PodSettings settings, List<String> dropped) {
    SecurityContext own =
        new SecurityContextBuilder()
            .withAllowPrivilegeEscalation(false)
            .withReadOnlyRootFilesystem(true)
            .withNewCapabilities()
            .withDrop(dropped)
            .endCapabilities()
            .build();
    if (settings == null || !(settings.securityContext instanceof ObjectNode given)) {
      return own;
    }
    ObjectNode tree = Serialization.jsonMapper().convertValue(own, ObjectNode.class);
    tree.setAll(given);
    return Serialization.jsonMapper().convertValue(tree, SecurityContext.class);
  }

  static Probe health(String path, int port) {
    return new ProbeBuilder()
        .withNewHttpGet()
        .withPath(path)
        .withNewPort(port)
        .endHttpGet()
        .withInitialDelaySeconds(15)
        .withPeriodSeconds(15)
        .withTimeoutSeconds(5)
        .withFailureThreshold(6)
        .build();
  }

  /** Copies an image's own configuration where it can be written to. */
  static Container copied(Container main) {
    return new ContainerBuilder()
        .withName("init-volume")
        .withImage(main.getImage())
        .withImagePullPolicy(main.getImagePullPolicy())
        .withCommand("bash", "-c", "cp -r /etc/datadog-agent /opt")
        .withVolumeMounts(mount("config", "/opt/datadog-agent"))
        .withSecurityContext(main.getSecurityContext())
        .withResources(main.getResources())
        .build();
  }

  /** Where the pods may run, and what they pull with. */
  static void place(PodSpecBuilder pod, AgentInput input, PodSettings settings) {
    if (input.spec().images != null && input.spec().images.pullSecrets != null) {
      pod.withImagePullSecrets(
          input.spec().images.pullSecrets.stream().map(LocalObjectReference::new).toList());
    }
    PodSettings given = settings == null ? new PodSettings() : settings;
    Map<String, String> nodes = Optional.ofNullable(given.nodeSelector).orElse(Map.of());
    pod.withNodeSelector(Map.of("kubernetes.io/os", "linux")).addToNodeSelector(nodes);
    pod.withTolerations(tolerations(given)).withPriorityClassName(given.priorityClassName);
  }

  private static List<Toleration> tolerations(PodSettings settings) {
    List<Toleration> out = new ArrayList<>();
    if (settings.tolerations != null) {
      settings.tolerations.forEach(
          each ->
              out.add(
                  new Toleration(
                      each.effect == null ? null : each.effect.name(),
                      each.key,
                      each.operator == null ? null : each.operator.name(),
                      each.tolerationSeconds,
                      each.value)));
    }
    return out;
  }
}
