package dev.heel.schema;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/** The CEL rules of a schema, ready to run. The CEL library is loaded only where there are some. */
interface Rules {
  Rules NONE = (object, old) -> List.of();

  /**
   * @param old the stored object on an update, else null
   */
  List<Violation> check(JsonNode object, JsonNode old);
}
