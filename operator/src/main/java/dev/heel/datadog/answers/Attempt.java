package dev.heel.datadog.answers;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import org.apache.http.client.methods.HttpUriRequest;

/** One exchange under way: how far it came, and its end by force when its time is up. */
public final class Attempt {
  private final AnswerReader reader;
  private Answer answer;

  @GuardedBy("this")
  private HttpUriRequest request;

  @GuardedBy("this")
  private boolean sending;

  @GuardedBy("this")
  private boolean expired;

  public Attempt(AnswerReader reader) {
    this.reader = reader;
  }

  /** An answer's head is here; its body is read while it comes, on the thread that sent. */
  public void answered(int status, Map<String, String> headers, InputStream body)
      throws IOException {
    answer = reader.read(this, new Answer(status, headers, Body.EMPTY), body);
  }

  /** What came; null if nothing did. On the thread that sent. */
  public Answer answer() {
    return answer;
  }

  /** From here on {@link #expire} closes the request's connection. */
  public synchronized void bind(HttpUriRequest bound) {
    request = bound;
    if (expired) {
      bound.abort();
    }
  }

  /** A connection stands; the next byte may reach Datadog. */
  public synchronized void sendingBegins() {
    sending = true;
  }

  /** The rest of the answer is not wanted: closing it would else read it to its end. */
  synchronized void hangUp() {
    if (request != null) {
      request.abort();
    }
  }

  /** The time is up. A socket's read timeout never fires while single bytes drip in; this does. */
  public synchronized void expire() {
    expired = true;
    if (request != null) {
      request.abort();
    }
  }

  public synchronized boolean sent() {
    return sending;
  }

  public synchronized boolean isExpired() {
    return expired;
  }
}
