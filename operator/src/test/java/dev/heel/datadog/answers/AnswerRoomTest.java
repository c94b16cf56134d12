package dev.heel.datadog.answers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** How much is read at once, by whom, and that nobody waits forever. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class AnswerRoomTest {
  private static final long HEAP = 96L * 1024 * 1024;
  private static final Duration LONG = Duration.ofSeconds(30);

  private final AnswerRoom room = new AnswerRoom(HEAP);

  @Test
  @DisplayName("all that may be held at once is at most a sixth of the heap, a third of it by one")
  void sizes() {
    assertThat(room.largest() * 4).isLessThanOrEqualTo(HEAP / 6);
    AnswerRoom.Share one = room.share();
    List<AnswerRoom.Claim> claims = new ArrayList<>();
    int held = 0;
    while (take(one.claim(Duration.ZERO), AnswerRoom.SMALL, claims)) {
      held++;
    }
    assertThat(held * (long) AnswerRoom.SMALL + room.largest())
        .as("of one account")
        .isLessThanOrEqualTo(HEAP / 18);
    claims.forEach(AnswerRoom.Claim::close);
    assertThat(room.claims()).isZero();
  }

  @Test
  @DisplayName("more than one answer may take is refused at once, whoever else is there")
  void tooLarge() throws Exception {
    try (AnswerRoom.Claim claim = room.share().claim(LONG)) {
      claim.take(room.largest());
      assertThatThrownBy(() -> claim.take(1))
          .isInstanceOf(UnreadableException.class)
          .hasMessageContaining("4,096 KiB of memory");
    }
    assertThat(room.large()).isZero();
  }

  @Test
  @DisplayName("who cannot have room in time is told so; what another account holds is not taken")
  void inTime() throws Exception {
    AnswerRoom.Share one = room.share();
    try (AnswerRoom.Claim first = one.claim(LONG);
        AnswerRoom.Claim second = one.claim(Duration.ofMillis(1));
        AnswerRoom.Claim others = room.share().claim(LONG)) {
      first.take(room.largest());
      assertThatThrownBy(() -> second.take(room.largest()))
          .isInstanceOf(UnreadableException.class)
          .hasMessageContaining("no memory in time");
      others.take(room.largest());
      assertThat(room.large()).isEqualTo(2);
    }
    assertThat(room.claims()).isZero();
  }

  @Test
  @DisplayName("sixteen accounts with four large answers each: never more than three, all come in")
  void everybodyComesIn() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(64);
    AtomicInteger most = new AtomicInteger();
    try {
      List<Future<Void>> ends = new ArrayList<>();
      for (int account = 0; account < 16; account++) {
        AnswerRoom.Share share = room.share();
        for (int i = 0; i < 4; i++) {
          ends.add(threads.submit(large(share, most)));
        }
      }
      for (Future<Void> end : ends) {
        end.get();
      }
    } finally {
      threads.shutdownNow();
    }
    assertThat(most.get()).isBetween(1, 3);
    assertThat(room.claims()).isZero();
    assertThat(room.large()).isZero();
  }

  /** Grows step by step, as bytes arrive. */
  private Callable<Void> large(AnswerRoom.Share share, AtomicInteger most) {
    return () -> {
      try (AnswerRoom.Claim claim = share.claim(LONG)) {
        for (long taken = 0; taken + 1024 < room.largest(); taken += 1024) {
          claim.take(1024);
          most.accumulateAndGet(room.large(), Math::max);
        }
      }
      return null;
    };
  }

  private static boolean take(AnswerRoom.Claim claim, long bytes, List<AnswerRoom.Claim> into) {
    try {
      claim.take(bytes);
      into.add(claim);
      return true;
    } catch (UnreadableException e) {
      return false;
    }
  }
}
