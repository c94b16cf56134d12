package dev.heel.schema.cel;

import com.fasterxml.jackson.databind.JsonNode;
import dev.heel.schema.structure.Violation;
import java.util.List;

/** The CEL rules of a schema, ready to run. The CEL library is loaded only where there are some. */
public interface Rules {
  Rules NONE = (object, old) -> List.of();

  /**
   * @param old the stored object on an update, else null
   */
  List<Violation> check(JsonNode object, JsonNode old);

  /** The rules about single texts alone, which can be run where other values have wrong types. */
  default List<Violation> checkTexts(JsonNode object) {
    return List.of();
  }
}
