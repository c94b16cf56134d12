package dev.heel.datadog;

import com.datadog.api.client.ApiClient;
import com.datadog.api.client.ApiException;
import com.datadog.api.client.Pair;
import com.fasterxml.jackson.core.JsonProcessingException;
import dev.heel.datadog.answers.Answer;
import dev.heel.datadog.answers.AnswerReader;
import dev.heel.datadog.answers.AnswerRoom;
import dev.heel.datadog.answers.Attempt;
import dev.heel.datadog.answers.BodyReader;
import dev.heel.datadog.answers.Reading;
import dev.heel.engine.api.Call;
import jakarta.ws.rs.client.Invocation;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * One request, one answer, in bounded time: Datadog's client library with its retries and its typed
 * models left out. The typed models lose nulls, add defaults and turn 500 into 500.0.
 */
final class Transport implements AutoCloseable {
  private static final String[] JSON = {"application/json"};
  private static final String[] BOTH_KEYS = {"apiKeyAuth", "appKeyAuth"};

  private final DatadogAccess access;
  private final CallLimits limits;
  private final Connections connections;
  private final ApiClient client;
  private final AnswerRoom.Share room = AnswerRoom.ofProcess().share();
  private final ScheduledThreadPoolExecutor deadlines;

  private Transport(DatadogAccess access, CallLimits limits, Connections connections) {
    this.access = access;
    this.limits = limits;
    this.connections = connections;
    this.client = client(access, connections);
    this.deadlines = deadlines(access);
  }

  static Transport open(DatadogAccess access, CallLimits limits) {
    return new Transport(access, limits, Connections.open(limits));
  }

  /**
   * Sends once and waits for the whole answer.
   *
   * @param reading how the body of a success is read
   * @param atMost after this the connection is closed, whatever it does
   */
  Answer exchange(Call call, Reading reading, Duration atMost) throws TransportFailure {
    try (AnswerRoom.Claim claim = room.claim(atMost)) {
      AnswerReader reader =
          new AnswerReader(new BodyReader(claim, reading), BodyReader.whole(claim), access::redact);
      return exchanged(call, new Attempt(reader), atMost);
    }
  }

  private Answer exchanged(Call call, Attempt attempt, Duration atMost) throws TransportFailure {
    try {
      Future<?> deadline =
          deadlines.schedule(attempt::expire, atMost.toMillis(), TimeUnit.MILLISECONDS);
      connections.bind(attempt);
      try {
        invoke(call);
      } finally {
        connections.unbind();
        deadline.cancel(false);
      }
    } catch (ApiException | RuntimeException | JsonProcessingException e) {
      if (attempt.answer() == null) {
        String words = access.redact(Failures.words(e, attempt, limits));
        throw new TransportFailure(attempt.sent(), words);
      }
    }
    return attempt.answer();
  }

  CallLimits limits() {
    return limits;
  }

  /** Connections in use right now. */
  int leased() {
    return connections.leased();
  }

  /** Ends calls that are under way, too. */
  @Override
  public void close() {
    deadlines.shutdownNow();
    client.getHttpClient().close();
    connections.close();
  }

  private void invoke(Call call) throws ApiException, JsonProcessingException {
    byte[] body = call.body() == null ? null : Json.bytes(call.body());
    Map<String, String> none = Map.of();
    List<Pair> query =
        call.query().entrySet().stream().map(e -> new Pair(e.getKey(), e.getValue())).toList();
    Invocation.Builder request =
        client.createBuilder("heel", call.path(), query, none, none, JSON, BOTH_KEYS);
    String method = call.method().name();
    client.invokeAPI(method, request, none, JSON, body, new HashMap<>(), false, null);
  }

  /** A client of its own: the library's default one reads keys and site from the environment. */
  private static ApiClient client(DatadogAccess access, Connections connections) {
    ApiClient client = new ApiClient();
    client.enableRetry(false);
    // Leaves compression to Apache's client: the library would offer zstd, without a decoder.
    client.setCompress(false);
    client.setClientConfig(connections.config());
    client.setBasePath(access.apiUrl().toString().replaceAll("/+$", ""));
    client.setUserAgent(access.userAgent());
    client.configureApiKeys(Map.of("apiKeyAuth", access.apiKey(), "appKeyAuth", access.appKey()));
    return client;
  }

  private static ScheduledThreadPoolExecutor deadlines(DatadogAccess access) {
    ScheduledThreadPoolExecutor executor =
        new ScheduledThreadPoolExecutor(
            1,
            task -> {
              Thread thread = new Thread(task, "datadog-deadlines " + access.apiUrl().getHost());
              thread.setDaemon(true);
              return thread;
            });
    executor.setRemoveOnCancelPolicy(true);
    return executor;
  }
}
