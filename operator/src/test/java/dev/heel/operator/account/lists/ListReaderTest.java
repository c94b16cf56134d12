package dev.heel.operator.account.lists;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.heel.engine.ApiKind;
import dev.heel.engine.api.Call;
import dev.heel.engine.api.Datadog;
import dev.heel.engine.api.DatadogError;
import dev.heel.engine.api.Sender;
import dev.heel.kinds.Kinds;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What counts as the end of a list, for each way in which Datadog's lists have pages. */
class ListReaderTest {
  /** What is answered to a call; nothing is ever held back. */
  private interface Pages extends Datadog {
    @Override
    default JsonNode list(Call call, String items, Consumer<JsonNode> each) throws DatadogError {
      JsonNode answer = send(call);
      answer.at(items).forEach(each);
      return answer;
    }

    @Override
    default void turn(Call call) {}
  }

  private static final String DASHBOARDS = "000-000-%03d";
  private static final String UUIDS = "%08d-0000-4000-8000-000000000000";

  private final List<Call> calls = new ArrayList<>();

  @Test
  @DisplayName("dashboards: pages may be smaller than asked for, and only an empty one is the last")
  void smallPages() throws Exception {
    assertThat(read("DatadogDashboard", answers("/dashboards", "start", "count", 250, 100)))
        .isEqualTo(250);
    assertThat(asked("start")).containsExactly("0", "100", "200", "250");
  }

  @Test
  @DisplayName("300 dashboards, nothing capped: one page and the proof that there is no other")
  void oneLargePage() throws Exception {
    assertThat(read("DatadogDashboard", answers("/dashboards", "start", "count", 300, 5000)))
        .isEqualTo(300);
    assertThat(calls).hasSize(2);
  }

  @Test
  @DisplayName("downtimes: a total that is told spares the empty page")
  void total() throws Exception {
    assertThat(read("DatadogDowntime", answers("/data", "page[offset]", "page[limit]", 200, 5000)))
        .isEqualTo(200);
    assertThat(asked("page[offset]")).containsExactly("0", "100");
  }

  @Test
  @DisplayName("monitors: their largest page is known, a smaller one is the last")
  void pagesByNumber() throws Exception {
    assertThat(read("DatadogMonitor", numbered(1001))).isEqualTo(1001);
    assertThat(asked("page")).containsExactly("0", "1");
  }

  @Test
  @DisplayName("pages without end, whose items have no id: given up after as many as there may be")
  void endless() {
    ObjectNode page = JsonNodeFactory.instance.objectNode();
    IntStream.range(0, 300).forEach(i -> page.withArray("/dashboards").addObject());
    Pages broken = call -> page;
    assertThatThrownBy(() -> read("DatadogDashboard", broken))
        .isInstanceOf(ListReader.TornListException.class)
        .hasMessageContaining("there are more than");
  }

  @Test
  @DisplayName("an item that comes twice: the list moved while it was read, and none of it counts")
  void torn() {
    Pages moving =
        call -> {
          calls.add(call);
          ObjectNode answer = JsonNodeFactory.instance.objectNode();
          items(
              answer.putArray("dashboards"),
              DASHBOARDS,
              calls.size() * 9 - 9,
              calls.size() * 9 + 1);
          return answer;
        };
    assertThatThrownBy(() -> read("DatadogDashboard", moving))
        .isInstanceOf(ListReader.TornListException.class)
        .hasMessage("dashboard 000-000-009 came twice");
  }

  private int read(String kind, Pages datadog) throws Exception {
    List<JsonNode> items = new ArrayList<>();
    new ListReader(kind(kind), Map.of(), Sender.list(kind))
        .read(
            datadog,
            items::add,
            throttled -> {
              throw throttled;
            });
    return items.size();
  }

  private static ApiKind<?> kind(String name) {
    return Kinds.api().stream().filter(each -> each.name().equals(name)).findFirst().orElseThrow();
  }

  private List<String> asked(String parameter) {
    return calls.stream().map(call -> call.query().get(parameter)).toList();
  }

  /** So many objects, by offset, never more at once than the cap. */
  private Pages answers(String array, String offset, String limit, int count, int cap) {
    return call -> {
      calls.add(call);
      int from = Integer.parseInt(call.query().get(offset));
      int size = Math.min(cap, Integer.parseInt(call.query().get(limit)));
      ObjectNode answer = JsonNodeFactory.instance.objectNode();
      String form = array.equals("/data") ? UUIDS : DASHBOARDS;
      items(answer.putArray(array.substring(1)), form, from, Math.min(count, from + size));
      answer.putObject("meta").putObject("page").put("total_filtered_count", count);
      return answer;
    };
  }

  private Pages numbered(int count) {
    return call -> {
      calls.add(call);
      int size = Integer.parseInt(call.query().get("page_size"));
      int from = size * Integer.parseInt(call.query().get("page"));
      return items(JsonNodeFactory.instance.arrayNode(), "%d", from, Math.min(count, from + size));
    };
  }

  private static ArrayNode items(ArrayNode into, String form, int from, int to) {
    IntStream.range(from, to).forEach(id -> into.addObject().put("id", form.formatted(id)));
    return into;
  }
}
