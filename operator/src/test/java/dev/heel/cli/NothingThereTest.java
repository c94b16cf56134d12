package dev.heel.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A CI job that looks at nothing must not be green, whichever command it runs. */
@DisplayName("Where there is nothing to look at")
class NothingThereTest {
  @TempDir private Path folder;
  private final StringWriter said = new StringWriter();

  static Stream<List<String>> commands() {
    return Stream.of(
        List.of("validate"),
        List.of("render", "-o", "TMP/out"),
        List.of("preview", "-o", "TMP/out.html"),
        List.of("check", "run"),
        List.of("sandbox", "--once"));
  }

  @ParameterizedTest
  @MethodSource("commands")
  @DisplayName("an empty folder and an empty file: a sentence, and 1; no file at all: 2")
  void nothing(List<String> command) throws IOException {
    Path empty = Files.createDirectory(folder.resolve("empty"));
    Path comments = Files.writeString(folder.resolve("comments.yaml"), "# later\n");

    assertThat(run(command, empty)).isEqualTo(1);
    assertThat(said.toString()).contains(empty + ": error: this folder has no file *.yaml");
    assertThat(run(command, comments)).isEqualTo(1);
    assertThat(said.toString())
        .contains(comments + ": error: there is no Kubernetes object in it.");
    assertThat(run(command, folder.resolve("nowhere"))).isEqualTo(2);
    assertThat(said.toString()).contains("nowhere: error: no such file or folder.");
    assertThat(folder.resolve("out")).doesNotExist();
    assertThat(folder.resolve("out.html")).doesNotExist();
  }

  @ParameterizedTest
  @MethodSource("commands")
  @DisplayName("no -f, and one that an empty variable was to fill: the command's usage, and 2")
  void noPath(List<String> command) {
    assertThat(run(command)).isEqualTo(2);
    assertThat(said.toString())
        .contains("Missing required option: '--filename=PATH'", "Usage: heel ");
    assertThat(run(command, Path.of(""))).isEqualTo(2);
    assertThat(said.toString()).contains("-f names nothing; is a variable empty");
  }

  private int run(List<String> command, Path... paths) {
    List<String> arguments = new ArrayList<>();
    command.forEach(word -> arguments.add(word.replace("TMP", folder.toString())));
    Stream.of(paths).forEach(path -> arguments.addAll(List.of("-f", path.toString())));
    PrintWriter writer = new PrintWriter(said);
    return HeelCommand.commandLine(Map.of(), Clock.systemUTC())
        .setOut(writer)
        .setErr(writer)
        .execute(arguments.toArray(String[]::new));
  }
}
