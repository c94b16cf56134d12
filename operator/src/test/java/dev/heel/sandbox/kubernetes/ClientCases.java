package dev.heel.sandbox.kubernetes;

import static dev.heel.sandbox.kubernetes.Api.MAPS;
import static dev.heel.sandbox.kubernetes.Api.fresh;
import static dev.heel.sandbox.kubernetes.Api.map;
import static dev.heel.sandbox.kubernetes.Api.soon;
import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.extended.leaderelection.LeaderCallbacks;
import io.fabric8.kubernetes.client.extended.leaderelection.LeaderElectionConfigBuilder;
import io.fabric8.kubernetes.client.extended.leaderelection.resourcelock.LeaseLock;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What the operator's own client library does: informers and leader election. */
interface ClientCases {
  Api api();

  private KubernetesClient client() {
    Config config = Config.fromKubeconfig(api().kubeconfig());
    Config plain = new ConfigBuilder(config).withOnlyHttpWatches(true).build();
    return new KubernetesClientBuilder().withConfig(plain).build();
  }

  @Test
  @DisplayName("An informer lists in pages and then follows")
  default void informer() {
    String name = fresh("m");
    api().created(MAPS, map(name, "1"));
    try (KubernetesClient client = client();
        SharedIndexInformer<ConfigMap> informer =
            client.configMaps().inNamespace(Api.NAMESPACE).withLimit(1L).inform()) {
      assertThat(informer.getStore().getByKey(Api.NAMESPACE + "/" + name)).isNotNull();
      api().patch(MAPS + "/" + name, Api.MERGE, "{'data':{'a':'2'}}");
      soon(
          () ->
              assertThat(
                      informer.getStore().getByKey(Api.NAMESPACE + "/" + name).getData().get("a"))
                  .isEqualTo("2"));
      api().delete(MAPS + "/" + name);
      soon(() -> assertThat(informer.getStore().getByKey(Api.NAMESPACE + "/" + name)).isNull());
    }
  }

  @Test
  @DisplayName("Of two candidates one leads; when it gives the lease back, the other does")
  default void leaderElection() {
    String lease = fresh("lease");
    List<String> leaders = new CopyOnWriteArrayList<>();
    try (KubernetesClient client = client()) {
      CompletableFuture<?> one = candidate(client, lease, "one", leaders);
      soon(() -> assertThat(leaders).containsExactly("one"));
      CompletableFuture<?> two = candidate(client, lease, "two", leaders);
      one.cancel(true);
      soon(() -> assertThat(leaders).containsExactly("one", "two"));
      two.cancel(true);
    }
  }

  private CompletableFuture<?> candidate(
      KubernetesClient client, String lease, String identity, List<String> leaders) {
    return client
        .leaderElector()
        .withConfig(
            new LeaderElectionConfigBuilder()
                .withName(identity)
                .withLeaseDuration(Duration.ofSeconds(6))
                .withRenewDeadline(Duration.ofSeconds(4))
                .withRetryPeriod(Duration.ofMillis(300))
                .withReleaseOnCancel(true)
                .withLock(new LeaseLock(Api.NAMESPACE, lease, identity))
                .withLeaderCallbacks(
                    new LeaderCallbacks(() -> leaders.add(identity), () -> {}, leader -> {}))
                .build())
        .build()
        .start();
  }
}
