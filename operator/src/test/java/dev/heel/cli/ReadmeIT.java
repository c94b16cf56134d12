package dev.heel.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * README shows what its first command really prints. Ports, seconds, which of two independent
 * monitors was made first, the number of list reads, and which window of a downtime is the next or
 * open one on the day of the run, are whatever they are; every other word counts. {@code
 * -Dheel.update=true} writes the output into README.
 */
class ReadmeIT {
  private static final Path README = HeelProcess.ROOT.resolve("README.md");
  private static final String COMMAND = "$ ./heel sandbox -f manifests/getting-started --once\n";
  private static final String DAY_AND_TIME = "\\w{3} \\d{1,2} \\w{3} \\d\\d:\\d\\d";
  private static final Pattern BLOCK =
      Pattern.compile("<!-- sandbox-output -->\\n(.*?)<!-- /sandbox-output -->", Pattern.DOTALL);

  @Test
  @DisplayName("README's output of the first command is the real one")
  void output() throws IOException {
    HeelProcess.Said said = HeelProcess.run("sandbox", "-f", "manifests/getting-started", "--once");
    assertThat(said.code()).as(said.out() + said.err()).isZero();
    String real = indented(COMMAND + said.out());
    String readme = Files.readString(README);
    Matcher block = BLOCK.matcher(readme);
    assertThat(block.find()).as("README has its place for the output").isTrue();
    if (Boolean.getBoolean("heel.update")) {
      String shown = "<!-- sandbox-output -->\n\n" + real + "\n<!-- /sandbox-output -->";
      Files.writeString(README, readme.replace(block.group(), shown));
      return;
    }
    assertThat(steady(block.group(1).strip())).isEqualTo(steady(real.strip()));
  }

  private static String indented(String text) {
    return text.strip()
        .lines()
        .map(line -> "    " + line)
        .map(String::stripTrailing)
        .collect(Collectors.joining("\n", "", "\n"));
  }

  private static String steady(String text) {
    return text.replaceAll("127\\.0\\.0\\.1:\\d+", "127.0.0.1:PORT")
        .replaceAll("in \\d+\\.\\d s", "in SECONDS s")
        .replaceAll("\\b1000000\\d\\b", "COUNTED-ID")
        .replaceAll("(next %1$s - |muted until )%1$s E[SD]T".formatted(DAY_AND_TIME), "WINDOW")
        .replaceAll("called \\d+ times: \\d+ reads", "called N times: N reads");
  }
}
