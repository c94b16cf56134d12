package dev.heel.engine;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.Optional;

/** The one port to Datadog: one account's API. Safe for many threads. */
public interface Datadog {
  /**
   * Sends a request once and waits for the answer, 20 s at most. Never retries, never sleeps for a
   * rate limit.
   *
   * @return the answer's body; a null node if it is empty
   * @throws DatadogError for every answer that is not 2xx, for no answer, and for an answer that is
   *     not JSON
   */
  JsonNode send(Call call) throws DatadogError;

  /**
   * Until when a call like this would be refused without being sent, because its rate limit is used
   * up.
   */
  Optional<Instant> blockedUntil(Call call);
}
