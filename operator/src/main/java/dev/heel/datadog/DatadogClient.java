package dev.heel.datadog;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import dev.heel.datadog.answers.Answer;
import dev.heel.datadog.answers.Reading;
import dev.heel.datadog.budget.RateBudget;
import dev.heel.datadog.budget.Wait;
import dev.heel.engine.api.Call;
import dev.heel.engine.api.Datadog;
import dev.heel.engine.api.DatadogError;
import dev.heel.engine.api.DatadogError.Kind;
import java.io.Closeable;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One account's API over HTTP. Each call is sent once at most: whether to try again is the engine's
 * business, which knows what a second try may double.
 */
public final class DatadogClient implements Datadog, Closeable {
  private static final Logger log = LoggerFactory.getLogger(DatadogClient.class);

  private final Transport transport;
  private final RateBudget budget;
  private final CallListener listener;
  private final Clock clock;
  private final WritePermits writes;

  DatadogClient(Transport transport, RateBudget budget, CallListener listener, Clock clock) {
    this.transport = transport;
    this.budget = budget;
    this.listener = listener;
    this.clock = clock;
    this.writes = new WritePermits(transport.limits().writes());
  }

  /**
   * Opens the connections to one account; the first call connects. Close it when the account or its
   * keys change, and give the next one the same budget: the limits are the organisation's.
   */
  public static DatadogClient connect(
      DatadogAccess access, RateBudget budget, CallListener listener, Clock clock) {
    return new DatadogClient(Transport.open(access, CallLimits.STANDARD), budget, listener, clock);
  }

  @Override
  public JsonNode send(Call call) throws DatadogError {
    return send(call, Reading.WHOLE);
  }

  @Override
  public JsonNode list(Call call, String items, Consumer<JsonNode> each) throws DatadogError {
    return send(call, new Reading(items, each));
  }

  private JsonNode send(Call call, Reading reading) throws DatadogError {
    long began = System.nanoTime();
    turn(call);
    if (!call.method().writes()) {
      return counted(call, reading, began);
    }
    awaitPermit();
    try {
      return counted(call, reading, began);
    } finally {
      writes.release();
    }
  }

  @Override
  public void turn(Call call) throws DatadogError {
    Optional<Wait> wait = budget.ask(call);
    if (wait.isPresent()) {
      throw notSent(Kind.THROTTLED, wait.get().why(), wait.get().until());
    }
  }

  /** Ends calls that are under way, too; later ones fail without being sent. */
  @Override
  public void close() {
    transport.close();
  }

  private JsonNode counted(Call call, Reading reading, long began) throws DatadogError {
    Optional<RateBudget.Ticket> ticket = budget.begin(call);
    if (ticket.isEmpty()) {
      throw notSent(Kind.THROTTLED, "its turn passed while it waited to be sent", soon());
    }
    long sent = System.nanoTime();
    int status = 0;
    Map<String, String> headers = Map.of();
    try {
      Answer answer = transport.exchange(call, reading, left(began));
      status = answer.status();
      headers = answer.headers();
      return body(call, answer);
    } catch (TransportFailure failure) {
      throw unanswered(call, failure);
    } finally {
      ended(ticket.get(), status, headers);
      told(call, status, Duration.ofNanos(System.nanoTime() - sent));
    }
  }

  /** Bookkeeping never takes the place of an answer: a write that took effect would be lost. */
  private void ended(RateBudget.Ticket ticket, int status, Map<String, String> headers) {
    try {
      budget.end(ticket, status, headers);
    } catch (RuntimeException e) {
      log.error("the rate limit of an answer could not be counted", e);
    }
  }

  private void told(Call call, int status, Duration took) {
    try {
      listener.finished(call, status, took);
    } catch (RuntimeException e) {
      log.error("a call could not be reported", e);
    }
  }

  private JsonNode body(Call call, Answer answer) throws DatadogError {
    if (!answer.successful()) {
      throw DatadogErrors.of(call, answer, clock.instant());
    }
    Optional<JsonNode> body = answer.body().json();
    if (body.isEmpty() && call.method() == Call.Method.DELETE) {
      return NullNode.getInstance(); // nothing of it is needed
    }
    return body.orElseThrow(() -> DatadogErrors.of(call, answer, clock.instant()));
  }

  private void awaitPermit() throws DatadogError {
    try {
      if (!writes.acquire(transport.limits().permitWait())) {
        throw notSent(
            Kind.THROTTLED, "not sent: too many writes to this account are under way", soon());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw notSent(Kind.TRANSIENT, "not sent: Heel is stopping", null);
    }
  }

  private static DatadogError unanswered(Call call, TransportFailure failure) {
    boolean doubtful = failure.sent() && call.method().writes();
    String words = Words.bounded(failure.getMessage());
    return new DatadogError(Kind.TRANSIENT, !doubtful, 0, words, null);
  }

  private static DatadogError notSent(Kind kind, String words, Instant retryAt) {
    return new DatadogError(kind, true, 0, words, retryAt);
  }

  private Instant soon() {
    return clock.instant().plusSeconds(1);
  }

  private Duration left(long began) {
    return transport.limits().whole().minusNanos(System.nanoTime() - began);
  }
}
