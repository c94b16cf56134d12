package dev.heel.sandbox.kubernetes;

import static dev.heel.sandbox.kubernetes.Api.soon;
import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.javaoperatorsdk.operator.Operator;
import io.javaoperatorsdk.operator.api.config.LeaderElectionConfigurationBuilder;
import io.javaoperatorsdk.operator.api.reconciler.Cleaner;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.ControllerConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.DeleteControl;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * The operator framework with leader election, a finalizer and a cleanup on the embedded server.
 */
class OperatorFrameworkTest {
  private static final String MAPS = "/api/v1/namespaces/default/configmaps";

  /** Writes down what it is called for. */
  @ControllerConfiguration
  static final class Recorder implements Reconciler<ConfigMap>, Cleaner<ConfigMap> {
    private final List<String> calls = new CopyOnWriteArrayList<>();

    @Override
    public UpdateControl<ConfigMap> reconcile(ConfigMap map, Context<ConfigMap> context) {
      calls.add("reconcile " + map.getMetadata().getName());
      return UpdateControl.noUpdate();
    }

    @Override
    public DeleteControl cleanup(ConfigMap map, Context<ConfigMap> context) {
      calls.add("cleanup " + map.getMetadata().getName());
      return DeleteControl.defaultDelete();
    }
  }

  @Test
  @Timeout(60)
  @DisplayName("The framework starts, leads, adds its finalizer, reconciles and cleans up")
  void runs() {
    try (KubernetesServer server = KubernetesServer.start(KubernetesServer.Options.defaults());
        KubernetesClient client = client(server)) {
      Api api = new Api(server.kubeconfig(), nobody -> {});
      Recorder recorder = new Recorder();
      Operator operator =
          new Operator(
              overrider ->
                  overrider
                      .withKubernetesClient(client)
                      .withCloseClientOnStop(false)
                      .withLeaderElectionConfiguration(
                          LeaderElectionConfigurationBuilder.aLeaderElectionConfiguration(
                                  "contract")
                              .withLeaseNamespace("default")
                              .withIdentity("me")
                              .withExitOnStopLeading(false)
                              .build()));
      operator.register(recorder);
      operator.start();
      api.post(MAPS, Api.map("a", "1"));
      soon(() -> assertThat(recorder.calls).contains("reconcile a"));
      assertThat(api.get(MAPS + "/a").json().at("/metadata/finalizers")).hasSize(1);
      api.delete(MAPS + "/a");
      api.soonGone(MAPS + "/a");
      assertThat(recorder.calls).contains("cleanup a");
      operator.stop();
    }
  }

  private static KubernetesClient client(KubernetesServer server) {
    Config config = Config.fromKubeconfig(server.kubeconfig());
    return new KubernetesClientBuilder()
        .withConfig(new ConfigBuilder(config).withOnlyHttpWatches(true).build())
        .build();
  }
}
