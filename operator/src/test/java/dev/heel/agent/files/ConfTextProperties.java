package dev.heel.agent.files;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.heel.manifest.ManifestReader;
import dev.heel.manifest.ReadFile;
import dev.heel.manifest.Source;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/**
 * What is written is what a reader of YAML 1.1 reads, as the Agent is one; the reader here is the
 * one that is measured against kubectl's.
 */
class ConfTextProperties {
  private static final ObjectMapper JSON = new ObjectMapper();

  @Property(tries = 500)
  void readBackIsWhatWasWritten(@ForAll("trees") Map<String, Object> spec) {
    JsonNode tree = JSON.valueToTree(Map.of("kind", "X", "apiVersion", "v1", "spec", spec));
    String text = new String(ConfText.of(tree), StandardCharsets.UTF_8);
    ReadFile file =
        new ManifestReader(InputStream.nullInputStream()).read(new Source("x.yaml"), text);
    assertThat(file.errors()).as(text).isEmpty();
    assertThat(file.manifests().get(0).json().toString()).as(text).isEqualTo(tree.toString());
  }

  @Provide
  Arbitrary<Map<String, Object>> trees() {
    Arbitrary<String> texts =
        Arbitraries.oneOf(
            Arbitraries.strings().ofMaxLength(12),
            Arbitraries.strings()
                .withChars("ynoNfalse~:#%&*!|>@`'\"{}[],? -0123.eE_\n\t")
                .ofMaxLength(9),
            Arbitraries.of(
                "y", "No", "on", "0x1f", "1:30", "1e3", ".5", "012", "2026-11-24", "=", "<<"));
    Arbitrary<Object> leaves =
        Arbitraries.oneOf(
            texts.map(t -> t),
            Arbitraries.integers().map(i -> i),
            Arbitraries.of(true, false).map(b -> b));
    Arbitrary<Object> lists = leaves.list().ofMaxSize(3).map(l -> List.copyOf(l));
    Arbitrary<Object> maps = Arbitraries.maps(texts, leaves).ofMaxSize(3).map(m -> Map.copyOf(m));
    return Arbitraries.maps(texts, Arbitraries.oneOf(leaves, lists, maps)).ofMaxSize(4);
  }
}
