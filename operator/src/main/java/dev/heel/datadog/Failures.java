package dev.heel.datadog;

import dev.heel.datadog.answers.Attempt;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import org.apache.http.conn.ConnectTimeoutException;
import org.apache.http.conn.ConnectionPoolTimeoutException;

/** Names, for people, what kept an answer from coming. */
final class Failures {
  private Failures() {}

  static String words(Throwable failure, Attempt attempt, CallLimits limits) {
    if (attempt.isExpired()) {
      return "no whole answer within " + seconds(limits.whole());
    }
    Throwable cause = deepest(failure);
    if (cause instanceof UnknownHostException) {
      return "the host is unknown: " + cause.getMessage();
    }
    if (cause instanceof ConnectionPoolTimeoutException) {
      return "no free connection within " + seconds(limits.connect());
    }
    if (cause instanceof SSLException || deepestTls(failure)) {
      return "no TLS connection: " + cause.getMessage();
    }
    return attempt.sent() ? afterSending(cause, limits) : beforeSending(cause, limits);
  }

  private static String beforeSending(Throwable cause, CallLimits limits) {
    if (cause instanceof ConnectTimeoutException || cause instanceof SocketTimeoutException) {
      return "no connection within " + seconds(limits.connect());
    }
    if (cause instanceof ConnectException) {
      return "no connection: " + cause.getMessage();
    }
    return "nothing could be sent: " + named(cause);
  }

  private static String afterSending(Throwable cause, CallLimits limits) {
    if (cause instanceof SocketTimeoutException) {
      return "no answer within " + seconds(limits.read());
    }
    return "the connection ended before the whole answer had come: " + named(cause);
  }

  private static String named(Throwable cause) {
    return cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
  }

  private static String seconds(Duration time) {
    return time.toMillis() % 1000 == 0 ? time.toSeconds() + " s" : time.toMillis() + " ms";
  }

  private static boolean deepestTls(Throwable failure) {
    return causes(failure).anyMatch(SSLException.class::isInstance);
  }

  private static Throwable deepest(Throwable failure) {
    return causes(failure).reduce(failure, (outer, inner) -> inner);
  }

  private static Stream<Throwable> causes(Throwable failure) {
    return Stream.iterate(failure, f -> f != null, Throwable::getCause).limit(20);
  }
}
