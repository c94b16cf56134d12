package dev.heel.datadog.answers;

import java.io.IOException;

/** A body that is not read to its end; the message says what it is, as "an answer that …". */
final class UnreadableException extends IOException {
  private static final long serialVersionUID = 1L;

  UnreadableException(String message) {
    super(message);
  }
}
