package dev.heel.sandbox.kubernetes;

import static dev.heel.sandbox.kubernetes.Api.GADGETS;
import static dev.heel.sandbox.kubernetes.Api.MAPS;
import static dev.heel.sandbox.kubernetes.Api.MERGE;
import static dev.heel.sandbox.kubernetes.Api.fresh;
import static dev.heel.sandbox.kubernetes.Api.gadget;
import static dev.heel.sandbox.kubernetes.Api.generation;
import static dev.heel.sandbox.kubernetes.Api.map;
import static dev.heel.sandbox.kubernetes.Api.soon;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.heel.testing.KubeHttp.Answer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Deletion, finalizers, owners. */
interface DeleteCases {
  Api api();

  private static String with(String object, String metadata) {
    return object.replace("\"metadata\":{", "\"metadata\":{" + Api.json(metadata) + ",");
  }

  private String held(String name) {
    api().created(GADGETS, with(gadget(name, "{}"), "'finalizers':['x.dev/a','x.dev/b']"));
    return GADGETS + "/" + name;
  }

  @Test
  @DisplayName("What nothing holds is gone at once; the answer is a Status with its uid")
  default void atOnce() {
    String name = fresh("g");
    JsonNode made = api().created(GADGETS, gadget(name, "{}"));
    Answer answer = api().delete(GADGETS + "/" + name);
    assertThat(answer.code()).isEqualTo(200);
    assertThat(answer.json().path("status").asText()).isEqualTo("Success");
    assertThat(answer.json().at("/details/uid")).isEqualTo(made.at("/metadata/uid"));
    assertThat(answer.json().at("/details/kind").asText()).isEqualTo("gadgets");
    assertThat(api().get(GADGETS + "/" + name).code()).isEqualTo(404);
  }

  @Test
  @DisplayName("Finalizers hold: a deletionTimestamp, one generation more, and the last one frees")
  default void finalizers() {
    String path = held(fresh("g"));
    Answer answer = api().delete(path);
    assertThat(answer.code()).isEqualTo(200);
    assertThat(answer.json().at("/metadata/deletionTimestamp").asText()).isNotEmpty();
    assertThat(answer.json().at("/metadata/deletionGracePeriodSeconds").asInt(-1)).isZero();
    assertThat(generation(answer.json())).isEqualTo(2);
    assertThat(generation(api().delete(path).json())).isEqualTo(2);
    api().patch(path, MERGE, "{'metadata':{'finalizers':['x.dev/b']}}");
    assertThat(api().get(path).code()).isEqualTo(200);
    assertThat(api().patch(path, MERGE, "{'metadata':{'finalizers':null}}").code()).isEqualTo(200);
    assertThat(api().get(path).code()).isEqualTo(404);
  }

  @Test
  @DisplayName("Status and spec of what is going can still be written; no finalizer be added")
  default void whileLeaving() {
    String path = held(fresh("g"));
    api().delete(path);
    Answer status = api().patch(path + "/status", MERGE, "{'status':{'phase':'leaving'}}");
    assertThat(status.json().at("/status/phase").asText()).isEqualTo("leaving");
    Answer added =
        api().patch(path, MERGE, "{'metadata':{'finalizers':['x.dev/a','x.dev/b','x.dev/c']}}");
    assertThat(added.code()).isEqualTo(422);
    assertThat(added.json().path("message").asText())
        .endsWith(
            "metadata.finalizers: Forbidden: no new finalizers can be added if the object is being"
                + " deleted, found new finalizers []string{\"x.dev/c\"}");
    Answer revived = api().patch(path, MERGE, "{'metadata':{'deletionTimestamp':null}}");
    assertThat(revived.json().at("/metadata/deletionTimestamp").asText()).isNotEmpty();
    api().patch(path, MERGE, "{'metadata':{'finalizers':null}}");
  }

