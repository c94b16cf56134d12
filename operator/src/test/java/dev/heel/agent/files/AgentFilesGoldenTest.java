package dev.heel.agent.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("Checks become exactly these files (-Dheel.update=true writes them anew)")
class AgentFilesGoldenTest {
  private static final Path FOLDER = Path.of("src/test/resources/agent-files");

  static Stream<Path> cases() throws IOException {
    try (Stream<Path> folders = Files.list(FOLDER)) {
      return folders.sorted().toList().stream();
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void filesAreAsRecorded(Path folder) throws IOException {
    String text = text(AgentFiles.render(Cases.AGENT, Cases.admitted(folder.resolve("in.yaml"))));
    Path expected = folder.resolve("out.txt");
    if (Boolean.getBoolean("heel.update")) {
      Files.writeString(expected, text);
    }
    assertThat(text).isEqualTo(Files.readString(expected));
  }

  @DisplayName("the order in which checks come changes no byte")
  @ParameterizedTest
  @MethodSource("cases")
  void orderIsNothing(Path folder) throws IOException {
    List<AdmittedCheck> checks = new ArrayList<>(Cases.admitted(folder.resolve("in.yaml")));
    String before = text(AgentFiles.render(Cases.AGENT, checks));
    Collections.shuffle(checks, new Random(7));
    assertThat(text(AgentFiles.render(Cases.AGENT, checks))).isEqualTo(before);
  }

  private static String text(RenderedFiles files) {
    StringBuilder out = new StringBuilder();
    files.node().forEach((path, bytes) -> file(out, "node", path, bytes));
    files.cluster().forEach((path, bytes) -> file(out, "cluster", path, bytes));
    out.append("=== and\n");
    files.secrets().forEach(each -> out.append(each).append('\n'));
    files.imageJars().forEach(each -> out.append(each).append('\n'));
    out.append("jmx ").append(files.jmx()).append('\n');
    files.checks().forEach((key, check) -> out.append(line(Map.entry(key, check))));
    return out.toString();
  }

  private static String line(Map.Entry<?, RenderedCheck> entry) {
    RenderedCheck check = entry.getValue();
    StringBuilder out = new StringBuilder();
    out.append(entry.getKey()).append(": ").append(check.placement());
    out.append("; ").append(check.runsOn()).append(' ').append(check.instances()).append('\n');
    check.problems().forEach(p -> out.append("  ").append(p.sentence()).append('\n'));
    return out.toString();
  }

  private static void file(StringBuilder out, String tree, String path, byte[] bytes) {
    out.append("=== ").append(tree).append(' ').append(path).append('\n');
    boolean text = path.endsWith(".yaml") || path.endsWith(".py");
    out.append(
        text ? new String(bytes, StandardCharsets.UTF_8) : bytes.length + " bytes of a jar\n");
  }
}
