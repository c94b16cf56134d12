package dev.heel.sandbox.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The embedded server as the rest of the program uses it. */
class KubernetesServerTest {
  private KubernetesServer server;
  private Api api;

  @BeforeEach
  void start() {
    server = KubernetesServer.start(KubernetesServer.Options.defaults());
    api = new Api(server.kubeconfig(), nobody -> {});
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private static JsonNode tree(String singleQuoted) throws IOException {
    return new ObjectMapper().readTree(Api.json(singleQuoted));
  }

  @Test
  @DisplayName("Objects are loaded by server-side apply of the manager sandbox, into default")
  void loads() throws IOException {
    server.apply(tree("{'apiVersion':'v1','kind':'ConfigMap','metadata':{'name':'a'}}"));
    JsonNode loaded = api.get("/api/v1/namespaces/default/configmaps/a").json().path("metadata");
    assertThat(loaded.path("namespace").asText()).isEqualTo("default");
    server.apply(new ObjectMapper().readTree(Api.definition()));
    server.apply(
        tree(
            "{'apiVersion':'contract.heel.dev/v1','kind':'Gadget','metadata':{'name':'g'},"
                + "'spec':{'size':1}}"));
    JsonNode gadget = api.get("/apis/contract.heel.dev/v1/namespaces/default/gadgets/g").json();
    assertThat(gadget.at("/metadata/managedFields/0/manager").asText()).isEqualTo("sandbox");
    assertThat(server.writes()).as("only writes over HTTP count").isZero();
  }

  @Test
  @DisplayName("What is refused is refused in the API server's words")
  void refuses() {
    assertThatThrownBy(
            () -> server.apply(tree("{'apiVersion':'x/v1','kind':'Y','metadata':{'name':'a'}}")))
        .isInstanceOf(KubernetesRefusal.class)
        .hasMessage("no matches for kind \"Y\" in version \"x/v1\"");
    assertThatThrownBy(
            () ->
                server.apply(
                    tree(
                        "{'apiVersion':'v1','kind':'ConfigMap',"
                            + "'metadata':{'name':'a','namespace':'no'}}")))
        .isInstanceOf(KubernetesRefusal.class)
        .hasMessage("namespaces \"no\" not found");
  }

  @Test
  @DisplayName("Writes count if they changed something, by user agent; requests by verb and path")
  void counts() {
    String maps = "/api/v1/namespaces/default/configmaps";
    api.post(maps, Api.map("a", "1"));
    api.patch(maps + "/a", Api.MERGE, "{'data':{'a':'2'}}");
    api.patch(maps + "/a", Api.MERGE, "{'data':{'a':'2'}}");
    api.post(maps + "?dryRun=All", Api.map("b", "1"));
    api.post(maps, Api.map("a", "1"));
    api.delete(maps + "/a");
    assertThat(server.writes()).isEqualTo(3);
    assertThat(server.writes("contract")).isEqualTo(3);
    assertThat(server.writes("other")).isZero();
    assertThat(server.requests())
        .containsEntry("PATCH /api/v1/namespaces/{namespace}/configmaps/{name}", 2L)
        .containsEntry("POST /api/v1/namespaces/{namespace}/configmaps", 3L)
        .containsEntry("DELETE /api/v1/namespaces/{namespace}/configmaps/{name}", 1L);
  }

  @Test
  @Timeout(30)
  @DisplayName("A client that prefers WebSocket falls back to HTTP watches at once")
  void webSocket() {
    try (KubernetesClient client =
        new KubernetesClientBuilder()
            .withConfig(Config.fromKubeconfig(server.kubeconfig()))
            .build()) {
      var informer = client.configMaps().inNamespace("default").inform();
      client
          .configMaps()
          .inNamespace("default")
          .resource(new ConfigMapBuilder().withNewMetadata().withName("a").endMetadata().build())
          .create();
      Api.soon(() -> assertThat(informer.getStore().getByKey("default/a")).isNotNull());
    }
  }

  @Test
  @DisplayName("A port that is taken is said plainly")
  void portTaken() {
    KubernetesServer.Options same = new KubernetesServer.Options(server.url().getPort(), false, 10);
    assertThatThrownBy(() -> KubernetesServer.start(same))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageStartingWith("no Kubernetes on 127.0.0.1:" + server.url().getPort() + ": ");
  }

  @Test
  @Timeout(30)
  @DisplayName("close ends open watches and frees the port")
  void closes() {
    try (Watched watch = new Watched(api, "/api/v1/pods?watch=true&resourceVersion=1")) {
      server.close();
      assertThatThrownBy(
              () -> {
                while (watch.next() != null) {
                  assertThat(watch).isNotNull();
                }
                throw new UncheckedIOException(new IOException("ended"));
              })
          .isInstanceOf(UncheckedIOException.class);
    }
    int port = server.url().getPort();
    KubernetesServer.start(new KubernetesServer.Options(port, false, 10)).close();
  }

  @Test
  @DisplayName("A continue token that the history does not reach any more is 410 Expired")
  void expiredPage() {
    server.close();
    server = KubernetesServer.start(new KubernetesServer.Options(0, false, 3));
    api = new Api(server.kubeconfig(), nobody -> {});
    String maps = "/api/v1/namespaces/default/configmaps";
    api.post(maps, Api.map("a", "1"));
    api.post(maps, Api.map("b", "1"));
    String token = api.get(maps + "?limit=1").json().at("/metadata/continue").asText();
    for (int i = 0; i < 4; i++) {
      api.patch(maps + "/a", Api.MERGE, "{'data':{'a':'x" + i + "'}}");
    }
    var answer = api.get(maps + "?limit=1&continue=" + token);
    assertThat(answer.code()).isEqualTo(410);
    assertThat(answer.json().path("reason").asText()).isEqualTo("Expired");
    assertThat(answer.json().path("message").asText())
        .startsWith("The provided continue parameter is too old");
  }
}
