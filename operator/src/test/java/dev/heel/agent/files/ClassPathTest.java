package dev.heel.agent.files;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heel.testing.Letters;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("The jars of a JMX check's file")
class ClassPathTest {
  private static List<String> texts() {
    return Letters.texts();
  }

  /** The parser reads in buffers, and an emoji may lie across the end of one. */
  @ParameterizedTest(name = "are read and replaced beside text in any language")
  @MethodSource("texts")
  void letters(String text) {
    String conf = "init_config:\n  service: " + text + "\n  custom_jar_paths: [/a.jar]\n";
    byte[] bytes = conf.getBytes(StandardCharsets.UTF_8);
    assertThat(ClassPath.of(bytes)).containsExactly("/a.jar");
    byte[] replaced = ClassPath.replaced(bytes, List.of("/b.jar"));
    assertThat(ClassPath.of(replaced)).containsExactly("/b.jar");
    assertThat(new String(replaced, StandardCharsets.UTF_8)).contains(text);
  }
}