  @Test
  @DisplayName("A deletion may demand a uid and a version")
  default void preconditions() {
    String name = fresh("m");
    JsonNode made = api().created(MAPS, map(name, "1"));
    String path = MAPS + "/" + name;
    Answer uid = api().http().send("DELETE", path, "{\"preconditions\":{\"uid\":\"abc\"}}");
    assertThat(uid.code()).isEqualTo(409);
    Answer version =
        api().http().send("DELETE", path, "{\"preconditions\":{\"resourceVersion\":\"1\"}}");
    assertThat(version.code()).isEqualTo(409);
    String right = "{\"preconditions\":{\"uid\":\"" + made.at("/metadata/uid").asText() + "\"}}";
    assertThat(api().http().send("DELETE", path, right).code()).isEqualTo(200);
  }

  @Test
  @DisplayName("A collection is deleted by selector")
  default void collection() {
    String run = fresh("run");
    api().created(MAPS, with(map(run + "-a", "1"), "'labels':{'run':'" + run + "'}"));
    api().created(MAPS, with(map(run + "-b", "1"), "'labels':{'run':'" + run + "'}"));
    api().created(MAPS, map(run + "-c", "1"));
    assertThat(api().delete(MAPS + "?labelSelector=run%3D" + run).code()).isEqualTo(200);
    assertThat(api().get(MAPS + "/" + run + "-a").code()).isEqualTo(404);
    assertThat(api().get(MAPS + "/" + run + "-c").code()).isEqualTo(200);
  }

  private String owned(String owner, JsonNode made, String block) {
    String name = owner + "-child";
    String reference =
        "'ownerReferences':[{'apiVersion':'v1','kind':'ConfigMap','name':'%s','uid':'%s'%s}]"
            .formatted(owner, made.at("/metadata/uid").asText(), block);
    api().created(MAPS, with(map(name, "1"), reference));
    return MAPS + "/" + name;
  }

  @Test
  @DisplayName("Dependants go with their owner")
  default void background() {
    String name = fresh("m");
    String child = owned(name, api().created(MAPS, map(name, "1")), "");
    assertThat(api().delete(MAPS + "/" + name + "?propagationPolicy=Background").code())
        .isEqualTo(200);
    api().soonGone(child);
  }

  @Test
  @DisplayName("Foreground: the owner stays until its dependants have gone")
  default void foreground() {
    String name = fresh("m");
    String child = owned(name, api().created(MAPS, map(name, "1")), ",'blockOwnerDeletion':true");
    api().patch(child, MERGE, "{'metadata':{'finalizers':['x.dev/a']}}");
    String path = MAPS + "/" + name;
    Answer answer = api().delete(path + "?propagationPolicy=Foreground");
    assertThat(answer.json().at("/metadata/finalizers").toString()).contains("foregroundDeletion");
    soon(
        () ->
            assertThat(api().get(child).json().path("metadata").has("deletionTimestamp")).isTrue());
    assertThat(api().get(path).code()).isEqualTo(200);
    api().patch(child, MERGE, "{'metadata':{'finalizers':null}}");
    api().soonGone(path);
    assertThat(api().get(child).code()).isEqualTo(404);
  }

  @Test
  @DisplayName("Orphan: dependants stay and lose the reference")
  default void orphan() {
    String name = fresh("m");
    String child = owned(name, api().created(MAPS, map(name, "1")), "");
    api().delete(MAPS + "/" + name + "?propagationPolicy=Orphan");
    api().soonGone(MAPS + "/" + name);
    assertThat(api().get(child).json().path("metadata").has("ownerReferences")).isFalse();
  }

  @Test
  @DisplayName("What names an owner that does not exist is collected")
  default void absentOwner() {
    String name = fresh("m");
    JsonNode gone = api().created(MAPS, map(name, "1"));
    api().delete(MAPS + "/" + name);
    String child = owned(name, gone, "");
    api().soonGone(child);
  }
}
