package dev.heel.operator.wake;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("What is remembered of a resource")
class ResourceMemoryTest {
  private final ResourceMemory memory = new ResourceMemory();
  private final ResourceMemory.Slot<String> words = memory.slot();
  private final ResourceMemory.Slot<Integer> count = memory.slot();

  @Test
  @DisplayName("each slot keeps its own, by resource")
  void apart() {
    words.put("a", "one");
    count.put("a", 1);
    words.putIfAbsent("a", "two");
    words.putIfAbsent("b", "three");
    count.update("a", before -> before + 1);
    count.update("b", before -> before == null ? 7 : 0);

    assertThat(words.get("a")).isEqualTo("one");
    assertThat(words.get("b")).isEqualTo("three");
    assertThat(count.get("a")).isEqualTo(2);
    assertThat(count.get("b")).isEqualTo(7);
    assertThat(words.get("c")).as("nothing is known of it").isNull();
  }

  @Test
  @DisplayName("one slot is cleared, the others stay")
  void cleared() {
    words.put("a", "one");
    count.put("a", 1);
    words.clear("a");
    words.clear("never heard of");

    assertThat(words.get("a")).isNull();
    assertThat(count.get("a")).isEqualTo(1);
  }

  @Test
  @DisplayName("all of a resource goes at once, with what belongs to it, and nothing of another")
  void forgotten() {
    words.put("a", "one");
    count.put("a", 1);
    words.put("a/kubernetes", "failed");
    words.put("ab", "another");
    memory.forget("a");

    assertThat(words.get("a")).isNull();
    assertThat(count.get("a")).isNull();
    assertThat(words.get("a/kubernetes")).isNull();
    assertThat(words.get("ab")).as("its uid begins alike").isEqualTo("another");
  }
}
