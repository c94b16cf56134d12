package dev.heel.datadog;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import org.apache.http.client.methods.HttpUriRequest;

/** One exchange under way: how far it came, and its end by force when its time is up. */
final class Attempt {
  @GuardedBy("this")
  private HttpUriRequest request;

  @GuardedBy("this")
  private boolean sending;

  @GuardedBy("this")
  private boolean expired;

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
