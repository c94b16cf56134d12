package dev.heel.datadog;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import org.apache.http.client.methods.HttpUriRequest;

/** One exchange under way: how far it came, and its end by force when its time is up. */
final class Attempt {
  private final AnswerReader reader;
  private Answer answer;

  @GuardedBy("this")
  private HttpUriRequest request;

  @GuardedBy("this")
  private boolean sending;

  @GuardedBy("this")
  private boolean expired;

  Attempt(AnswerReader reader) {
    this.reader = reader;
  }

  /** An answer's head is here; its body is read while it comes, on the thread that sent. */
  void answered(int status, Map<String, String> headers, InputStream body) throws IOException {
    answer = reader.read(this, new Answer(status, headers, Body.EMPTY), body);
  }

  /** What came; null if nothing did. On the thread that sent. */
  Answer answer() {
    return answer;
  }

  /** From here on {@link #expire} closes the request's connection. */
  synchronized void bind(HttpUriRequest bound) {
    request = bound;
    if (expired) {
      bound.abort();
    }
  }

  /** A connection stands; the next byte may reach Datadog. */
  synchronized void sendingBegins() {
    sending = true;
  }

  /** The rest of the answer is not wanted: closing it would else read it to its end. */
  synchronized void hangUp() {
    if (request != null) {
      request.abort();
    }
  }

  /** The time is up. A socket's read timeout never fires while single bytes drip in; this does. */
  synchronized void expire() {
    expired = true;
    if (request != null) {
      request.abort();
    }
  }

  synchronized boolean sent() {
    return sending;
  }

  synchronized boolean isExpired() {
    return expired;
  }
}
