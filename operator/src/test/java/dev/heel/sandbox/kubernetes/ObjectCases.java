package dev.heel.sandbox.kubernetes;

import static dev.heel.sandbox.kubernetes.Api.GADGETS;
import static dev.heel.sandbox.kubernetes.Api.MAPS;
import static dev.heel.sandbox.kubernetes.Api.MERGE;
import static dev.heel.sandbox.kubernetes.Api.fresh;
import static dev.heel.sandbox.kubernetes.Api.gadget;
import static dev.heel.sandbox.kubernetes.Api.generation;
import static dev.heel.sandbox.kubernetes.Api.map;
import static dev.heel.sandbox.kubernetes.Api.version;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.heel.testing.KubeHttp.Answer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Single objects: create, read, update, status, dry run, preconditions. */
interface ObjectCases {
  Api api();

  @Test
  @DisplayName("A created object gets uid, version, time and generation 1")
  default void create() {
    JsonNode metadata = api().created(GADGETS, gadget(fresh("g"), "{'size':1}")).path("metadata");
    assertThat(metadata.path("uid").asText()).hasSize(36);
    assertThat(metadata.path("resourceVersion").asText()).matches("[1-9]\\d*");
    assertThat(metadata.path("creationTimestamp").asText()).matches("\\d{4}-.*:\\d\\dZ");
    assertThat(metadata.path("generation").asInt()).isEqualTo(1);
    assertThat(metadata.path("namespace").asText()).isEqualTo(Api.NAMESPACE);
  }

  @Test
  @DisplayName("A second create of the same name is 409 AlreadyExists")
  default void duplicate() {
    String name = fresh("m");
    api().created(MAPS, map(name, "1"));
    Answer second = api().post(MAPS, map(name, "1"));
    assertThat(second.code()).isEqualTo(409);
    assertThat(second.json().path("reason").asText()).isEqualTo("AlreadyExists");
    assertThat(second.json().path("message").asText())
        .isEqualTo("configmaps \"" + name + "\" already exists");
  }

  @Test
  @DisplayName("What is not there is 404 with name, group and kind in the details")
  default void missing() {
    Answer answer = api().get(GADGETS + "/nope");
    assertThat(answer.code()).isEqualTo(404);
    assertThat(answer.json().path("message").asText())
        .isEqualTo("gadgets.contract.heel.dev \"nope\" not found");
    JsonNode details = answer.json().path("details");
    assertThat(details.path("name").asText()).isEqualTo("nope");
    assertThat(details.path("group").asText()).isEqualTo("contract.heel.dev");
    assertThat(details.path("kind").asText()).isEqualTo("gadgets");
    assertThat(api().put(MAPS + "/nope", map("nope", "1")).code()).isEqualTo(404);
    assertThat(api().patch(MAPS + "/nope", MERGE, "{}").code()).isEqualTo(404);
    assertThat(api().delete(MAPS + "/nope").code()).isEqualTo(404);
    assertThat(api().get("/apis/contract.heel.dev/v1/nothings").code()).isEqualTo(404);
  }

  @Test
  @DisplayName("generateName ends in five characters of the server's")
  default void generatedName() {
    JsonNode made =
        api()
            .created(
                MAPS, "{'apiVersion':'v1','kind':'ConfigMap','metadata':{'generateName':'gen-'}}");
    assertThat(made.at("/metadata/name").asText()).matches("gen-[a-z0-9]{5}");
  }

  @Test
  @DisplayName("A name in capitals is 422 on metadata.name; no name at all too")
  default void names() {
    Answer capital = api().post(MAPS, map("BIG", "1"));
    assertThat(capital.code()).isEqualTo(422);
    assertThat(capital.json().at("/details/causes/0/field").asText()).isEqualTo("metadata.name");
    assertThat(capital.json().path("message").asText())
        .startsWith(
            "ConfigMap \"BIG\" is invalid: metadata.name: Invalid value: \"BIG\": a lowercase RFC"
                + " 1123 subdomain must consist of");
    Answer none = api().post(MAPS, "{'apiVersion':'v1','kind':'ConfigMap'}");
    assertThat(none.code()).isEqualTo(422);
    assertThat(none.json().path("message").asText())
        .endsWith("metadata.name: Required value: name or generateName is required");
  }

