package dev.heel.engine.identity;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.heel.resource.Owner;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Markers in other spellings")
class MarkersTest {
  private static final Owner OWNER = new Owner("c1", "home", "alarm");
  private static final Identity TAGS = new Identity.Tags("/tags");
  private static final Identity LINE = new Identity.Line("/text");

  private static ObjectNode tags(String... tags) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    List.of(tags).forEach(body.withArray("/tags")::add);
    return body;
  }

  private static ObjectNode text(String text) {
    return JsonNodeFactory.instance.objectNode().put("text", text);
  }

  @ParameterizedTest(name = "{0} is kept as {1}")
  @CsvSource({
    "Team:A B, team:a_b",
    "1st:a, st:a",
    "a__b:c_, a_b:c",
    "heel owner:x, heel_owner:x",
    "é:ß, é:ß"
  })
  void tagsAsTheyAreKept(String tag, String kept) {
    assertThat(TagForm.of(tag)).isEqualTo(kept);
  }

  @ParameterizedTest(name = "{0} would be Heel's")
  @ValueSource(
      strings = {
        "heel_owner:a/b",
        "HEEL_CLUSTER:c1",
        "heel owner:x",
        "heel_owner :x",
        " heel_owner:x",
        "heel-owner:x",
        "heel.cluster:x",
        "7heel_owner:x",
        "he\u200bel_owner:x",
        "ｈeel_owner：x",
        "heel_owner:",
        "a:b,heel_owner:x/y",
        "a:b, Heel Owner:x/y",
        "heel_cluster:c1,heel_owner:x/y",
        "a:b\uff0cheel_owner:x/y",
        "a:b\u3001heel_owner:x/y",
        "a:b\nheel_owner:x/y",
        "a:b;heel_owner:x/y",
        "he\u0000el_owner:x"
      })
  void tagsOfHeel(String tag) {
    assertThat(TAGS.forged(tags("team:a", tag), OWNER)).containsExactly("/tags/1");
  }

  @ParameterizedTest(name = "{0} is a tag like any other")
  @ValueSource(
      strings = {
        "heel",
        "heel_owner",
        "heel_ownerless:x",
        "owner:heel_owner",
        "wheel_owner:x",
        "a:b,c:d"
      })
  void tagsOfOthers(String tag) {
    assertThat(TAGS.forged(tags(tag), OWNER)).isEmpty();
  }

  @Test
  @DisplayName("an export of this very object may keep its marker, and no further one")
  void export() {
    assertThat(TAGS.forged(tags("heel_cluster:c2", "heel_owner:home/alarm"), OWNER)).isEmpty();
    assertThat(TAGS.forged(tags("heel_cluster:c1"), OWNER)).containsExactly("/tags/0");
    assertThat(TAGS.forged(tags("heel_cluster:c1", "heel_owner:home/other"), OWNER))
        .containsExactly("/tags/0", "/tags/1");
    assertThat(TAGS.forged(tags("heel_owner:home/alarm", "Heel owner:a/b"), OWNER))
        .containsExactly("/tags/0", "/tags/1");
    assertThat(TAGS.forged(tags("heel_owner:home/alarm", "heel_cluster:c1,heel_owner:a/b"), OWNER))
        .containsExactly("/tags/1");
    assertThat(LINE.forged(text("words\n[heel] c9/home/alarm"), OWNER)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[heel] c1/home/other",
        "words\n[heel] c1/home/other",
        "words\r\n[HEEL] C1/home/other \r\n",
        "words\n\u200b[he\u200bel]\u00a0c1/home/other\u200b\n\n",
        "words\n[heel] c1/home/other\n[heel] c1/home/alarm",
        "words\u2028［heel］ c1/home/other"
      })
  @DisplayName("a last line that would pass for a marker is found, however it is written")
  void lines(String text) {
    assertThat(LINE.forged(text(text), OWNER)).containsExactly("/text");
    assertThat(LINE.owners(text(text))).contains("c1/home/other");
    ObjectNode marked = LINE.mark(text(text), OWNER);
    assertThat(LINE.owners(marked)).containsExactly("c1/home/alarm");
  }

  @Test
  @DisplayName("a line in the midst of a text is no marker")
  void inTheMidst() {
    String text = "[heel] c1/home/other\nis what Heel writes";
    assertThat(LINE.forged(text(text), OWNER)).isEmpty();
    assertThat(LINE.owners(text(text))).isEmpty();
  }

  @Test
  @DisplayName("two owners on one object are two, so that neither counts as the one")
  void ambiguous() {
    ObjectNode found = tags("heel_cluster:c1", "heel_owner:home/alarm", "Heel_Owner:other/x");
    assertThat(TAGS.owners(found)).containsExactly("c1/home/alarm", "c1/other/x");
    assertThat(TAGS.marker(found)).isEmpty();
  }

  @Test
  @DisplayName("a name that was cut with ~ by an earlier version is the same owner's")
  void cutBefore() {
    Owner long_ = new Owner("c1", "home", "x".repeat(200));
    String key = Identity.key(long_);
    String name = key.substring(key.indexOf('/') + 1);
    String before = name.substring(0, 177) + "~" + name.substring(178) + "0";
    assertThat(TAGS.owners(tags("heel_cluster:c1", "heel_owner:" + before))).containsExactly(key);
    assertThat(LINE.owners(text("[heel] c1/" + before))).containsExactly(key);
  }
}
