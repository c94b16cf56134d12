package dev.heel.sandbox.datadog.faults;

import dev.heel.sandbox.datadog.http.Reply;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;

/**
 * Something that goes wrong with one call.
 *
 * @param status, body, headers the answer, for {@link Kind#ANSWER}
 * @param pause the wait, for {@link Kind#DELAY} and {@link Kind#LATE}; between two bytes, for
 *     {@link Kind#DRIP}
 * @param count how many elements a list loses, for {@link Kind#SHRINK_LIST}
 */
public record Fault(
    Kind kind, int status, String body, Map<String, String> headers, Duration pause, int count) {

  /** Nothing goes wrong. */
  public static final Fault NONE = of(Kind.NONE, Duration.ZERO, 0);

  /** What goes wrong. */
  public enum Kind {
    /** Nothing. */
    NONE,
    /** The call is not served; a fixed answer comes instead, and nothing takes effect. */
    ANSWER,
    /** The call is served after a wait. */
    DELAY,
    /** The call takes effect, and is answered after a wait. */
    LATE,
    /** The connection ends before the call is served: nothing takes effect. */
    CUT_BEFORE,
    /** The call takes effect, then the connection ends without an answer. */
    CUT_AFTER,
    /** The call takes effect, half the answer arrives, then the connection ends. */
    CUT_MIDWAY,
    /** The call takes effect and is answered with its status and no body. */
    EMPTY_BODY,
    /** The call takes effect and its answer arrives byte by byte. */
    DRIP,
    /** A list comes back empty. */
    EMPTY_LIST,
    /** A list lacks its first elements, as a page does when earlier objects went meanwhile. */
    SHRINK_LIST
  }

  private static Fault of(Kind kind, Duration pause, int count) {
    return new Fault(kind, 0, null, Map.of(), pause, count);
  }

  /** A fixed answer with any body and headers. */
  public static Fault answer(int status, String body, Map<String, String> headers) {
    return new Fault(Kind.ANSWER, status, body, Map.copyOf(headers), Duration.ZERO, 0);
  }

  /** A fixed error in Datadog's common shape. */
  public static Fault error(int status, String text) {
    String body = new String(Reply.error(status, text).bytes(), StandardCharsets.UTF_8);
    return answer(status, body, Map.of("Content-Type", "application/json"));
  }

  /** An error page of something in front of the API. */
  public static Fault html(int status, String title) {
    String page =
        "<!DOCTYPE html><html><head><title>"
            + title
            + "</title></head><body><h1>"
            + title
            + "</h1></body></html>";
    return answer(status, page, Map.of("Content-Type", "text/html"));
  }

  /** 401 for a monitor that an SLO uses: not a matter of keys. */
  public static Fault referenced() {
    return error(401, "monitor [1,a monitor] is referenced in slos: [2,an slo]");
  }

  /** 429 with a JSON body and {@code X-RateLimit-Reset} in seconds. */
  public static Fault throttled(int reset) {
    Fault plain =
        error(429, "Rate limit of 1 requests in 10 seconds reached. Please try again later.");
    return answer(
        429,
        plain.body(),
        Map.of("Content-Type", "application/json", "X-RateLimit-Reset", String.valueOf(reset)));
  }

  /** 429 as an HTML page, without any rate-limit header. */
  public static Fault throttledHtml() {
    return html(429, "429 Too Many Requests");
  }

  /** 502 as an HTML page. */
  public static Fault badGateway() {
    return html(502, "502 Bad Gateway");
  }

  /** 512, which the proxy in front of the API answers when too many writes are in flight. */
  public static Fault edgeTimeout() {
    return error(512, "Timeout");
  }

  /** The call takes effect at once, its answer comes late. */
  public static Fault late(Duration pause) {
    return of(Kind.LATE, pause, 0);
  }

  /** The call waits before it takes effect. */
  public static Fault delay(Duration pause) {
    return of(Kind.DELAY, pause, 0);
  }

  public static Fault cutBefore() {
    return of(Kind.CUT_BEFORE, Duration.ZERO, 0);
  }

  public static Fault cutAfter() {
    return of(Kind.CUT_AFTER, Duration.ZERO, 0);
  }

  public static Fault cutMidway() {
    return of(Kind.CUT_MIDWAY, Duration.ZERO, 0);
  }

  public static Fault emptyBody() {
    return of(Kind.EMPTY_BODY, Duration.ZERO, 0);
  }

  public static Fault drip(Duration betweenBytes) {
    return of(Kind.DRIP, betweenBytes, 0);
  }

  public static Fault emptyList() {
    return of(Kind.EMPTY_LIST, Duration.ZERO, 0);
  }

  /** The list lacks its first {@code count} elements. */
  public static Fault shrinkList(int count) {
    return of(Kind.SHRINK_LIST, Duration.ZERO, count);
  }
}