  @Test
  @DisplayName("Name, namespace and kind of body and address must agree")
  default void disagreement() {
    String name = fresh("m");
    api().created(MAPS, map(name, "1"));
    Answer other = api().put(MAPS + "/" + name, map("other", "1"));
    assertThat(other.code()).isEqualTo(400);
    assertThat(other.json().path("message").asText())
        .isEqualTo(
            "the name of the object (other) does not match the name on the URL (" + name + ")");
    Answer elsewhere =
        api()
            .post(
                MAPS,
                "{'apiVersion':'v1','kind':'ConfigMap','metadata':{'name':'x','namespace':'y'}}");
    assertThat(elsewhere.code()).isEqualTo(400);
    assertThat(elsewhere.json().path("message").asText())
        .isEqualTo(
            "the namespace of the provided object does not match the namespace sent on the request");
    assertThat(api().post(MAPS, gadget("x", "{}")).code()).isEqualTo(400);
  }

  @Test
  @DisplayName("An update of an older version is 409 Conflict")
  default void stale() {
    String path = GADGETS + "/" + fresh("g");
    String name = path.substring(path.lastIndexOf('/') + 1);
    JsonNode first = api().created(GADGETS, gadget(name, "{'size':1}"));
    assertThat(api().put(path, first.toString().replace("\"size\":1", "\"size\":2")).code())
        .isEqualTo(200);
    Answer second = api().put(path, first.toString().replace("\"size\":1", "\"size\":3"));
    assertThat(second.code()).isEqualTo(409);
    assertThat(second.json().path("reason").asText()).isEqualTo("Conflict");
    assertThat(second.json().path("message").asText())
        .isEqualTo(
            "Operation cannot be fulfilled on gadgets.contract.heel.dev \""
                + name
                + "\": the object has been modified; please apply your changes to the latest"
                + " version and try again");
    String patch = "{'metadata':{'resourceVersion':'" + version(first) + "'},'spec':{'size':4}}";
    assertThat(api().patch(path, MERGE, patch).code()).isEqualTo(409);
  }

  @Test
  @DisplayName("An update that names another uid is 409")
  default void otherUid() {
    String name = fresh("m");
    api().created(MAPS, map(name, "1"));
    String body =
        "{'apiVersion':'v1','kind':'ConfigMap','metadata':{'name':'%s','uid':'abc'}}"
            .formatted(name);
    Answer answer = api().put(MAPS + "/" + name, body);
    assertThat(answer.code()).isEqualTo(409);
    assertThat(answer.json().path("message").asText())
        .contains("Precondition failed: UID in precondition: abc, UID in object meta: ");
  }

  @Test
  @DisplayName("A custom resource must name the version that it updates; a ConfigMap need not")
  default void unconditional() {
    String name = fresh("g");
    api().created(GADGETS, gadget(name, "{'size':1}"));
    Answer blind = api().put(GADGETS + "/" + name, gadget(name, "{'size':2}"));
    assertThat(blind.code()).isEqualTo(422);
    assertThat(blind.json().path("message").asText())
        .endsWith("metadata.resourceVersion: Invalid value: 0: must be specified for an update");
    api().created(MAPS, map(name, "1"));
    assertThat(api().put(MAPS + "/" + name, map(name, "2")).code()).isEqualTo(200);
  }

  @Test
  @DisplayName("Generation counts changes of the spec, not of labels or status")
  default void generations() {
    String name = fresh("g");
    String path = GADGETS + "/" + name;
    api().created(GADGETS, gadget(name, "{'size':1}"));
    assertThat(generation(patched(path, "{'metadata':{'labels':{'a':'b'}}}"))).isEqualTo(1);
    assertThat(generation(patched(path + "/status", "{'status':{'phase':'x'}}"))).isEqualTo(1);
    assertThat(generation(patched(path, "{'spec':{'size':2}}"))).isEqualTo(2);
  }

  private JsonNode patched(String path, String merge) {
    Answer answer = api().patch(path, MERGE, merge);
    assertThat(answer.code()).as(answer.text()).isEqualTo(200);
    return answer.json();
  }

