package dev.heel.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A real program as a test calls it. Of the machine's environment it gets {@code PATH} alone, so
 * that nothing of the user's changes what it does.
 *
 * @param words the program and its arguments
 * @param environment its variables besides {@code PATH}
 * @param input what it reads
 */
public record Command(List<String> words, Map<String, String> environment, Path input) {
  private static final List<String> SYSTEM = List.of("/usr/local/sbin", "/usr/sbin", "/sbin");

  /** How a program ended, and all that it said. */
  public record Ended(int code, String text) {}

  public static Command of(String... words) {
    return new Command(List.of(words), Map.of(), Path.of("/dev/null"));
  }

  public Command with(Map<String, String> more) {
    Map<String, String> all = new HashMap<>(environment);
    all.putAll(more);
    return new Command(words, Map.copyOf(all), input);
  }

  public Command reading(Path file) {
    return new Command(words, environment, file);
  }

  /** Where a program is: on {@code PATH}, or where a system keeps its servers. */
  public static Optional<Path> find(String program) {
    return Stream.concat(Stream.of(System.getenv("PATH").split(":")), SYSTEM.stream())
        .map(folder -> Path.of(folder, program))
        .filter(Files::isExecutable)
        .findFirst();
  }

  /** Runs it to its end. */
  public Ended run() {
    try {
      Process process = builder().start();
      String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return new Ended(process.waitFor(), text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  /** Starts it; it stays until it is closed. */
  public Running start(Path output) {
    try {
      return new Running(builder().redirectOutput(output.toFile()).start(), output);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private ProcessBuilder builder() {
    ProcessBuilder builder =
        new ProcessBuilder(words).redirectErrorStream(true).redirectInput(input.toFile());
    builder.environment().keySet().removeIf(name -> !name.equals("PATH"));
    builder.environment().putAll(environment);
    return builder;
  }
}
