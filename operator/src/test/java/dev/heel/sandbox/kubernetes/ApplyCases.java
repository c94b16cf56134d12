package dev.heel.sandbox.kubernetes;

import static dev.heel.sandbox.kubernetes.Api.GADGETS;
import static dev.heel.sandbox.kubernetes.Api.MAPS;
import static dev.heel.sandbox.kubernetes.Api.MERGE;
import static dev.heel.sandbox.kubernetes.Api.fresh;
import static dev.heel.sandbox.kubernetes.Api.gadget;
import static dev.heel.sandbox.kubernetes.Api.map;
import static dev.heel.sandbox.kubernetes.Api.version;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.heel.testing.KubeHttp.Answer;
import dev.heel.testing.Letters;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Server-side apply and managedFields. */
interface ApplyCases {
  Api api();

  private JsonNode applied(String name, String manager, String spec) {
    Answer answer = api().apply(GADGETS + "/" + name, manager, gadget(name, spec));
    assertThat(answer.code()).as(answer.text()).isIn(200, 201);
    return answer.json();
  }

  @Test
  @DisplayName("Apply creates what is missing, and changes what is there")
  default void createsAndChanges() {
    String name = fresh("g");
    String path = GADGETS + "/" + name;
    assertThat(api().apply(path, "one", gadget(name, "{'size':1}")).code()).isEqualTo(201);
    Answer second = api().apply(path, "one", gadget(name, "{'size':2}"));
    assertThat(second.code()).isEqualTo(200);
    assertThat(second.json().at("/spec/size").asInt()).isEqualTo(2);
    JsonNode entry = second.json().at("/metadata/managedFields/0");
    assertThat(entry.path("manager").asText()).isEqualTo("one");
    assertThat(entry.path("operation").asText()).isEqualTo("Apply");
    assertThat(entry.path("fieldsType").asText()).isEqualTo("FieldsV1");
    assertThat(entry.path("fieldsV1").toString()).isEqualTo("{\"f:spec\":{\"f:size\":{}}}");
  }

  @Test
  @DisplayName("YAML with letters of two, three and four bytes, however long, is taken as written")
  default void letters() {
    for (String text : Letters.texts()) {
      String name = fresh("g");
      Answer answer = api().apply(GADGETS + "/" + name, "one", yaml(name, text));
      assertThat(answer.code()).as(answer.text()).isEqualTo(201);
      assertThat(answer.json().at("/spec/note").asText()).isEqualTo(text);
    }
  }

  private static String yaml(String name, String note) {
    return """
    apiVersion: contract.heel.dev/v1
    kind: Gadget
    metadata:
      name: %s
    spec:
      note: %s
    """
        .formatted(name, note);
  }

  @Test
  @DisplayName("The same apply again makes no new version")
  default void again() {
    String name = fresh("g");
    JsonNode first = applied(name, "one", "{'size':1,'tags':['a']}");
    assertThat(version(applied(name, "one", "{'size':1,'tags':['a']}"))).isEqualTo(version(first));
  }

  @Test
  @DisplayName("A field of another manager is a conflict; the same value is not; force takes it")
  default void conflict() {
    String name = fresh("g");
    String path = GADGETS + "/" + name;
    applied(name, "one", "{'size':1}");
    applied(name, "two", "{'size':1,'note':'x'}");
    Answer refused = api().apply(path, "three", gadget(name, "{'note':'y'}"));
    assertThat(refused.code()).isEqualTo(409);
    assertThat(refused.json().path("reason").asText()).isEqualTo("Conflict");
    assertThat(refused.json().path("message").asText())
        .isEqualTo("Apply failed with 1 conflict: conflict with \"two\": .spec.note");
    JsonNode cause = refused.json().at("/details/causes/0");
    assertThat(cause.path("reason").asText()).isEqualTo("FieldManagerConflict");
    assertThat(cause.path("field").asText()).isEqualTo(".spec.note");
    assertThat(cause.path("message").asText()).isEqualTo("conflict with \"two\"");
    JsonNode forced =
        api().apply(path + "?force=true", "three", gadget(name, "{'note':'y'}")).json();
    assertThat(forced.at("/spec/note").asText()).isEqualTo("y");
    assertThat(manager(forced, "two").toString()).doesNotContain("f:note").contains("f:size");
  }

