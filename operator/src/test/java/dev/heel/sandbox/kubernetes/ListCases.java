package dev.heel.sandbox.kubernetes;

import static dev.heel.sandbox.kubernetes.Api.GADGETS;
import static dev.heel.sandbox.kubernetes.Api.MAPS;
import static dev.heel.sandbox.kubernetes.Api.encoded;
import static dev.heel.sandbox.kubernetes.Api.fresh;
import static dev.heel.sandbox.kubernetes.Api.gadget;
import static dev.heel.sandbox.kubernetes.Api.map;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.heel.testing.KubeHttp.Answer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Lists: selectors, pages, tables, metadata only. */
interface ListCases {
  String TABLE = "application/json;as=Table;v=v1;g=meta.k8s.io,application/json";
  String PARTIAL = "application/json;as=PartialObjectMetadataList;v=v1;g=meta.k8s.io";

  Api api();

  private List<String> names(String query) {
    Answer answer = api().get(MAPS + "?" + query);
    assertThat(answer.code()).as(answer.text()).isEqualTo(200);
    List<String> names = new ArrayList<>();
    answer.json().path("items").forEach(i -> names.add(i.at("/metadata/name").asText()));
    return names;
  }

  private void labelled(String name, String labels) {
    String body =
        "{'apiVersion':'v1','kind':'ConfigMap','metadata':{'name':'%s','labels':%s}}"
            .formatted(name, labels);
    api().created(MAPS, body);
  }

  @Test
  @DisplayName("Label selectors: equal, unequal, in, notin, exists, exists not, and several")
  default void labels() {
    String run = fresh("run");
    labelled(run + "-a", "{'run':'" + run + "','tier':'front'}");
    labelled(run + "-b", "{'run':'" + run + "','tier':'back'}");
    labelled(run + "-c", "{'run':'" + run + "'}");
    String all = "labelSelector=" + encoded("run=" + run);
    assertThat(names(all)).containsExactly(run + "-a", run + "-b", run + "-c");
    assertThat(names(all + encoded(",tier=front"))).containsExactly(run + "-a");
    assertThat(names(all + encoded(",tier==front"))).containsExactly(run + "-a");
    assertThat(names(all + encoded(",tier!=front"))).containsExactly(run + "-b", run + "-c");
    assertThat(names(all + encoded(",tier in (front, back)"))).hasSize(2);
    assertThat(names(all + encoded(",tier notin (front)"))).containsExactly(run + "-b", run + "-c");
    assertThat(names(all + encoded(",tier"))).containsExactly(run + "-a", run + "-b");
    assertThat(names(all + encoded(",!tier"))).containsExactly(run + "-c");
    assertThat(api().get(MAPS + "?labelSelector=" + encoded("a in (")).code()).isEqualTo(400);
  }

  @Test
  @DisplayName("Field selectors: name and namespace; others are refused")
  default void fields() {
    String name = fresh("m");
    api().created(MAPS, map(name, "1"));
    assertThat(names("fieldSelector=metadata.name%3D" + name)).containsExactly(name);
    assertThat(names("fieldSelector=metadata.name!%3D" + name)).doesNotContain(name);
    Answer everywhere =
        api()
            .get(
                "/api/v1/configmaps?fieldSelector=metadata.namespace%3Dcontract,metadata.name%3D"
                    + name);
    assertThat(everywhere.json().path("items")).hasSize(1);
    Answer refused = api().get(MAPS + "?fieldSelector=spec.x%3D1");
    assertThat(refused.code()).isEqualTo(400);
    assertThat(refused.json().path("message").asText())
        .isEqualTo(
            "\"spec.x\" is not a known field selector: only \"metadata.name\","
                + " \"metadata.namespace\"");
    Answer custom = api().get(GADGETS + "?fieldSelector=spec.x%3D1");
    assertThat(custom.code()).isEqualTo(400);
    assertThat(custom.json().path("message").asText())
        .contains("field label not supported: spec.x");
  }

  @Test
  @DisplayName("Events are found by the object that they are about, in both groups")
  default void events() {
    String name = fresh("e");
    String body =
        """
        {'apiVersion':'v1','kind':'Event','metadata':{'name':'%s','namespace':'contract'},
         'involvedObject':{'kind':'Gadget','name':'%s','namespace':'contract','uid':'u-1'},
         'reason':'Made','message':'It is made.','type':'Normal','source':{'component':'me'}}
        """
            .formatted(name, name);
    String events = "/api/v1/namespaces/contract/events";
    api().created(events, body);
    String query =
        "?fieldSelector=" + encoded("involvedObject.kind=Gadget,involvedObject.name=" + name);
    assertThat(api().get(events + query + encoded(",involvedObject.uid=u-1")).json().path("items"))
        .hasSize(1);
    assertThat(api().get(events + query + encoded(",type=Warning")).json().path("items")).isEmpty();
    JsonNode other = api().get("/apis/events.k8s.io/v1/namespaces/contract/events/" + name).json();
    assertThat(other.at("/regarding/name").asText()).isEqualTo(name);
    assertThat(other.path("note").asText()).isEqualTo("It is made.");
    assertThat(other.path("apiVersion").asText()).isEqualTo("events.k8s.io/v1");
  }

