package dev.heel.engine.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever a text holds, it stays within its part of an address. */
class PathSegmentTest {
  @ParameterizedTest
  @CsvSource({
    "7001, 7001",
    "abc-def-123, abc-def-123",
    "a:b@c!$&'()*+;=~._, a:b@c!$&'()*+;=~._",
    "../dashboard/abc, ..%2Fdashboard%2Fabc",
    "7001?force=true&x=, 7001%3Fforce=true&x=",
    "a#b, a%23b",
    "a%2Fb, a%252Fb",
    "a b, a%20b",
    "{id}, %7Bid%7D",
    "a\\b, a%5Cb",
    "é, %C3%A9"
  })
  @DisplayName("what RFC 3986 lets stand in a segment stays, all else is encoded")
  void encoded(String text, String segment) {
    assertThat(PathSegment.of(text)).isEqualTo(segment);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ".", ".."})
  @DisplayName("what names another place than a segment is refused")
  void refused(String text) {
    assertThatThrownBy(() -> PathSegment.of(text)).isInstanceOf(IllegalArgumentException.class);
  }

  @Property
  void aTextIsOneSegmentAndComesBackAsItWas(@ForAll String text) {
    Assume.that(!text.isEmpty() && !text.equals(".") && !text.equals(".."));
    // Half of a pair is no character, and becomes a question mark in UTF-8.
    Assume.that(text.chars().noneMatch(c -> Character.isSurrogate((char) c)));
    URI address = URI.create("http://host/a/" + PathSegment.of(text) + "/b");

    assertThat(address.normalize()).isEqualTo(address);
    assertThat(address.getRawPath().split("/", -1)).hasSize(4);
    assertThat(address.getRawQuery()).isNull();
    assertThat(address.getRawFragment()).isNull();
    assertThat(address.getPath()).isEqualTo("/a/" + text + "/b");
  }

  @Property
  void aParameterAddsNoOther(@ForAll String text) {
    Assume.that(text.chars().noneMatch(c -> Character.isSurrogate((char) c)));
    URI address = URI.create("http://host/a?id=" + PathSegment.parameter(text));

    assertThat(address.getRawQuery().substring(3)).doesNotContain("&", "=", "#", "+");
    assertThat(address.getQuery()).isEqualTo("id=" + text);
  }
}
