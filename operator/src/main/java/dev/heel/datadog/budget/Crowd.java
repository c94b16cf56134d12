package dev.heel.datadog.budget;

/**
 * How many others call under the same limit in this window. What an answer says of them is old when
 * it is here, so while they are seen this process goes on in small steps: what they used while its
 * last call was under way, they may use again, and more.
 */
final class Crowd {
  /** Operators that may share an organisation and begin at the same moment. */
  private static final long PEERS = 40;

  /** Twice the writes that may be under way, so that there is always one more to send. */
  private static final long MOST = 16;

  private long seen;
  private long seenBefore;
  private long lately;
  private long answers;

  /** A new window begins: nothing is known of it. */
  void begin() {
    seenBefore = Math.max(seen, seenBefore / 2);
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

  /**
   * Calls of others that are reckoned with before the next answer: three times as many as while the
   * last one was under way, and at a window's beginning, when all begin anew, one of each that was
   * there in the window before.
   */
  long expected() {
    return answers == 0 ? 0 : Math.max(3 * lately, Math.min(PEERS, seenBefore) - seen);
  }

  /**
   * How many calls may be under way: one until the first answer, then as many as all peers together
   * could have within the limit; and while others are seen, no more than they could have within
   * what is left, and one more with each answer.
   *
   * @param left of the limit, to all
   */
  long atOnce(long limit, long left) {
    if (answers == 0) {
      return 1;
    }
    long peer = seen == 0 ? limit / PEERS : Math.min(answers, (left - expected()) / PEERS);
    return Math.min(MOST, 1 + Math.max(0, peer));
  }
}
