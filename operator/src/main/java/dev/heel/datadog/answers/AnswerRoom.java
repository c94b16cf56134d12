package dev.heel.datadog.answers;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * How much of the heap the answers that are being read may take at once: a sixth, for all accounts
 * of the process together, and a third of that for one account. Three quarters of it are for
 * answers that grow large, one at a time for each account and three in all; the last quarter is for
 * the many small ones.
 *
 * <p>Who waits for room for a large answer holds room for a small one, and who has the former waits
 * for nothing more: nobody waits for somebody who waits. Who came first goes first.
 */
public final class AnswerRoom {
  /** Nearly every answer fits into this, as a tree. */
  static final int SMALL = 64 * 1024;

  private static final int PART_OF_HEAP = 6;
  private static final int LARGE_AT_ONCE = 3;
  private static final AnswerRoom PROCESS = new AnswerRoom(Runtime.getRuntime().maxMemory());

  private final long largest;
  private final int small;
  private final Semaphore forSmall;
  private final Semaphore forLarge = new Semaphore(LARGE_AT_ONCE, true);

  /**
   * @param heap how large it may grow, in bytes
   */
  AnswerRoom(long heap) {
    long all = heap / PART_OF_HEAP;
    largest = all / (LARGE_AT_ONCE + 1);
    small = (int) Math.min(1024, Math.max(LARGE_AT_ONCE, largest / SMALL));
    forSmall = new Semaphore(small, true);
  }

  /** The one of this process. */
  public static AnswerRoom ofProcess() {
    return PROCESS;
  }

  /** What one answer may take of the heap, in bytes. */
  long largest() {
    return largest;
  }

  /** One account's part. */
  public Share share() {
    return new Share();
  }

  /** How many claims hold room for something large; for tests. */
  public int large() {
    return LARGE_AT_ONCE - forLarge.availablePermits();
  }

  /** How many claims hold any room; for tests. */
  public int claims() {
    return small - forSmall.availablePermits();
  }

  /** One account's part of the room. */
  public final class Share {
    private final Semaphore accountsSmall = new Semaphore(Math.max(1, small / LARGE_AT_ONCE), true);
    private final Semaphore accountsLarge = new Semaphore(1, true);

    /**
     * @param patience how long it may wait for room in all
     */
    public Claim claim(Duration patience) {
      return new Claim(this, System.nanoTime() + patience.toNanos());
    }
  }

  /** The room of one answer. For one thread; close it, which never fails. */
  public final class Claim implements AutoCloseable {
    private final Share share;
    private final long deadline;
    private long held;
    private boolean isSmall;
    private boolean isLarge;

    private Claim(Share share, long deadline) {
      this.share = share;
      this.deadline = deadline;
    }

    /**
     * Takes so many bytes more, and waits for them if it must.
     *
     * @throws UnreadableException if they are more than one answer may take, or cannot be had in
     *     time
     */
    void take(long bytes) throws UnreadableException {
      held += bytes;
      if (held > largest) {
        throw new UnreadableException(
            "an answer that would take more than %,d KiB of memory to read; give Heel more memory if it is no mistake"
                .formatted(largest / 1024));
      }
      if (!isSmall) {
        acquire(share.accountsSmall, forSmall);
        isSmall = true;
      }
      if (held > SMALL && !isLarge) {
        acquire(share.accountsLarge, forLarge);
        isLarge = true;
      }
    }

    /** What was read so far is let go, as each item of a list is. */
    void clear() {
      held = 0;
      if (isLarge) {
        isLarge = false;
        release(share.accountsLarge, forLarge);
      }
    }

    @Override
    public void close() {
      clear();
      if (isSmall) {
        isSmall = false;
        release(share.accountsSmall, forSmall);
      }
    }

    private void acquire(Semaphore accounts, Semaphore processes) throws UnreadableException {
      await(accounts);
      try {
        await(processes);
      } catch (UnreadableException e) {
        accounts.release();
        throw e;
      }
    }

    private void await(Semaphore permits) throws UnreadableException {
      try {
        if (!permits.tryAcquire(deadline - System.nanoTime(), TimeUnit.NANOSECONDS)) {
          throw new UnreadableException(
              "an answer for which there was no memory in time, beside others that are read");
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new UnreadableException("an answer that was not read, since Heel is stopping");
      }
    }

    private static void release(Semaphore accounts, Semaphore processes) {
      processes.release();
      accounts.release();
    }
  }
}
