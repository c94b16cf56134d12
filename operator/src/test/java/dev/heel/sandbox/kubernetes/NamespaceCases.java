package dev.heel.sandbox.kubernetes;

import static dev.heel.sandbox.kubernetes.Api.GADGETS;
import static dev.heel.sandbox.kubernetes.Api.MERGE;
import static dev.heel.sandbox.kubernetes.Api.fresh;
import static dev.heel.sandbox.kubernetes.Api.gadget;
import static dev.heel.sandbox.kubernetes.Api.map;
import static dev.heel.sandbox.kubernetes.Api.soon;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.heel.testing.KubeHttp.Answer;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Namespaces: they must exist, and they are emptied before they go. */
interface NamespaceCases {
  String NAMESPACES = "/api/v1/namespaces";

  Api api();

  private String namespace() {
    String name = fresh("ns");
    api()
        .created(
            NAMESPACES,
            "{'apiVersion':'v1','kind':'Namespace','metadata':{'name':'" + name + "'}}");
    return name;
  }

  @Test
  @DisplayName("The namespaces that every cluster has")
  default void initial() {
    List.of("default", "kube-system", "kube-public", "kube-node-lease")
        .forEach(name -> assertThat(api().get(NAMESPACES + "/" + name).code()).isEqualTo(200));
  }

  @Test
  @DisplayName("A namespace is Active, has a finalizer and a label with its name")
  default void created() {
    String name = namespace();
    JsonNode namespace = api().get(NAMESPACES + "/" + name).json();
    assertThat(namespace.at("/status/phase").asText()).isEqualTo("Active");
    assertThat(namespace.at("/spec/finalizers/0").asText()).isEqualTo("kubernetes");
    assertThat(namespace.at("/metadata/labels/kubernetes.io~1metadata.name").asText())
        .isEqualTo(name);
  }

  @Test
  @DisplayName("Nothing can be created in a namespace that does not exist: 404")
  default void missingNamespace() {
    Answer answer = api().post("/api/v1/namespaces/nowhere/configmaps", map("m", "1"));
    assertThat(answer.code()).isEqualTo(404);
    assertThat(answer.json().path("message").asText())
        .isEqualTo("namespaces \"nowhere\" not found");
    Answer custom = api().post(GADGETS.replace("contract/", "nowhere/"), gadget("g", "{}"));
    assertThat(custom.code()).isEqualTo(404);
    assertThat(api().get("/api/v1/namespaces/nowhere/configmaps").json().path("items")).isEmpty();
  }

  @Test
  @DisplayName("A namespace that goes is emptied first")
  default void emptied() {
    String name = namespace();
    String map = NAMESPACES + "/" + name + "/configmaps";
    api().created(map, map("m", "1"));
    String gadgets = GADGETS.replace("namespaces/contract", "namespaces/" + name);
    api().created(gadgets, gadget("g", "{}"));
    Answer answer = api().delete(NAMESPACES + "/" + name);
    assertThat(answer.code()).isEqualTo(200);
    assertThat(answer.json().at("/status/phase").asText()).isEqualTo("Terminating");
    api().soonGone(NAMESPACES + "/" + name);
    assertThat(api().get(map + "/m").code()).isEqualTo(404);
    assertThat(api().get(gadgets + "/g").code()).isEqualTo(404);
  }

  @Test
  @DisplayName("In a terminating namespace creates are 403, updates are not; a finalizer holds it")
  default void terminating() {
    String name = namespace();
    String gadgets = GADGETS.replace("namespaces/contract", "namespaces/" + name);
    String held =
        gadget("g", "{}").replace("\"metadata\":{", "\"metadata\":{\"finalizers\":[\"x.dev/a\"],");
    api().created(gadgets, held);
    api().delete(NAMESPACES + "/" + name);
    soon(() -> assertThat(api().get(gadgets + "/g").text()).contains("deletionTimestamp"));
    Answer refused = api().post(NAMESPACES + "/" + name + "/configmaps", map("late", "1"));
    assertThat(refused.code()).isEqualTo(403);
    assertThat(refused.json().path("reason").asText()).isEqualTo("Forbidden");
    assertThat(refused.json().path("message").asText())
        .isEqualTo(
            "configmaps \"late\" is forbidden: unable to create new content in namespace "
                + name
                + " because it is being terminated");
    assertThat(refused.json().at("/details/causes/0/reason").asText())
        .isEqualTo("NamespaceTerminating");
    assertThat(api().patch(gadgets + "/g/status", MERGE, "{'status':{'phase':'x'}}").code())
        .isEqualTo(200);
    soon(
        () ->
            assertThat(
                    api().get(NAMESPACES + "/" + name).json().at("/status/conditions").toString())
                .contains("gadgets.contract.heel.dev has 1 resource instances"));
    api().patch(gadgets + "/g", MERGE, "{'metadata':{'finalizers':null}}");
    api().soonGone(NAMESPACES + "/" + name);
  }

  @Test
  @DisplayName("default cannot be deleted")
  default void immortal() {
    Answer answer = api().delete(NAMESPACES + "/default");
    assertThat(answer.code()).isEqualTo(403);
    assertThat(answer.json().path("message").asText())
        .isEqualTo("namespaces \"default\" is forbidden: this namespace may not be deleted");
  }
}
