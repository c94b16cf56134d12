package dev.heel.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What is set for the operator and forgotten for a hook shows on uninstall, when it is too late.
 */
@DisplayName("The pods of the operator, of uninstall and of helm test")
class PodsTest {
  private record OnePod(ObjectMeta metadata, PodSpec spec) {
    static Optional<OnePod> of(HasMetadata object) {
      if (object instanceof Deployment deployment) {
        var template = deployment.getSpec().getTemplate();
        return Optional.of(new OnePod(template.getMetadata(), template.getSpec()));
      }
      if (object instanceof Job job) {
        var template = job.getSpec().getTemplate();
        return Optional.of(new OnePod(template.getMetadata(), template.getSpec()));
      }
      return object instanceof Pod pod
          ? Optional.of(new OnePod(pod.getMetadata(), pod.getSpec()))
          : Optional.empty();
    }

    String name() {
      return metadata.getLabels().get("app.kubernetes.io/name");
    }

    Stream<Container> containers() {
      return spec.getContainers().stream();
    }
  }

  @TempDir private Path folder;
  private List<HasMetadata> objects;
  private List<OnePod> pods;

  @BeforeEach
  void render() {
    Map<String, ?> values =
        Map.of(
            "networkPolicy.enabled",
            true,
            "podAnnotations.linkerd\\.io/inject",
            "disabled",
            "podLabels.example\\.com/team",
            "platform");
    objects = Chart.objects(Chart.renderedWithHooks(values, folder));
    pods = objects.stream().flatMap(object -> OnePod.of(object).stream()).toList();
    assertThat(pods)
        .extracting(OnePod::name)
        .containsExactlyInAnyOrder("heel", "heel-crds", "heel-release", "heel-test");
  }

  @Test
  @DisplayName("all have the user's labels and annotations, by which a mesh leaves them alone")
  void marked() {
    assertThat(pods)
        .allSatisfy(
            pod -> {
              assertThat(pod.metadata().getAnnotations())
                  .containsEntry("linkerd.io/inject", "disabled");
              assertThat(pod.metadata().getLabels()).containsEntry("example.com/team", "platform");
            });
  }

  @Test
  @DisplayName(
      "all are as the Pod Security Standard \"restricted\" wants them, with a /tmp to write")
  void restricted() {
    assertThat(pods)
        .allSatisfy(
            pod -> {
              assertThat(pod.spec().getSecurityContext().getRunAsNonRoot()).isTrue();
              assertThat(pod.spec().getSecurityContext().getSeccompProfile().getType())
                  .isEqualTo("RuntimeDefault");
            })
        .flatExtracting(pod -> pod.containers().toList())
        .allSatisfy(
            container -> {
              var security = container.getSecurityContext();
              assertThat(security.getReadOnlyRootFilesystem()).isTrue();
              assertThat(security.getAllowPrivilegeEscalation()).isFalse();
              assertThat(security.getCapabilities().getDrop()).containsExactly("ALL");
              assertThat(container.getVolumeMounts())
                  .anyMatch(mount -> mount.getMountPath().equals("/tmp"));
            });
  }

  @Test
  @DisplayName("a token is for these pods, and not for whoever names their ServiceAccount")
  void tokens() {
    assertThat(pods).allMatch(pod -> pod.spec().getAutomountServiceAccountToken());
    assertThat(objects)
        .filteredOn(ServiceAccount.class::isInstance)
        .hasSize(4)
        .noneMatch(account -> ((ServiceAccount) account).getAutomountServiceAccountToken());
  }

  @Test
  @DisplayName("the network policy is for all of them")
  void networkPolicy() {
    NetworkPolicy policy =
        objects.stream()
            .filter(NetworkPolicy.class::isInstance)
            .map(NetworkPolicy.class::cast)
            .findFirst()
            .orElseThrow();
    assertThat(policy.getSpec().getPodSelector().getMatchExpressions())
        .singleElement()
        .satisfies(
            selects ->
                assertThat(selects.getValues())
                    .containsExactlyInAnyOrderElementsOf(pods.stream().map(OnePod::name).toList()));
  }

  @Test
  @DisplayName("a disruption budget that lets no node be drained is refused")
  void budget() {
    assertThatThrownBy(() -> budget(0)).hasMessageContaining("maxUnavailable");
    assertThatThrownBy(() -> budget("0%")).hasMessageContaining("maxUnavailable");
    assertThat(budget("50%")).contains("maxUnavailable: 50%", "AlwaysAllow");
  }

  private static String budget(Object maxUnavailable) {
    return Chart.rendered(
        Map.of(
            "clusterName",
            "prod",
            "podDisruptionBudget.enabled",
            true,
            "podDisruptionBudget.maxUnavailable",
            maxUnavailable));
  }
}
