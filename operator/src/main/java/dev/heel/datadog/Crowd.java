package dev.heel.datadog;

/**
 * How many others call under the same limit in this window. What an answer says of them is old when
 * it is here, so while they are seen this process goes on in small steps: what they used while its
 * last call was under way, they may use again, and more.
 */
final class Crowd {
  /** Operators that may share an organisation and begin at the same moment. */
  private static final long PEERS = 40;

  /**
   * Calls under way while nobody else is seen: twice the writes that may be, so that there is
   * always one more to send.
   */
  private static final long ALONE = 16;

  private long seen;
  private long lately;
  private long answers;

  /** A new window begins: nothing is known of it. */
  void begin() {
    seen = 0;
    lately = 0;
    answers = 0;
  }

  /**
   * An answer told of this window.
   *
   * @param others calls of others in it, at least; what is less than nothing counts as nothing
   * @param before how many were seen when the call was sent
   */
  void heard(long others, long before) {
    seen = Math.max(seen, others);
    lately = Math.max(0, seen - before);
    answers++;
  }

  long seen() {
    return seen;
  }

  /** Calls of others that are reckoned with before the next answer. */
  long expected() {
    return 2 * lately;
  }

  /**
   * How many calls may be under way: one until the first answer, then more with each, as long as
   * all peers together would stay within what is left.
   *
   * @param left of the limit, to all
   */
  long atOnce(long left) {
    if (answers == 0) {
      return 1;
    }
    return seen == 0
        ? ALONE
        : Math.min(ALONE, 1 + Math.min(answers, Math.max(0, left - expected()) / PEERS));
  }
}
