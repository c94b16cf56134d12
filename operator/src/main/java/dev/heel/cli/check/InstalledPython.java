package dev.heel.cli.check;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.heel.cli.text.CommandException;
import dev.heel.lint.PythonSyntax;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The machine's Python, if it has one. It parses a source and runs nothing of it. */
public final class InstalledPython implements PythonSyntax {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration LONGEST = Duration.ofSeconds(10);
  private static final String PARSE =
      """
      import ast, json, sys
      try:
          ast.parse(open(sys.argv[1], encoding="utf-8").read())
      except SyntaxError as e:
          print(json.dumps([e.lineno or 1, e.offset or 1, e.msg]))
      except ValueError as e:
          print(json.dumps([1, 1, str(e)]))
      """;

  private final String program;

  public InstalledPython(String program) {
    this.program = program;
  }

  @Override
  public Optional<Mistake> mistake(String source) {
    try {
      Path folder = Files.createTempDirectory("heel-python");
      try {
        Path file = Files.writeString(folder.resolve("check.py"), source);
        List<String> command = List.of(program, "-I", "-c", PARSE, file.toString());
        Subprocess.Ended ended =
            Subprocess.run(
                command,
                Map.of(),
                folder.resolve("out"),
                new Subprocess.Limits(LONGEST, output -> false));
        return Integer.valueOf(0).equals(ended.code()) ? mistakeIn(ended) : Optional.empty();
      } finally {
        Subprocess.remove(folder);
      }
    } catch (CommandException | IOException e) {
      return Optional.empty();
    }
  }

  private static Optional<Mistake> mistakeIn(Subprocess.Ended ended) throws IOException {
    JsonNode said = JSON.readTree(ended.output());
    return said.isArray()
        ? Optional.of(new Mistake(said.get(0).asInt(), said.get(1).asInt(), said.get(2).asText()))
        : Optional.empty();
  }
}
