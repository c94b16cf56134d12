package dev.heel.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.common.ScalarStyle;

/** What holds for every document, whichever way it is written. */
class ManifestPropertiesTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  private static final String CHARACTERS = "abcz0189   \n'\"\\\\:#{}[],&*!|>%@`-?é\uD83D\uDE00";

  /**
   * Texts begin with a letter that begins none of YAML 1.1's words, so that any style may be used.
   */
  @Provide
  Arbitrary<String> texts() {
    Arbitrary<String> any =
        Arbitraries.of(CHARACTERS.codePoints().mapToObj(Character::toString).toList())
            .list()
            .ofMaxSize(30)
            .map(characters -> String.join("", characters));
    return any.map(rest -> "k" + rest);
  }

  @Provide
  Arbitrary<Map<String, Object>> objects() {
    return objects(3);
  }

  /** Objects at most {@code depth} levels deep. */
  private Arbitrary<Map<String, Object>> objects(int depth) {
    Arbitrary<Object> values =
        Arbitraries.oneOf(
            texts().map(text -> (Object) text),
            Arbitraries.longs().map(number -> (Object) number),
            Arbitraries.doubles().map(number -> (Object) number),
            Arbitraries.of(true, false).map(flag -> (Object) flag));
    if (depth > 0) {
      Arbitrary<Object> below = objects(depth - 1).map(map -> (Object) map);
      Arbitrary<Object> lists = values.list().ofMaxSize(4).map(list -> (Object) list);
      values = Arbitraries.oneOf(values, lists, below);
    }
    return Arbitraries.maps(texts(), values).ofMaxSize(4);
  }

  private static Manifest written(Map<String, Object> object, ScalarStyle style, FlowStyle flow) {
    DumpSettings settings =
        DumpSettings.builder()
            .setDefaultScalarStyle(style)
            .setDefaultFlowStyle(flow)
            .setWidth(breaksAnIndentedLine(object, style) ? Integer.MAX_VALUE : 20)
            .build();
    String text = new Dump(settings).dumpToString(Map.of("spec", object));
    ReadFile file =
        new ManifestReader(InputStream.nullInputStream()).read(new Source("m.yaml"), text);
    assertThat(file.errors()).as(text).isEmpty();
    return file.manifests().get(0);
  }

  /**
   * Whether the dumper would write another text than it was given: it breaks a long line of a
   * folded text wherever a space stands, but beside a line that begins with a space a break is kept
   * as a break (YAML 1.2.2, 8.1.3, "more-indented" lines).
   */
  private static boolean breaksAnIndentedLine(Map<String, Object> object, ScalarStyle style) {
    return style == ScalarStyle.FOLDED && object.toString().contains("\n ");
  }

  @Property(tries = 200, edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
  void whatWasWrittenIsRead(
      @ForAll("objects") Map<String, Object> object,
      @ForAll ScalarStyle style,
      @ForAll FlowStyle flow)
      throws Exception {
    Manifest manifest = written(object, style, flow);
    String expected = JSON.writeValueAsString(object).replaceAll("(\\d)\\.0([,}\\]])", "$1$2");
    JsonNode read = manifest.json().get("spec");
    JsonNode again = JSON.readTree(JSON.writeValueAsString(read));
    assertThat(difference(again, JSON.readTree(expected)))
        .as("%s as %s", expected, manifest.text())
        .isZero();
  }

  private static int difference(JsonNode one, JsonNode other) {
    return one.equals(
            (a, b) ->
                a.isNumber() && b.isNumber()
                    ? Double.compare(a.doubleValue() + 0.0, b.doubleValue() + 0.0)
                    : a.equals(b) ? 0 : 1,
            other)
        ? 0
        : 1;
  }

  @Property(tries = 200, edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
  void everyPlaceInATextShowsItsCharacter(
      @ForAll("texts") String text, @ForAll ScalarStyle style, @ForAll FlowStyle flow) {
    Manifest manifest = written(Map.of("text", text, "list", List.of(text)), style, flow);
    for (String pointer : List.of("/spec/text", "/spec/list/0")) {
      for (int i = 0; i < text.length(); i++) {
        if (Character.isLetterOrDigit(text.charAt(i)) && text.charAt(i) < 128) {
          Position at = manifest.within(pointer, i);
          String line = manifest.line(at.line());
          int index = line.offsetByCodePoints(0, at.column() - 1);
          assertThat(line.charAt(index))
              .as("%s of %s at %s in%n%s", i, pointer, at, manifest.text())
              .isEqualTo(text.charAt(i));
        }
      }
    }
  }
}
