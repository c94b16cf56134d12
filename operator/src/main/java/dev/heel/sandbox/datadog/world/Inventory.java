package dev.heel.sandbox.datadog.world;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;

/**
 * The objects of one kind in one organisation, as people reach them in Datadog's pages: no call is
 * counted for these methods, and none of them checks what the API would refuse.
 */
public interface Inventory {
  /** What was made since the start, as a GET answers it, in the order of ids. */
  List<SandboxObject> objects();

  /** One object as a GET answers it, whoever made it. */
  Optional<JsonNode> get(String id);

  /**
   * An edit in the UI: a JSON merge patch over the object.
   *
   * @return the object afterwards
   * @throws NoSuchElementException when there is none
   */
  JsonNode edit(String id, JsonNode mergePatch);

  /**
   * A deletion in the UI.
   *
   * @return whether there was such an object
   */
  boolean delete(String id);

  /**
   * Objects of other people, as old ones: no list lags behind them.
   *
   * @return their ids
   */
  List<String> createForeign(int count);
}
