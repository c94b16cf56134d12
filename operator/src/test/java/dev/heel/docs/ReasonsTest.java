package dev.heel.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heel.docs.Sections.Section;
import dev.heel.resource.Reason;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("docs/reasons.md answers whoever sees a reason")
class ReasonsTest {
  private static final List<Section> SECTIONS =
      Sections.of(Docs.read(Docs.FOLDER.resolve("reasons.md")));

  @Test
  @DisplayName("each reason once, and none that is not")
  void allReasons() {
    assertThat(SECTIONS)
        .extracting(Section::id)
        .containsExactlyInAnyOrderElementsOf(
            Arrays.stream(Reason.values()).map(Reason::name).toList());
  }

  @Test
  @DisplayName("each stands under the conditions that it makes")
  void underItsConditions() {
    assertThat(SECTIONS)
        .allSatisfy(
            section ->
                assertThat(section.group())
                    .as(section.id())
                    .startsWith(conditions(Reason.valueOf(section.id()))));
  }

  @Test
  @DisplayName("each says what it means, what Heel does, and what to do")
  void threeAnswers() {
    assertThat(SECTIONS)
        .allSatisfy(
            section ->
                assertThat(section.prose())
                    .as(section.id())
                    .containsSubsequence("- **Means**", "\n- **Heel**", "\n- **You**"));
  }

  private static String conditions(Reason reason) {
    return switch (reason.health()) {
      case READY -> "Ready is True";
      case RECONCILING -> "Ready is False, Reconciling is True";
      case STALLED -> "Ready is False, Stalled is True";
    };
  }
}
