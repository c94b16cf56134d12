package dev.heel.engine;

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

  /**
   * @param answered whether the request certainly had no effect or its effect is known; false means
   *     in doubt
   * @param status HTTP status; 0 if there was none
   * @param words Datadog's own words, or what happened to the connection; no secrets
   * @param retryAt when the limit resets, for THROTTLED; else null
   */
  public DatadogError(Kind kind, boolean answered, int status, String words, Instant retryAt) {
    super(words, null, false, false);
    this.kind = kind;
    this.answered = answered;
    this.status = status;
    this.retryAt = retryAt;
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

  /** Status and words as people read them: {@code 400 "invalid operator specified"}. */
  public String quoted() {
    return status == 0 ? getMessage() : status + " \"" + getMessage() + "\"";
  }
}