  private static JsonNode manager(JsonNode object, String name) {
    for (JsonNode entry : object.at("/metadata/managedFields")) {
      if (entry.path("manager").asText().equals(name)) {
        return entry;
      }
    }
    throw new AssertionError("no manager " + name + " in " + object);
  }

  @Test
  @DisplayName("Two conflicts are listed, those with an updater with its version")
  default void twoConflicts() {
    String name = fresh("m");
    api().created(MAPS + "?fieldManager=up", map(name, "1"));
    api().apply(MAPS + "/" + name, "one", map(name, "1").replace("\"a\"", "\"b\""));
    String both = map(name, "2").replace("\"a\":\"2\"", "\"a\":\"2\",\"b\":\"3\"");
    Answer refused = api().apply(MAPS + "/" + name, "three", both);
    assertThat(refused.json().path("message").asText())
        .startsWith("Apply failed with 2 conflicts: ")
        .contains("conflicts with \"one\":\n- .data.b")
        .containsPattern("conflicts with \"up\" using v1:\n- .data.a|using v1 at .*Z:\n- .data.a");
  }

  @Test
  @DisplayName("A field that its only applier leaves out goes; one that two apply stays")
  default void leftOut() {
    String name = fresh("g");
    applied(name, "one", "{'size':1,'note':'x','words':['a']}");
    applied(name, "two", "{'note':'x'}");
    JsonNode spec = applied(name, "one", "{'size':1}").path("spec");
    assertThat(spec.has("words")).isFalse();
    assertThat(spec.path("note").asText()).isEqualTo("x");
  }

  @Test
  @DisplayName("Keyed lists merge by key, sets by value, other lists as a whole")
  default void lists() {
    String name = fresh("g");
    applied(name, "one", "{'parts':[{'name':'a','weight':1}],'tags':['a']}");
    JsonNode spec =
        applied(name, "two", "{'parts':[{'name':'b','weight':2}],'tags':['b']}").path("spec");
    assertThat(spec.path("parts").findValuesAsText("name")).containsExactly("a", "b");
    assertThat(spec.path("tags").toString()).isEqualTo("[\"a\",\"b\"]");
    JsonNode gone = applied(name, "one", "{'parts':[],'tags':[]}").path("spec");
    assertThat(gone.path("parts").findValuesAsText("name")).containsExactly("b");
    assertThat(gone.path("tags").toString()).isEqualTo("[\"b\"]");
    applied(name, "one", "{'words':['x','y']}");
    assertThat(api().apply(GADGETS + "/" + name, "two", gadget(name, "{'words':['x']}")).code())
        .isEqualTo(409);
  }

  @Test
  @DisplayName("Elements of a keyed list are owned one by one")
  default void elementOwners() {
    String name = fresh("g");
    JsonNode made = applied(name, "one", "{'parts':[{'name':'a','weight':1}]}");
    assertThat(manager(made, "one").path("fieldsV1").toString())
        .isEqualTo(
            "{\"f:spec\":{\"f:parts\":{\"k:{\\\"name\\\":\\\"a\\\"}\":{\".\":{},\"f:name\":{},"
                + "\"f:weight\":{}}}}}");
    Answer refused =
        api()
            .apply(
                GADGETS + "/" + name, "two", gadget(name, "{'parts':[{'name':'a','weight':2}]}"));
    assertThat(refused.json().path("message").asText())
        .endsWith("conflict with \"one\": .spec.parts[name=\"a\"].weight");
  }

