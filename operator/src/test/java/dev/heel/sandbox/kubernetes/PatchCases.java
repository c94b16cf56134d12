package dev.heel.sandbox.kubernetes;

import static dev.heel.sandbox.kubernetes.Api.GADGETS;
import static dev.heel.sandbox.kubernetes.Api.MAPS;
import static dev.heel.sandbox.kubernetes.Api.MERGE;
import static dev.heel.sandbox.kubernetes.Api.fresh;
import static dev.heel.sandbox.kubernetes.Api.gadget;
import static dev.heel.sandbox.kubernetes.Api.map;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.heel.testing.KubeHttp.Answer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** JSON patch, merge patch, strategic merge patch. */
interface PatchCases {
  String JSON_PATCH = "application/json-patch+json";
  String STRATEGIC = "application/strategic-merge-patch+json";
  String DEPLOYMENTS = "/apis/apps/v1/namespaces/contract/deployments";

  Api api();

  @Test
  @DisplayName("A JSON patch adds, replaces, removes and tests")
  default void jsonPatch() {
    String name = fresh("m");
    api().created(MAPS, map(name, "1"));
    String path = MAPS + "/" + name;
    String patch =
        "[{'op':'test','path':'/data/a','value':'1'},{'op':'add','path':'/data/b','value':'2'},"
            + "{'op':'replace','path':'/data/a','value':'3'}]";
    JsonNode data = api().patch(path, JSON_PATCH, patch).json().path("data");
    assertThat(data.toString()).isEqualTo("{\"a\":\"3\",\"b\":\"2\"}");
    Answer failed = api().patch(path, JSON_PATCH, "[{'op':'test','path':'/data/a','value':'1'}]");
    assertThat(failed.code()).isEqualTo(422);
    assertThat(failed.json().path("reason").asText()).isEqualTo("Invalid");
    assertThat(api().patch(path, JSON_PATCH, "{}").code()).isEqualTo(400);
  }

  @Test
  @DisplayName("A merge patch replaces lists and removes what is null")
  default void mergePatch() {
    String name = fresh("g");
    api().created(GADGETS, gadget(name, "{'size':1,'note':'x','tags':['a','b']}"));
    JsonNode spec =
        api()
            .patch(GADGETS + "/" + name, MERGE, "{'spec':{'note':null,'tags':['c']}}")
            .json()
            .path("spec");
    assertThat(spec.has("note")).isFalse();
    assertThat(spec.path("tags").toString()).isEqualTo("[\"c\"]");
    assertThat(spec.path("size").asInt()).isEqualTo(1);
  }

  @Test
  @DisplayName("A strategic merge patch finds containers by name and ports by number")
  default void strategic() {
    String name = fresh("d");
    api().created(DEPLOYMENTS, deployment(name));
    String patch = "{'spec':{'template':{'spec':{'containers':[{'name':'two','image':'two:2'}]}}}}";
    JsonNode containers =
        api()
            .patch(DEPLOYMENTS + "/" + name, STRATEGIC, patch)
            .json()
            .at("/spec/template/spec/containers");
    assertThat(containers.findValuesAsText("image")).containsExactlyInAnyOrder("one:1", "two:2");
    String remove =
        "{'spec':{'template':{'spec':{'containers':[{'name':'one','$patch':'delete'}]}}}}";
    JsonNode left =
        api()
            .patch(DEPLOYMENTS + "/" + name, STRATEGIC, remove)
            .json()
            .at("/spec/template/spec/containers");
    assertThat(left.findValuesAsText("image")).containsExactly("two:2");
  }

  static String deployment(String name) {
    return """
        {'apiVersion':'apps/v1','kind':'Deployment','metadata':{'name':'%1$s'},
         'spec':{'replicas':1,'selector':{'matchLabels':{'app':'%1$s'}},
          'template':{'metadata':{'labels':{'app':'%1$s'}},
           'spec':{'containers':[{'name':'one','image':'one:1'},{'name':'two','image':'two:1'}]}}}}
        """
        .formatted(name);
  }

  @Test
  @DisplayName("Finalizers are merged by a strategic merge patch, labels by any")
  default void metadata() {
    String name = fresh("m");
    api().created(MAPS, map(name, "1"));
    String path = MAPS + "/" + name;
    api().patch(path, STRATEGIC, "{'metadata':{'finalizers':['x.dev/a']}}");
    JsonNode both = api().patch(path, STRATEGIC, "{'metadata':{'finalizers':['x.dev/b']}}").json();
    assertThat(both.at("/metadata/finalizers")).hasSize(2);
    String drop = "{'metadata':{'$deleteFromPrimitiveList/finalizers':['x.dev/a','x.dev/b']}}";
    assertThat(api().patch(path, STRATEGIC, drop).json().path("metadata").has("finalizers"))
        .isFalse();
  }

  @Test
  @DisplayName("Custom resources take no strategic merge patch: 415")
  default void strategicOfCustom() {
    String name = fresh("g");
    api().created(GADGETS, gadget(name, "{}"));
    Answer answer = api().patch(GADGETS + "/" + name, STRATEGIC, "{'spec':{'size':2}}");
    assertThat(answer.code()).isEqualTo(415);
    assertThat(answer.json().path("reason").asText()).isEqualTo("UnsupportedMediaType");
  }

  @Test
  @DisplayName("A patch cannot change what only the server writes")
  default void serversOwn() {
    String name = fresh("m");
    JsonNode made = api().created(MAPS, map(name, "1"));
    JsonNode patched =
        api()
            .patch(
                MAPS + "/" + name,
                MERGE,
                "{'metadata':{'creationTimestamp':'2001-01-01T00:00:00Z','generation':9}}")
            .json();
    assertThat(patched.at("/metadata/creationTimestamp"))
        .isEqualTo(made.at("/metadata/creationTimestamp"));
  }
}
