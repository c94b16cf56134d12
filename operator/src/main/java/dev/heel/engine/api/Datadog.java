package dev.heel.engine.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.function.Consumer;

/** The one port to Datadog: one account's API. Safe for many threads. */
public interface Datadog {
  /**
   * Sends a request once and waits for the answer, 20 s at most. Never retries, never sleeps for a
   * rate limit.
   *
   * @return the answer's body; a null node if it is empty
   * @throws DatadogError for every answer that is not 2xx, for no answer, and for an answer that is
   *     not JSON or too large
   */
  JsonNode send(Call call) throws DatadogError;

  /**
   * The same for a list: each item is given away while the answer comes, so that a list takes no
   * more room than its largest item. An error may come after some items were given.
   *
   * @param items JSON pointer of the array; empty where the answer is the array
   * @param each takes an item; must be quick
   * @return the answer with that array empty; without it if it is not there
   */
  JsonNode list(Call call, String items, Consumer<JsonNode> each) throws DatadogError;

  /**
   * Asks for a turn under the rate limit that a call like this falls under, on behalf of its
   * sender. Whoever has one sends before long, or loses it. Whoever gets none waits in the limit's
   * queue and is called when its turn comes; to ask again keeps the place. {@link #send} asks by
   * itself: this is for who must know before.
   *
   * @param call its body is not looked at
   * @throws DatadogError THROTTLED, with the time of the turn as far as it can be foreseen
   */
  void turn(Call call) throws DatadogError;
}
