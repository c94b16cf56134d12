package dev.heel.engine.api;

import java.time.Instant;

/** Why a call to Datadog came to nothing: six classes, told apart once, from the status code. */
public final class DatadogError extends Exception {
  private static final long serialVersionUID = 1L;

  public enum Kind {
    /** 404, 410: it is not there. */
    MISSING,
    /**
     * 400, 409, 422 and other 4xx: the body is refused, and the same body will be refused again.
     */
    REJECTED,
    /** Another object refers to it: 400, 401 or 409, told apart by Datadog's words. */
    IN_USE,
    /** 401, 403: the keys are refused, or may not do this. */
    FORBIDDEN,
    /** 429, or not sent because the limit is used up. */
    THROTTLED,
    /** 5xx, no answer, or an answer that cannot be read. */
    TRANSIENT
  }

  private final Kind kind;
  private final boolean answered;
  private final int status;
  private final Instant retryAt;
  private final boolean isQuote;

  /**
   * @param answered whether the request certainly had no effect or its effect is known; false means
   *     in doubt
   * @param status HTTP status; 0 if there was none
   * @param words Datadog's own words, or what happened to the connection; no secrets
   * @param retryAt when the limit resets, for THROTTLED; else null
   */
  public DatadogError(Kind kind, boolean answered, int status, String words, Instant retryAt) {
    this(kind, answered, new Reply(status, words, status != 0), retryAt);
  }

  /**
   * @param answered as above
   * @param retryAt as above
   */
  public DatadogError(Kind kind, boolean answered, Reply reply, Instant retryAt) {
    super(reply.words(), null, false, false);
    this.kind = kind;
    this.answered = answered;
    this.status = reply.status();
    this.isQuote = reply.isQuote();
    this.retryAt = retryAt;
  }

  /**
   * What came back.
   *
   * @param status HTTP status; 0 if there was none
   * @param words what it says, or what it is; no secrets
   * @param isQuote whether the words are Datadog's own
   */
  public record Reply(int status, String words, boolean isQuote) {}

  /** The same in other words, as without a secret. */
  public DatadogError saying(String words) {
    return new DatadogError(kind, answered, new Reply(status, words, isQuote), retryAt);
  }

  public Kind kind() {
    return kind;
  }

  public boolean answered() {
    return answered;
  }

  public int status() {
    return status;
  }

  public Instant retryAt() {
    return retryAt;
  }

  /**
   * Status and words as people read them: {@code 400 "invalid operator specified"}, or what the
   * answer was, {@code 502 with text/html, 1,204 bytes}.
   */
  public String quoted() {
    if (status == 0) {
      return getMessage();
    }
    return status + (isQuote ? " \"" + getMessage() + "\"" : " with " + getMessage());
  }
}
