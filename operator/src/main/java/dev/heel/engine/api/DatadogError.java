package dev.heel.engine.api;

import dev.heel.resource.Reason;
import java.time.Instant;
import java.util.Optional;

/** Why a call to Datadog came to nothing: six classes, told apart once, from the status code. */
public final class DatadogError extends Exception {
  private static final long serialVersionUID = 1L;

  /** How a call that failed is tried again. */
  public enum Retry {
    /** When what was sent changes; the same once an hour. */
    WITH_ANOTHER_BODY,
    /** When the keys change; the same every ten minutes. */
    WITH_OTHER_KEYS,
    /** When the rate limit resets. */
    WHEN_LIMIT_RESETS,
    /** After a second, then after growing patience. */
    WITH_PATIENCE
  }

  /** The class of an error: what a resource says of it, and how the call is tried again. */
  public enum Kind {
    /** 404, 410: it is not there. */
    MISSING(Reason.Unavailable, Retry.WITH_PATIENCE),
    /**
     * 400, 409, 422 and other 4xx: the body is refused, and the same body will be refused again.
     */
    REJECTED(Reason.Rejected, Retry.WITH_ANOTHER_BODY),
    /** Another object refers to it: 400, 401 or 409, told apart by Datadog's words. */
    IN_USE(Reason.Rejected, Retry.WITH_ANOTHER_BODY),
    /** 401, 403: the keys are refused, or may not do this. */
    FORBIDDEN(Reason.Forbidden, Retry.WITH_OTHER_KEYS),
    /** 429, or not sent because the limit is used up. */
    THROTTLED(Reason.RateLimited, Retry.WHEN_LIMIT_RESETS),
    /** 5xx, no answer, or an answer that cannot be read. */
    TRANSIENT(Reason.Unavailable, Retry.WITH_PATIENCE);

    private final Reason reason;
    private final Retry retry;

    Kind(Reason reason, Retry retry) {
      this.reason = reason;
      this.retry = retry;
    }

    /** What a resource says whose object could not be written for it. */
    public Reason reason() {
      return reason;
    }

    public Retry retry() {
      return retry;
    }
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

  /** Whether Datadog says that there is no such thing. */
  public boolean isMissing() {
    return kind == Kind.MISSING;
  }

  /** Whether a rate limit held the call up. */
  public boolean isThrottled() {
    return kind.retry() == Retry.WHEN_LIMIT_RESETS;
  }

  /** When the limit resets that held the call up; empty if none did, or that is not known. */
  public Optional<Instant> heldUpUntil() {
    return isThrottled() ? Optional.ofNullable(retryAt) : Optional.empty();
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
