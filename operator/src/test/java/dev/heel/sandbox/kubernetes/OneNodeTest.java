package dev.heel.sandbox.kubernetes;

import static dev.heel.sandbox.kubernetes.Api.soon;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The node that the sandbox plays: workloads become ready, or hang if they are told to. */
class OneNodeTest {
  private static final String APPS = "/apis/apps/v1/namespaces/default/";
  private static final String CORE = "/api/v1/namespaces/default/";
  private static final String SLICES =
      "/apis/discovery.k8s.io/v1/namespaces/default/endpointslices"
          + "?labelSelector=kubernetes.io%2Fservice-name%3Dweb";
  private KubernetesServer server;
  private Api api;

  private void start(boolean rolloutsHang) {
    server = KubernetesServer.start(new KubernetesServer.Options(0, rolloutsHang, 1000));
    api = new Api(server.kubeconfig(), nobody -> {});
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private static String workload(String kind) {
    String shape =
        PatchCases.deployment("web")
            .replace(
                "'image':'one:1'",
                "'image':'one:1','ports':[{'name':'http','containerPort':8080}]");
    return shape.replace("'kind':'Deployment'", "'kind':'" + kind + "'");
  }

  private JsonNode status(String plural) {
    return api.get(APPS + plural + "/web").json().path("status");
  }

  @Test
  @DisplayName("A Deployment gets its Pods, and a new template replaces them")
  void deployment() {
    start(false);
    api.created(APPS + "deployments", workload("Deployment"));
    soon(() -> assertThat(status("deployments").path("availableReplicas").asInt()).isOne());
    assertThat(status("deployments").path("conditions").toString())
        .contains("\"Available\",\"status\":\"True\"");
    api.patch(
        APPS + "deployments/web",
        Api.MERGE,
        "{'spec':{'replicas':3,'template':{'metadata':{'labels':{'v':'2'}}}}}");
    soon(
        () -> {
          JsonNode status = status("deployments");
          assertThat(status.path("observedGeneration").asInt()).isEqualTo(2);
          assertThat(status.path("updatedReplicas").asInt()).isEqualTo(3);
          assertThat(status.path("readyReplicas").asInt()).isEqualTo(3);
          assertThat(status.path("replicas").asInt()).isEqualTo(3);
        });
    assertThat(api.get(CORE + "pods?labelSelector=v%3D2").json().path("items")).hasSize(3);
    api.delete(APPS + "deployments/web");
    soon(() -> assertThat(api.get(CORE + "pods").json().path("items")).isEmpty());
  }

  @Test
  @DisplayName("A DaemonSet runs once, since there is one node")
  void daemonSet() {
    start(false);
    api.created(APPS + "daemonsets", workload("DaemonSet").replace("'replicas':1,", ""));
    soon(
        () -> {
          JsonNode status = status("daemonsets");
          assertThat(status.path("desiredNumberScheduled").asInt()).isOne();
          assertThat(status.path("numberReady").asInt()).isOne();
          assertThat(status.path("updatedNumberScheduled").asInt()).isOne();
        });
    api.patch(
        APPS + "daemonsets/web",
        Api.MERGE,
        "{'spec':{'template':{'metadata':{'labels':{'v':'2'}}}}}");
    soon(
        () -> {
          assertThat(status("daemonsets").path("observedGeneration").asInt()).isEqualTo(2);
          assertThat(status("daemonsets").path("numberReady").asInt()).isOne();
          assertThat(api.get(CORE + "pods?labelSelector=v%3D2").json().path("items")).hasSize(1);
        });
  }

  @Test
  @DisplayName("A StatefulSet's Pods have names in order, and follow its scale")
  void statefulSet() {
    start(false);
    api.created(
        APPS + "statefulsets", workload("StatefulSet").replace("'replicas':1", "'replicas':2"));
    soon(() -> assertThat(status("statefulsets").path("readyReplicas").asInt()).isEqualTo(2));
    assertThat(api.get(CORE + "pods/web-1").json().at("/status/phase").asText())
        .isEqualTo("Running");
    api.patch(APPS + "statefulsets/web", Api.MERGE, "{'spec':{'replicas':1}}");
    api.soonGone(CORE + "pods/web-1");
    soon(() -> assertThat(status("statefulsets").path("replicas").asInt()).isOne());
  }

  @Test
  @DisplayName("A Service gets an EndpointSlice that follows its Pods, with ports by name")
  void endpoints() {
    start(false);
    api.created(
        APPS + "deployments", workload("Deployment").replace("'replicas':1", "'replicas':2"));
    api.created(
        CORE + "services",
        "{'apiVersion':'v1','kind':'Service','metadata':{'name':'web'},"
            + "'spec':{'selector':{'app':'web'},'ports':[{'port':80,'targetPort':'http'}]}}");
    soon(
        () -> {
          JsonNode slice = api.get(SLICES).json().at("/items/0");
          assertThat(slice.path("endpoints")).hasSize(2);
          assertThat(slice.at("/endpoints/0/conditions/ready").asBoolean()).isTrue();
          assertThat(slice.at("/ports/0/port").asInt()).isEqualTo(8080);
        });
    api.patch(APPS + "deployments/web", Api.MERGE, "{'spec':{'replicas':1}}");
    soon(() -> assertThat(api.get(SLICES).json().at("/items/0/endpoints")).hasSize(1));
    api.delete(CORE + "services/web");
    soon(() -> assertThat(api.get(SLICES).json().path("items")).isEmpty());
  }

  @Test
  @DisplayName("Told to hang, Pods are there and never ready")
  void hangs() {
    start(true);
    api.created(APPS + "daemonsets", workload("DaemonSet").replace("'replicas':1,", ""));
    soon(() -> assertThat(status("daemonsets").path("updatedNumberScheduled").asInt()).isOne());
    soon(
        () ->
            assertThat(api.get(CORE + "pods").json().at("/items/0/status/phase").asText())
                .isEqualTo("Pending"));
    await()
        .during(Duration.ofMillis(500))
        .until(() -> status("daemonsets").path("numberReady").asInt() == 0);
  }
}