  @Test
  @DisplayName("Pages together are the list as it was at the first page")
  default void pages() {
    String run = fresh("page");
    for (String letter : List.of("a", "b", "c", "d", "e")) {
      api()
          .created(
              GADGETS,
              gadget(run + "-" + letter, "{}")
                  .replace(
                      "\"metadata\":{", "\"metadata\":{\"labels\":{\"run\":\"" + run + "\"},"));
    }
    String query = GADGETS + "?limit=2&labelSelector=run%3D" + run;
    JsonNode first = api().get(query).json();
    assertThat(first.path("items")).hasSize(2);
    api().delete(GADGETS + "/" + run + "-d");
    api().created(GADGETS, gadget(run + "-c2", "{}"));
    List<String> names = new ArrayList<>(first.path("items").findValuesAsText("name"));
    String token = first.at("/metadata/continue").asText();
    while (!token.isEmpty()) {
      JsonNode next = api().get(query + "&continue=" + encoded(token)).json();
      assertThat(Api.version(next)).isEqualTo(Api.version(first));
      next.path("items").forEach(item -> names.add(item.at("/metadata/name").asText()));
      token = next.at("/metadata/continue").asText();
    }
    assertThat(names).contains(run + "-d").doesNotContain(run + "-c2").hasSize(5);
  }

  @Test
  @DisplayName("Without a selector a page says how many are left; a wrong token is 400")
  default void remaining() {
    String run = fresh("left");
    List.of("a", "b", "c").forEach(letter -> api().created(GADGETS, gadget(run + letter, "{}")));
    JsonNode page = api().get(GADGETS + "?limit=1").json();
    assertThat(page.at("/metadata/remainingItemCount").asInt()).isGreaterThanOrEqualTo(2);
    assertThat(api().get(GADGETS + "?limit=1&continue=nonsense").code()).isEqualTo(400);
  }

  @Test
  @DisplayName("A list has a version, a kind, and items that name theirs")
  default void list() {
    api().created(GADGETS, gadget(fresh("g"), "{}"));
    JsonNode list = api().get(GADGETS).json();
    assertThat(list.path("kind").asText()).isEqualTo("GadgetList");
    assertThat(list.path("apiVersion").asText()).isEqualTo("contract.heel.dev/v1");
    assertThat(Api.version(list)).matches("\\d+");
    assertThat(list.at("/items/0/kind").asText()).isEqualTo("Gadget");
    assertThat(api().get(GADGETS + "?resourceVersion=0").code()).isEqualTo(200);
    assertThat(api().get("/apis/contract.heel.dev/v1/gadgets").json().path("items")).isNotEmpty();
  }

  @Test
  @DisplayName("A table has the definition's columns, with filters in their paths, and ages")
  default void table() {
    String name = fresh("g");
    api().created(GADGETS, gadget(name, "{'size':7,'note':'hello'}"));
    String status =
        "{'status':{'conditions':[{'type':'Other','status':'False'},{'type':'Ready','status':'True'}]}}";
    api().patch(GADGETS + "/" + name + "/status", Api.MERGE, status);
    JsonNode table = api().http().get(GADGETS + "/" + name, TABLE).json();
    assertThat(table.path("kind").asText()).isEqualTo("Table");
    assertThat(table.path("columnDefinitions").findValuesAsText("name"))
        .containsExactly("Name", "READY", "SIZE", "NOTE", "AGE");
    assertThat(table.at("/columnDefinitions/3/priority").asInt()).isEqualTo(1);
    JsonNode cells = table.at("/rows/0/cells");
    assertThat(cells.get(0).asText()).isEqualTo(name);
    assertThat(cells.get(1).asText()).isEqualTo("True");
    assertThat(cells.get(2).isInt()).isTrue();
    assertThat(cells.get(4).asText()).matches("\\d+s");
    assertThat(table.at("/rows/0/object/kind").asText()).isEqualTo("PartialObjectMetadata");
    JsonNode whole = api().http().get(GADGETS + "?includeObject=Object", TABLE).json();
    assertThat(whole.at("/rows/0/object/kind").asText()).isEqualTo("Gadget");
  }

  @Test
  @DisplayName("A value that is not there is an empty cell")
  default void emptyCell() {
    String name = fresh("g");
    api().created(GADGETS, gadget(name, "{}"));
    JsonNode cells = api().http().get(GADGETS + "/" + name, TABLE).json().at("/rows/0/cells");
    assertThat(cells.get(1).isNull()).isTrue();
    assertThat(cells.get(2).isNull()).isTrue();
  }

  @Test
  @DisplayName("Built-in kinds have tables too")
  default void builtInTable() {
    String name = fresh("m");
    api().created(MAPS, map(name, "1"));
    JsonNode table = api().http().get(MAPS + "/" + name, TABLE).json();
    assertThat(table.path("columnDefinitions").findValuesAsText("name"))
        .containsExactly("Name", "Data", "Age");
    assertThat(table.at("/rows/0/cells/1").asText()).isEqualTo("1");
  }

  @Test
  @DisplayName("Metadata alone can be asked for")
  default void partial() {
    api().created(MAPS, map(fresh("m"), "1"));
    JsonNode list = api().http().get(MAPS, PARTIAL).json();
    assertThat(list.path("kind").asText()).isEqualTo("PartialObjectMetadataList");
    assertThat(list.at("/items/0").has("data")).isFalse();
    assertThat(list.at("/items/0/metadata/name").asText()).isNotEmpty();
    JsonNode none = api().http().get(MAPS + "?labelSelector=run=nothing", PARTIAL).json();
    assertThat(none.path("items").isNull()).as("%s", none).isTrue();
  }
}