  @Test
  @DisplayName("Status is written at its own address only, and nothing else there")
  default void statusApart() {
    String name = fresh("g");
    String path = GADGETS + "/" + name;
    String body = gadget(name, "{'size':1}").replaceFirst("}$", ",\"status\":{\"phase\":\"x\"}}");
    assertThat(api().created(GADGETS, body).has("status")).isFalse();
    JsonNode status = patched(path + "/status", "{'status':{'phase':'up'},'spec':{'size':9}}");
    assertThat(status.at("/status/phase").asText()).isEqualTo("up");
    assertThat(status.at("/spec/size").asInt()).isEqualTo(1);
    JsonNode spec = patched(path, "{'status':{'phase':'down'},'spec':{'size':3}}");
    assertThat(spec.at("/status/phase").asText()).isEqualTo("up");
    assertThat(spec.at("/spec/size").asInt()).isEqualTo(3);
  }

  @Test
  @DisplayName("A write that changes nothing makes no new version")
  default void nothingChanged() {
    String name = fresh("g");
    JsonNode made = api().created(GADGETS, gadget(name, "{'size':1}"));
    assertThat(version(patched(GADGETS + "/" + name, "{'spec':{'size':1}}")))
        .isEqualTo(version(made));
    Answer put = api().put(GADGETS + "/" + name, made.toString());
    assertThat(version(put.json())).isEqualTo(version(made));
  }

  @Test
  @DisplayName("A dry run answers as if, and writes nothing")
  default void dryRun() {
    String name = fresh("m");
    assertThat(api().post(MAPS + "?dryRun=All", map(name, "1")).code()).isEqualTo(201);
    assertThat(api().get(MAPS + "/" + name).code()).isEqualTo(404);
    JsonNode made = api().created(MAPS, map(name, "1"));
    Answer patch = api().patch(MAPS + "/" + name + "?dryRun=All", MERGE, "{'data':{'a':'2'}}");
    assertThat(patch.json().at("/data/a").asText()).isEqualTo("2");
    assertThat(api().delete(MAPS + "/" + name + "?dryRun=All").code()).isEqualTo(200);
    assertThat(version(api().get(MAPS + "/" + name).json())).isEqualTo(version(made));
  }

  @Test
  @DisplayName("A Secret's stringData is stored in base64 as data")
  default void stringData() {
    String secrets = MAPS.replace("configmaps", "secrets");
    JsonNode secret =
        api()
            .created(
                secrets,
                "{'apiVersion':'v1','kind':'Secret','metadata':{'name':'"
                    + fresh("s")
                    + "'},'stringData':{'key':'word'}}");
    assertThat(secret.at("/data/key").asText()).isEqualTo("d29yZA==");
    assertThat(secret.has("stringData")).isFalse();
    assertThat(secret.path("type").asText()).isEqualTo("Opaque");
  }

  @Test
  @DisplayName("An object to be created has no version; an applied one that is missing no uid")
  default void versionOnCreate() {
    String named = "{'apiVersion':'v1','kind':'ConfigMap','metadata':{'name':'%s',%s}}";
    Answer version = api().post(MAPS, named.formatted(fresh("m"), "'resourceVersion':'5'"));
    assertThat(version.code()).isEqualTo(500);
    assertThat(version.json().path("message").asText())
        .isEqualTo("resourceVersion should not be set on objects to be created");
    String name = fresh("m");
    Answer uid = api().apply(MAPS + "/" + name, "one", named.formatted(name, "'uid':'abc'"));
    assertThat(uid.code()).isEqualTo(409);
    assertThat(uid.json().path("message").asText())
        .endsWith(
            "uid mismatch: the provided object specified uid abc, and no existing object was found");
  }

  @Test
  @DisplayName("An update of a Lease that is missing creates it")
  default void createdByUpdate() {
    String name = fresh("l");
    String path = "/apis/coordination.k8s.io/v1/namespaces/contract/leases/" + name;
    String lease =
        "{'apiVersion':'coordination.k8s.io/v1','kind':'Lease','metadata':{'name':'%s'},'spec':{}}";
    assertThat(api().put(path, lease.formatted(name)).code()).isEqualTo(201);
    assertThat(api().get(path).code()).isEqualTo(200);
  }
}