  @Test
  @DisplayName("Finalizers are a set: appliers add theirs and take theirs away")
  default void finalizersAreASet() {
    String name = fresh("m");
    String path = MAPS + "/" + name;
    api().created(MAPS, map(name, "1"));
    String body =
        "{'apiVersion':'v1','kind':'ConfigMap','metadata':{'name':'%s','finalizers':[%s]}}";
    api().apply(path, "one", body.formatted(name, "'x.dev/a'"));
    JsonNode both = api().apply(path, "two", body.formatted(name, "'x.dev/b'")).json();
    assertThat(both.at("/metadata/finalizers")).hasSize(2);
    JsonNode left = api().apply(path, "one", body.formatted(name, "")).json();
    assertThat(left.at("/metadata/finalizers").toString()).isEqualTo("[\"x.dev/b\"]");
    api().apply(path, "two", body.formatted(name, ""));
  }

  @Test
  @DisplayName("Status is applied at its own address, with an entry of its own")
  default void status() {
    String name = fresh("g");
    applied(name, "one", "{'size':1}");
    String body =
        "{'apiVersion':'contract.heel.dev/v1','kind':'Gadget','metadata':{'name':'%s'},'status':{'phase':'up'}}"
            .formatted(name);
    JsonNode done = api().apply(GADGETS + "/" + name + "/status", "one", body).json();
    assertThat(done.at("/status/phase").asText()).isEqualTo("up");
    assertThat(done.at("/spec/size").asInt()).isEqualTo(1);
    assertThat(done.at("/metadata/managedFields").findValuesAsText("subresource"))
        .containsExactly("status");
    assertThat(api().apply(GADGETS + "/nope/status", "one", body.replace(name, "nope")).code())
        .isEqualTo(404);
  }

  @Test
  @DisplayName("Create, update and patch leave an Update entry with what they changed")
  default void updateEntries() {
    String name = fresh("m");
    api().created(MAPS + "?fieldManager=maker", map(name, "1"));
    JsonNode patched =
        api()
            .patch(MAPS + "/" + name + "?fieldManager=patcher", MERGE, "{'data':{'b':'2'}}")
            .json();
    assertThat(manager(patched, "maker").path("fieldsV1").toString()).contains("f:a");
    assertThat(manager(patched, "patcher").path("fieldsV1").toString())
        .isEqualTo("{\"f:data\":{\"f:b\":{}}}");
    assertThat(manager(patched, "patcher").path("operation").asText()).isEqualTo("Update");
  }

  @Test
  @DisplayName("Without fieldManager the first word of the user agent is the manager of an update")
  default void userAgent() {
    JsonNode made = api().created(MAPS, map(fresh("m"), "1"));
    assertThat(manager(made, "contract").path("operation").asText()).isEqualTo("Update");
  }

  @Test
  @DisplayName("An apply needs a manager, known fields, and the version that it names")
  default void refusals() {
    String name = fresh("g");
    String path = GADGETS + "/" + name;
    Answer anonymous = api().patch(path, Api.APPLY, gadget(name, "{}"));
    assertThat(anonymous.code()).isEqualTo(422);
    assertThat(anonymous.json().path("message").asText())
        .contains("fieldManager: Required value: is required for apply patch");
    Answer unknown = api().apply(path, "one", gadget(name, "{'sice':1}"));
    assertThat(unknown.code()).isEqualTo(500);
    assertThat(unknown.json().path("message").asText())
        .isEqualTo(
            "failed to create typed patch object (/"
                + name
                + "; contract.heel.dev/v1, Kind=Gadget): .spec.sice: field not declared in schema");
    applied(name, "one", "{'size':1}");
    String stale =
        gadget(name, "{'size':2}")
            .replace("\"metadata\":{", "\"metadata\":{\"resourceVersion\":\"1\",");
    assertThat(api().apply(path, "one", stale).code()).isEqualTo(409);
  }

  @Test
  @DisplayName("A dry apply writes nothing; YAML is understood")
  default void dryAndYaml() {
    String name = fresh("m");
    String yaml = "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: " + name + "}\ndata: {a: b}\n";
    String path = MAPS + "/" + name;
    assertThat(api().apply(path + "?dryRun=All", "one", yaml).code()).isEqualTo(201);
    assertThat(api().get(path).code()).isEqualTo(404);
    assertThat(api().apply(path, "one", yaml).json().at("/data/a").asText()).isEqualTo("b");
  }
}
