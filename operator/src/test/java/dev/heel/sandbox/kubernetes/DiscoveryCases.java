package dev.heel.sandbox.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.heel.testing.KubeHttp.Answer;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Discovery, OpenAPI, health, and the reviews that clients start with. */
interface DiscoveryCases {
  Api api();

  private JsonNode resource(String path, String name) {
    for (JsonNode resource : api().get(path).json().path("resources")) {
      if (resource.path("name").asText().equals(name)) {
        return resource;
      }
    }
    throw new AssertionError("no " + name + " in " + path);
  }

  @Test
  @DisplayName("Versions, groups and group")
  default void groups() {
    assertThat(api().get("/api").json().at("/versions/0").asText()).isEqualTo("v1");
    JsonNode groups = api().get("/apis").json();
    assertThat(groups.path("kind").asText()).isEqualTo("APIGroupList");
    assertThat(groups.path("groups").findValuesAsText("name"))
        .contains(
            "apps",
            "apiextensions.k8s.io",
            "authorization.k8s.io",
            "coordination.k8s.io",
            "discovery.k8s.io",
            "events.k8s.io",
            "rbac.authorization.k8s.io",
            "contract.heel.dev");
    JsonNode group = api().get("/apis/contract.heel.dev").json();
    assertThat(group.at("/preferredVersion/groupVersion").asText())
        .isEqualTo("contract.heel.dev/v1");
    assertThat(api().get("/apis/nothing.dev").code()).isEqualTo(404);
    assertThat(api().get("/apis/nothing.dev/v1").code()).isEqualTo(404);
  }

  @Test
  @DisplayName("A kind says its short names, categories, scope, verbs and subresources")
  default void kinds() {
    JsonNode gadgets = resource("/apis/contract.heel.dev/v1", "gadgets");
    assertThat(gadgets.path("singularName").asText()).isEqualTo("gadget");
    assertThat(gadgets.path("namespaced").asBoolean()).isTrue();
    assertThat(gadgets.path("kind").asText()).isEqualTo("Gadget");
    assertThat(gadgets.at("/shortNames/0").asText()).isEqualTo("gdg");
    assertThat(gadgets.at("/categories/0").asText()).isEqualTo("contract");
    List.of("create", "delete", "deletecollection", "get", "list", "patch", "update", "watch")
        .forEach(verb -> assertThat(gadgets.path("verbs").toString()).contains(verb));
    resource("/apis/contract.heel.dev/v1", "gadgets/status");
  }

  @Test
  @DisplayName("The built-in kinds, with the scope and short names of a real cluster")
  default void builtIns() {
    assertThat(resource("/api/v1", "configmaps").at("/shortNames/0").asText()).isEqualTo("cm");
    assertThat(resource("/api/v1", "namespaces").path("namespaced").asBoolean()).isFalse();
    assertThat(resource("/api/v1", "nodes").path("namespaced").asBoolean()).isFalse();
    List.of("events", "pods", "secrets", "serviceaccounts", "services", "pods/status")
        .forEach(name -> assertThat(resource("/api/v1", name)).isNotNull());
    List.of("deployments", "statefulsets", "daemonsets", "replicasets", "deployments/status")
        .forEach(name -> assertThat(resource("/apis/apps/v1", name)).isNotNull());
    resource("/apis/coordination.k8s.io/v1", "leases");
    resource("/apis/discovery.k8s.io/v1", "endpointslices");
    resource("/apis/events.k8s.io/v1", "events");
    List.of("roles", "rolebindings", "clusterroles", "clusterrolebindings")
        .forEach(name -> resource("/apis/rbac.authorization.k8s.io/v1", name));
  }

  @Test
  @DisplayName("OpenAPI v3 describes each group and version, and says that fields are validated")
  default void openApi() {
    JsonNode paths = api().get("/openapi/v3").json().path("paths");
    String url = paths.path("apis/contract.heel.dev/v1").path("serverRelativeURL").asText();
    assertThat(url).startsWith("/openapi/v3/apis/contract.heel.dev/v1");
    JsonNode document = api().get(url).json();
    assertThat(document.path("openapi").asText()).startsWith("3.");
    JsonNode path =
        document
            .path("paths")
            .path("/apis/contract.heel.dev/v1/namespaces/{namespace}/gadgets/{name}");
    assertThat(path.path("patch").path("parameters").findValuesAsText("name"))
        .contains("fieldValidation", "dryRun");
    assertThat(path.at("/patch/x-kubernetes-group-version-kind/kind").asText()).isEqualTo("Gadget");
    JsonNode schema = document.at("/components/schemas").path("dev.heel.contract.v1.Gadget");
    assertThat(schema.at("/x-kubernetes-group-version-kind/0/kind").asText()).isEqualTo("Gadget");
    assertThat(schema.at("/properties/spec/properties/size/description").asText())
        .isEqualTo("How big, in units.");
    assertThat(api().get("/openapi/v3/apis/apps/v1").code()).isEqualTo(200);
  }

  @Test
  @DisplayName("Health and version")
  default void health() {
    List.of("/healthz", "/livez", "/readyz")
        .forEach(path -> assertThat(api().get(path).text()).isEqualTo("ok"));
    assertThat(api().get("/version").json().path("major").asText()).isEqualTo("1");
  }

  @Test
  @DisplayName("SelfSubject reviews are answered")
  default void reviews() {
    String group = "/apis/authorization.k8s.io/v1/";
    Answer access =
        api()
            .post(
                group + "selfsubjectaccessreviews",
                "{'apiVersion':'authorization.k8s.io/v1','kind':'SelfSubjectAccessReview',"
                    + "'spec':{'resourceAttributes':{'verb':'get','resource':'pods'}}}");
    assertThat(access.code()).isEqualTo(201);
    assertThat(access.json().at("/status/allowed").asBoolean()).isTrue();
    Answer rules =
        api()
            .post(
                group + "selfsubjectrulesreviews",
                "{'apiVersion':'authorization.k8s.io/v1','kind':'SelfSubjectRulesReview',"
                    + "'spec':{'namespace':'default'}}");
    assertThat(rules.code()).isEqualTo(201);
    assertThat(rules.json().at("/status/resourceRules").toString()).contains("\"*\"");
  }
}
