package dev.heel.sandbox.kubernetes;

import static dev.heel.sandbox.kubernetes.Api.GADGETS;
import static dev.heel.sandbox.kubernetes.Api.MAPS;
import static dev.heel.sandbox.kubernetes.Api.MERGE;
import static dev.heel.sandbox.kubernetes.Api.encoded;
import static dev.heel.sandbox.kubernetes.Api.fresh;
import static dev.heel.sandbox.kubernetes.Api.gadget;
import static dev.heel.sandbox.kubernetes.Api.map;
import static dev.heel.sandbox.kubernetes.Api.version;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Watches over plain HTTP. */
@Timeout(60)
interface WatchCases {
  Api api();

  private String labelled(String name, String label) {
    return map(name, "1")
        .replace("\"metadata\":{", "\"metadata\":{\"labels\":{\"w\":\"" + label + "\"},");
  }

  @Test
  @DisplayName("From the version of a list on, every change arrives, with its version")
  default void changes() {
    String name = fresh("g");
    String from = version(api().get(GADGETS).json());
    String query = "?watch=true&fieldSelector=metadata.name%3D" + name + "&resourceVersion=" + from;
    try (Watched watch = new Watched(api(), GADGETS + query)) {
      JsonNode made = api().created(GADGETS, gadget(name, "{}"));
      api().patch(GADGETS + "/" + name, MERGE, "{'spec':{'size':2}}");
      api().delete(GADGETS + "/" + name);
      JsonNode added = watch.next();
      assertThat(added.path("type").asText()).isEqualTo("ADDED");
      assertThat(version(added.path("object"))).isEqualTo(version(made));
      JsonNode modified = watch.next();
      assertThat(modified.path("type").asText()).isEqualTo("MODIFIED");
      assertThat(modified.at("/object/spec/size").asInt()).isEqualTo(2);
      JsonNode deleted = watch.next();
      assertThat(deleted.path("type").asText()).isEqualTo("DELETED");
      assertThat(Long.parseLong(version(deleted.path("object"))))
          .isGreaterThan(Long.parseLong(version(modified.path("object"))));
    }
  }

  @Test
  @DisplayName("A watch that begins late gets what happened meanwhile")
  default void catchesUp() {
    String name = fresh("m");
    String from = version(api().created(MAPS, map(name, "1")));
    api().patch(MAPS + "/" + name, MERGE, "{'data':{'a':'2'}}");
    api().delete(MAPS + "/" + name);
    String query = "?watch=true&resourceVersion=" + from + "&fieldSelector=metadata.name%3D" + name;
    try (Watched watch = new Watched(api(), MAPS + query)) {
      assertThat(watch.next(2)).containsExactly("MODIFIED " + name, "DELETED " + name);
    }
  }

  @Test
  @DisplayName("Without a version a watch begins with what is there")
  default void beginsWithAll() {
    String name = fresh("m");
    api().created(MAPS, labelled(name, name));
    try (Watched watch = new Watched(api(), MAPS + "?watch=1&labelSelector=w%3D" + name)) {
      assertThat(watch.next(1)).containsExactly("ADDED " + name);
    }
  }

  @Test
  @DisplayName("An object that enters or leaves a selection is added or deleted")
  default void selection() {
    String name = fresh("m");
    String from = version(api().created(MAPS, labelled(name, "other")));
    String query = "?watch=true&resourceVersion=" + from + "&labelSelector=w%3D" + name;
    try (Watched watch = new Watched(api(), MAPS + query)) {
      api().patch(MAPS + "/" + name, MERGE, "{'metadata':{'labels':{'w':'" + name + "'}}}");
      api().patch(MAPS + "/" + name, MERGE, "{'data':{'a':'2'}}");
      api().patch(MAPS + "/" + name, MERGE, "{'metadata':{'labels':{'w':null}}}");
      assertThat(watch.next(3))
          .containsExactly("ADDED " + name, "MODIFIED " + name, "DELETED " + name);
    }
  }

  @Test
  @DisplayName("A watch of one namespace hears nothing of another")
  default void namespaces() {
    String from = version(api().get("/api/v1/configmaps").json());
    String name = fresh("m");
    String query = "?watch=true&resourceVersion=" + from + "&labelSelector=" + encoded("w=" + name);
    try (Watched watch = new Watched(api(), MAPS + query)) {
      api().created("/api/v1/namespaces/default/configmaps", labelled(name, name));
      api().created(MAPS, labelled(name + "-here", name));
      assertThat(watch.next(1)).containsExactly("ADDED " + name + "-here");
    }
  }

  @Test
  @DisplayName("timeoutSeconds ends a watch, and who allows bookmarks gets one")
  default void timeout() {
    String name = fresh("g");
    String from = version(api().created(GADGETS, gadget(name, "{}")));
    String query = "?watch=true&allowWatchBookmarks=true&timeoutSeconds=4&resourceVersion=" + from;
    List<JsonNode> bookmarks = new ArrayList<>();
    try (Watched watch = new Watched(api(), GADGETS + query)) {
      api().patch(GADGETS + "/" + name, MERGE, "{'spec':{'size':2}}");
      for (JsonNode event = watch.next(); event != null; event = watch.next()) {
        if (event.path("type").asText().equals("BOOKMARK")) {
          bookmarks.add(event.path("object"));
        }
      }
    }
    assertThat(bookmarks).isNotEmpty();
    JsonNode bookmark = bookmarks.get(0);
    assertThat(bookmark.path("kind").asText()).isEqualTo("Gadget");
    assertThat(Long.parseLong(version(bookmark))).isGreaterThanOrEqualTo(Long.parseLong(from));
  }

  @Test
  @DisplayName("A version that is too old is 410 Gone, as an ERROR event")
  default void gone() {
    api().created(MAPS, map(fresh("m"), "0"));
    api().forget();
    try (Watched watch = new Watched(api(), MAPS + "?watch=true&resourceVersion=1")) {
      JsonNode event = watch.next();
      assertThat(event.path("type").asText()).isEqualTo("ERROR");
      assertThat(event.at("/object/kind").asText()).isEqualTo("Status");
      assertThat(event.at("/object/code").asInt()).isEqualTo(410);
      assertThat(event.at("/object/reason").asText()).isEqualTo("Expired");
      assertThat(event.at("/object/message").asText()).startsWith("too old resource version: 1 (");
    }
  }

  @Test
  @DisplayName("sendInitialEvents: what is there, then a bookmark that says so")
  default void initialEvents() {
    String name = fresh("m");
    api().created(MAPS, labelled(name, name));
    String query =
        "?watch=true&sendInitialEvents=true&allowWatchBookmarks=true"
            + "&resourceVersionMatch=NotOlderThan&labelSelector=w%3D"
            + name;
    try (Watched watch = new Watched(api(), MAPS + query)) {
      assertThat(watch.next(1)).containsExactly("ADDED " + name);
      JsonNode mark = watch.next();
      assertThat(mark.path("type").asText()).isEqualTo("BOOKMARK");
      assertThat(mark.at("/object/metadata/annotations").toString())
          .contains("\"k8s.io/initial-events-end\":\"true\"");
    }
  }
}
