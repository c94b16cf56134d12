package dev.heel.sandbox.kubernetes;

import static dev.heel.sandbox.kubernetes.Api.GADGETS;
import static dev.heel.sandbox.kubernetes.Api.MAPS;
import static dev.heel.sandbox.kubernetes.Api.MERGE;
import static dev.heel.sandbox.kubernetes.Api.fresh;
import static dev.heel.sandbox.kubernetes.Api.gadget;
import static dev.heel.sandbox.kubernetes.Api.soon;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.heel.testing.KubeHttp.Answer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** CustomResourceDefinitions, their schemas, and unknown fields. */
interface SchemaCases {
  String DEFINITIONS = "/apis/apiextensions.k8s.io/v1/customresourcedefinitions";

  Api api();

  @Test
  @DisplayName("An unknown field is 400 if strict, a warning by default, nothing if ignored")
  default void unknownField() {
    String typo = gadget(fresh("g"), "{'size':1,'sice':2}");
    Answer strict = api().post(GADGETS + "?fieldValidation=Strict", typo);
    assertThat(strict.code()).isEqualTo(400);
    assertThat(strict.json().path("reason").asText()).isEqualTo("BadRequest");
    assertThat(strict.json().path("message").asText())
        .isEqualTo(
            "Gadget in version \"v1\" cannot be handled as a Gadget: strict decoding error: unknown"
                + " field \"spec.sice\"");
    Answer warned = api().post(GADGETS, typo);
    assertThat(warned.code()).isEqualTo(201);
    assertThat(warned.headers().firstValue("Warning"))
        .contains("299 - \"unknown field \\\"spec.sice\\\"\"");
    assertThat(warned.json().path("spec").has("sice")).isFalse();
    String other = gadget(fresh("g"), "{'sice':2}");
    Answer ignored = api().post(GADGETS + "?fieldValidation=Ignore", other);
    assertThat(ignored.code()).isEqualTo(201);
    assertThat(ignored.headers().firstValue("Warning")).isEmpty();
  }

  @Test
  @DisplayName("A strict patch to an unknown field is 422 about the patch")
  default void unknownInPatch() {
    String name = fresh("g");
    api().created(GADGETS, gadget(name, "{'size':1}"));
    Answer answer =
        api().patch(GADGETS + "/" + name + "?fieldValidation=Strict", MERGE, "{'spec':{'sice':1}}");
    assertThat(answer.code()).isEqualTo(422);
    assertThat(answer.json().path("message").asText())
        .endsWith(": strict decoding error: unknown field \"spec.sice\"");
  }

  @Test
  @DisplayName("Built-in kinds have unknown fields too")
  default void unknownInBuiltIn() {
    String body = "{'apiVersion':'v1','kind':'ConfigMap','metadata':{'name':'x'},'dota':{}}";
    Answer answer = api().post(MAPS + "?fieldValidation=Strict", body);
    assertThat(answer.code()).isEqualTo(400);
    assertThat(answer.json().path("message").asText())
        .isEqualTo(
            "ConfigMap in version \"v1\" cannot be handled as a ConfigMap: strict decoding error:"
                + " unknown field \"dota\"");
  }

  @Test
  @DisplayName("Fields of an open object are kept")
  default void openObject() {
    JsonNode made = api().created(GADGETS, gadget(fresh("g"), "{'open':{'any':[1,{'b':null}]}}"));
    assertThat(made.at("/spec/open/any/0").asInt()).isEqualTo(1);
  }

  @Test
  @DisplayName("Defaults are filled in")
  default void defaults() {
    assertThat(api().created(GADGETS, gadget(fresh("g"), "{}")).at("/spec/mode").asText())
        .isEqualTo("calm");
  }

