package dev.heel.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** No daemon builds it in this test: what can be read is read, against the pom and the folders. */
@DisplayName("The Dockerfile")
class DockerfileTest {
  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  private static final Pattern COPY =
      Pattern.compile("(?m)^COPY (?:--from=(\\w+) )?(\\S+) (\\S+)$");

  private final String text = read("Dockerfile");
  private final String last = text.substring(text.lastIndexOf("\nFROM "));

  @Test
  @DisplayName("ends as the chart's user, by number")
  void user() {
    assertThat(last).contains("\nUSER 65532:65532\n");
  }

  @Test
  @DisplayName("starts the operator with the flags of the tar's image, and its cache")
  void entrypoint() {
    String pom = read("operator/pom.xml");
    List<String> flags =
        Pattern.compile("<jvmFlag>(.*?)</jvmFlag>")
            .matcher(pom)
            .results()
            .map(r -> r.group(1))
            .toList();
    assertThat(flags).isNotEmpty();
    String entrypoint =
        last.lines().filter(l -> l.startsWith("ENTRYPOINT")).findFirst().orElseThrow();
    assertThat(flags).allSatisfy(flag -> assertThat(entrypoint).contains("\"" + flag + "\""));
    assertThat(entrypoint)
        .contains("\"-XX:AOTCache=/heel/heel.aot\"")
        .endsWith("\"/heel/heel.jar\"]");
    assertThat(last).contains("\nCMD [\"operator\"]\n");
  }

  @Test
  @DisplayName("copies only what is there, from stages that are there")
  void copies() {
    List<MatchResult> copies = COPY.matcher(text).results().toList();
    assertThat(copies).hasSizeGreaterThan(3);
    for (MatchResult copy : copies) {
      if (copy.group(1) == null) {
        assertThat(ROOT.resolve(copy.group(2))).exists();
      } else {
        assertThat(text).contains(" AS " + copy.group(1) + "\n");
      }
    }
  }

  @Test
  @DisplayName("rehearses with the flags that it starts with: a cache of others is not used")
  void rehearsal() {
    String rehearsal = read("operator/src/build/rehearse");
    assertThat(last).contains("-XX:+UseCompactObjectHeaders");
    assertThat(rehearsal).contains("-XX:+UseCompactObjectHeaders");
    assertThat(read("helm/heel/values.yaml"))
        .contains("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");
    assertThat(rehearsal).contains("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");
  }

  private static String read(String file) {
    try {
      return Files.readString(ROOT.resolve(file));
    } catch (IOException e) {
      throw new IllegalStateException(file + " cannot be read", e);
    }
  }
}
