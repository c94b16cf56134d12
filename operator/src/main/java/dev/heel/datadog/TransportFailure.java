package dev.heel.datadog;

/** No whole answer came. */
final class TransportFailure extends Exception {
  private static final long serialVersionUID = 1L;

  private final boolean sent;

  /**
   * @param sent whether sending had begun; if not, the request certainly had no effect
   * @param words what happened, for people; no key in it
   */
  TransportFailure(boolean sent, String words) {
    super(words, null, false, false);
    this.sent = sent;
  }

  boolean sent() {
    return sent;
  }
}
