package dev.heel.operator.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.heel.sandbox.kubernetes.KubernetesServer;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.Watch;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.WatcherException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("What the client asks for of objects that others fill")
class MetadataOnlyTest {
  private final KubernetesServer server =
      KubernetesServer.start(KubernetesServer.Options.defaults());
  private final List<ConfigMap> heard = new CopyOnWriteArrayList<>();

  @AfterEach
  void close() {
    server.close();
  }

  private KubernetesClient client(boolean httpWatches) {
    return KubernetesClients.ofOperator(
        new ConfigBuilder(Config.empty())
            .withMasterUrl(server.url().toString())
            .withOnlyHttpWatches(httpWatches)
            .build());
  }

  private void put(String content) {
    ObjectNode map = JsonNodeFactory.instance.objectNode();
    map.put("apiVersion", "v1").put("kind", "ConfigMap");
    ObjectNode metadata = map.putObject("metadata");
    metadata.put("namespace", "default").put("name", "a");
    metadata.putObject("labels").put("team", "shop");
    map.putObject("data").put("key", content);
    server.apply(map);
  }

  @Test
  @DisplayName("a list brings labels and versions, and no content; one that is named comes whole")
  void list() {
    put("one");
    try (KubernetesClient client = client(true)) {
      ConfigMap listed = client.configMaps().inNamespace("default").list().getItems().get(0);
      assertThat(listed.getMetadata().getLabels()).containsEntry("team", "shop");
      assertThat(listed.getMetadata().getResourceVersion()).isNotEmpty();
      assertThat(listed.getData()).isNullOrEmpty();
      ConfigMap named = client.configMaps().inNamespace("default").withName("a").get();
      assertThat(named.getData()).containsEntry("key", "one");
    }
  }

  @ParameterizedTest(name = "over plain HTTP: {0}")
  @ValueSource(booleans = {true, false})
  @DisplayName("a watch tells of changes, and nothing of the content")
  void watch(boolean httpWatches) {
    put("one");
    try (KubernetesClient client = client(httpWatches);
        Watch watch = client.configMaps().inNamespace("default").withName("a").watch(watcher())) {
      await().until(() -> heard.size() == 1);
      put("two");
      await().until(() -> heard.size() == 2);
      assertThat(heard).allSatisfy(map -> assertThat(map.getData()).isNullOrEmpty());
      assertThat(heard).extracting(map -> map.getMetadata().getName()).containsOnly("a");
      assertThat(watch).isNotNull();
    }
  }

  private Watcher<ConfigMap> watcher() {
    return new Watcher<>() {
      @Override
      public void eventReceived(Action action, ConfigMap map) {
        heard.add(map);
      }

      @Override
      public void onClose(WatcherException cause) {
        // the test ends it
      }
    };
  }
}
