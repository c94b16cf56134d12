package dev.heel.cli.check;

import dev.heel.cli.text.CommandException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Programs that a command starts and waits for. */
public final class Subprocess {
  private static final Duration PAUSE = Duration.ofMillis(50);

  private Subprocess() {}

  /**
   * @param code null if it was ended here
   */
  record Ended(Integer code, String output) {}

  /**
   * Runs until it ends, or until its output is enough, or for as long as is allowed; then it is
   * ended. Output and errors go to one file.
   *
   * @throws CommandException if it cannot be started
   */
  static Ended run(
      List<String> command, Map<String, String> environment, Path output, Limits limits) {
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
    builder.environment().putAll(environment);
    try {
      Process process = builder.start();
      try {
        return new Ended(awaited(process, output, limits), read(output));
      } finally {
        process.destroyForcibly();
      }
    } catch (IOException e) {
      throw new CommandException(command.get(0) + " cannot be started: " + e.getMessage());
    }
  }

  /**
   * @param longest how long it may take
   * @param enough whether what it has said so far is all that is wanted
   */
  record Limits(Duration longest, Predicate<String> enough) {}

  private static Integer awaited(Process process, Path output, Limits limits) throws IOException {
    long end = System.nanoTime() + limits.longest().toNanos();
    try {
      while (System.nanoTime() < end) {
        if (process.waitFor(PAUSE.toMillis(), TimeUnit.MILLISECONDS)) {
          return process.exitValue();
        }
        if (limits.enough().test(read(output))) {
          return null;
        }
      }
      return null;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return null;
    }
  }

  private static String read(Path output) throws IOException {
    return new String(Files.readAllBytes(output), StandardCharsets.UTF_8);
  }

  /** Removes a folder of files. */
  public static void remove(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