  @Test
  @DisplayName("What the schema forbids is 422, with a cause for each field")
  default void schema() {
    Answer answer = api().post(GADGETS, gadget("bad", "{'size':0,'mode':'wild'}"));
    assertThat(answer.code()).isEqualTo(422);
    assertThat(answer.json().path("reason").asText()).isEqualTo("Invalid");
    assertThat(answer.json().path("message").asText())
        .startsWith("Gadget.contract.heel.dev \"bad\" is invalid: [")
        .contains(
            "spec.size: Invalid value: 0: spec.size in body should be greater than or equal to 1")
        .contains("spec.mode: Unsupported value: \"wild\": supported values: \"calm\", \"loud\"");
    assertThat(answer.json().at("/details/causes").findValuesAsText("field"))
        .contains("spec.size", "spec.mode");
    assertThat(answer.json().at("/details/kind").asText()).isEqualTo("Gadget");
    Answer type = api().post(GADGETS, gadget("bad", "{'size':'big'}"));
    assertThat(type.json().path("message").asText())
        .contains(
            "spec.size: Invalid value: \"string\": spec.size in body must be of type integer");
  }

  @Test
  @DisplayName("What a CEL rule forbids is 422 with the rule's message")
  default void rule() {
    Answer answer = api().post(GADGETS, gadget("bad", "{'size':3,'max':2}"));
    assertThat(answer.code()).isEqualTo(422);
    assertThat(answer.json().path("message").asText())
        .startsWith("Gadget.contract.heel.dev \"bad\" is invalid: spec: Invalid value: ")
        .endsWith("size must not be above max");
    String name = fresh("g");
    api().created(GADGETS, gadget(name, "{'size':1,'max':2}"));
    assertThat(api().patch(GADGETS + "/" + name, MERGE, "{'spec':{'size':5}}").code())
        .isEqualTo(422);
  }

  @Test
  @DisplayName("A missing spec is 422 where the root requires it")
  default void missingSpec() {
    Answer answer =
        api()
            .post(
                GADGETS,
                "{'apiVersion':'contract.heel.dev/v1','kind':'Gadget','metadata':{'name':'x'}}");
    assertThat(answer.code()).isEqualTo(422);
    assertThat(answer.json().path("message").asText()).contains("spec: Required value");
  }

  @Test
  @DisplayName("A rule that names a field which is not in the schema refuses the definition")
  default void ruleDoesNotCompile() {
    String wrong =
        Api.definition().replace("gadgets", "widgets").replace("self.size <=", "self.sise <=");
    Answer answer = api().http().send("POST", DEFINITIONS, wrong.replace("Gadget", "Widget"));
    assertThat(answer.code()).isEqualTo(422);
    assertThat(answer.json().path("message").asText()).contains("undefined field 'sise'");
  }

  @Test
  @DisplayName("A definition must be named plural.group")
  default void nameOfDefinition() {
    String wrong = Api.definition().replace("gadgets.contract.heel.dev", "gadgets.heel.dev");
    Answer answer = api().http().send("POST", DEFINITIONS, wrong);
    assertThat(answer.code()).isEqualTo(422);
    assertThat(answer.json().path("message").asText())
        .contains("metadata.name: Invalid value: \"gadgets.heel.dev\": must be ");
  }

  @Test
  @DisplayName("A definition becomes Established, is served, and takes its resources with it")
  default void lifeOfDefinition() {
    String plural = fresh("things").replace("-", "");
    String group = plural + ".heel.dev";
    String body =
        Api.definition()
            .replace("contract.heel.dev", group)
            .replace("gadgets", plural)
            .replace("\"gdg\"", "");
    String path = DEFINITIONS + "/" + plural + "." + group;
    assertThat(api().http().send("POST", DEFINITIONS, body).code()).isEqualTo(201);
    soon(
        () ->
            assertThat(api().get(path).json().at("/status/conditions").toString())
                .contains("NamesAccepted", "Established")
                .doesNotContain("\"False\""));
    String things = "/apis/" + group + "/v1/namespaces/contract/" + plural;
    String thing = gadget("one", "{}").replace("contract.heel.dev", group);
    soon(() -> assertThat(api().get(things).code()).isEqualTo(200));
    soon(() -> assertThat(api().post(things, thing).code()).isIn(201, 409));
    assertThat(api().get(things + "/one").code()).isEqualTo(200);
    assertThat(api().delete(path).code()).isEqualTo(200);
    api().soonGone(path);
    soon(() -> assertThat(api().get(things).code()).isEqualTo(404));
  }
}
