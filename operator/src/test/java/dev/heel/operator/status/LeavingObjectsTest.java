package dev.heel.operator.status;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.heel.resource.ApiStatus;
import dev.heel.resource.ApiStatus.LeavingObject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("What was replaced and is still to go")
class LeavingObjectsTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Instant NOW = Instant.parse("2026-11-24T10:00:00Z");

  @ParameterizedTest(name = "id {0}, leaving {1}, replaced {2}, creating {3}; now {4}: {5}")
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      textBlock =
          """
          2 | 1   | - | -                    | 2 | 1     | it is not gone yet
          2 | -   | 1 | -                    | 2 | 1     | as an earlier version of Heel kept it
          2 | 1   | 1 | -                    | 2 | 1     | both say the same
          2 | 1   | 0 | -                    | 2 | 1 0   | both are to go
          2 | 1 2 | - | 2026-11-24T09:59:00Z | 3 | 1 2   | a second replacement loses nothing of the first
          2 | 1   | - | 2026-11-24T09:59:00Z | 3 | 1 2   | its answer was lost, and the new object is found
          2 | 1 2 | - | -                    | 2 | 1     | the create was refused: the present object stays
          """)
  void after(
      String id,
      String leaving,
      String replaced,
      String creating,
      String found,
      String left,
      String since) {
    ObjectNode json = JSON.createObjectNode().put("id", id).put("creating", creating);
    json.put("replaced", replaced).set("leaving", JSON.valueToTree(entries(leaving)));
    ApiStatus status = JSON.convertValue(json, ApiStatus.class);
    assertThat(LeavingObjects.after(status, found, NOW).stream().map(LeavingObject::id))
        .as(since)
        .containsExactlyElementsOf(List.of(left.split(" ")));
  }

  private static List<LeavingObject> entries(String ids) {
    List<LeavingObject> entries = new ArrayList<>();
    for (String id : ids == null ? new String[0] : ids.split(" ")) {
      entries.add(new LeavingObject("acme", id, NOW.toString(), null));
    }
    return entries;
  }
}
