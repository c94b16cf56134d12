package dev.heel.cli.check;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.heel.cli.text.CommandException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Runs Python checks under the package {@code datadog_checks.base}, which the Agent has too. */
public final class PythonRunner {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration LONGEST = Duration.ofSeconds(60);

  /** Exit codes of the script. */
  private static final int NO_BASE = 3;

  private static final int NO_CHECK = 4;

  private final String python;
  private final Path folder;

  /**
   * @param python an interpreter that has the package
   * @param folder for files of the run; checks.d is in it
   */
  public PythonRunner(String python, Path folder) {
    this.python = python;
    this.folder = folder;
  }

  /**
   * One run for each instance.
   *
   * @throws CommandException with a sentence if the check cannot be run at all
   */
  public List<CheckRun> run(String name, JsonNode conf) {
    try {
      Path script = folder.resolve("run_check.py");
      try (InputStream in = PythonRunner.class.getResourceAsStream("/python/run_check.py")) {
        Files.write(script, in.readAllBytes());
      }
      Path file = folder.resolve(name + ".json");
      Path result = folder.resolve(name + ".result.json");
      JSON.writeValue(file.toFile(), conf);
      List<String> command =
          List.of(
              python,
              "-X",
              "utf8",
              script.toString(),
              name,
              file.toString(),
              folder.resolve("checks.d").toString(),
              result.toString());
      Subprocess.Ended ended =
          Subprocess.run(
              command,
              Map.of("PYTHONDONTWRITEBYTECODE", "1"),
              folder.resolve(name + ".out"),
              new Subprocess.Limits(LONGEST, output -> false));
      return ended.code() != null && ended.code() == 0
          ? JSON.readValue(result.toFile(), new TypeReference<List<CheckRun>>() {})
          : failed(name, ended);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private List<CheckRun> failed(String name, Subprocess.Ended ended) {
    if (ended.code() == null) {
      return failure("it did not end within %d s".formatted(LONGEST.toSeconds()), null);
    }
    return switch (ended.code()) {
      case NO_BASE ->
          throw new CommandException(
              "%s has no datadog_checks.base (%s); make one that has: python3 -m venv v && v/bin/pip"
                      .formatted(python, ended.output().strip())
                  + " install datadog-checks-base lazy-loader pyyaml; then --python v/bin/python");
      case NO_CHECK ->
          failure(
              "this Python has no check " + name + "; those of the Agent's image are not in it",
              null);
      default -> failure(last(ended.output()), ended.output());
    };
  }

  private static List<CheckRun> failure(String message, String traceback) {
    return List.of(
        new CheckRun(
            List.of(), List.of(), List.of(), List.of(), new CheckRun.Failure(message, traceback)));
  }

  private static String last(String output) {
    List<String> lines = output.strip().lines().toList();
    return lines.isEmpty() ? "it said nothing" : lines.get(lines.size() - 1);
  }
}
