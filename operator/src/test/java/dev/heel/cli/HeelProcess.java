package dev.heel.cli;

import dev.heel.testing.Command;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The command as a process of its own, started in the repository's root as README has it. */
final class HeelProcess {
  static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

  /** Of util-linux. */
  private static final List<String> WITHOUT_READING_ALL =
      List.of(
          "setpriv",
          "--inh-caps=-dac_override,-dac_read_search",
          "--bounding-set=-dac_override,-dac_read_search");

  /** What it said, and how it ended. */
  record Said(int code, String out, String err) {}

  private HeelProcess() {}

  static Said run(String... arguments) {
    return run(command(ROOT, arguments));
  }

  /** The same with a kubeconfig, as KUBECONFIG names one. */
  static Said runWith(Path kubeconfig, String... arguments) {
    return run(with(kubeconfig, command(ROOT, arguments)));
  }

  /**
   * The same as somebody who may read no more than the files' permissions say. Root gives up the
   * right to read all.
   */
  static Said runAsAnybody(String... arguments) {
    ProcessBuilder command = command(ROOT, arguments);
    if (isRoot()) {
      command.command().addAll(0, WITHOUT_READING_ALL);
    }
    return run(command);
  }

  static boolean mayRunAsAnybody() {
    return !isRoot() || Command.find(WITHOUT_READING_ALL.get(0)).isPresent();
  }

  private static boolean isRoot() {
    return System.getProperty("user.name").equals("root");
  }

  /** The same with a standard output that is a file, or a device. */
  static Said runInto(File output, String... arguments) {
    return run(command(ROOT, arguments).redirectOutput(output));
  }

  private static Said run(ProcessBuilder command) {
    try {
      Path errors = Files.createTempFile("heel", ".err");
      Process process = command.redirectError(errors.toFile()).start();
      process.getOutputStream().close();
      String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      int code = process.waitFor();
      String err = Files.readString(errors);
      Files.delete(errors);
      return new Said(code, out, err);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  /** A process that stays until it is told to end; what it says goes to a file. */
  static Process start(Path folder, Path output, String... arguments) {
    return start(command(folder, arguments), output);
  }

  /** The same with a kubeconfig, as KUBECONFIG names one. */
  static Process startWith(Path kubeconfig, Path output, String... arguments) {
    return start(with(kubeconfig, command(ROOT, arguments)), output);
  }

  private static Process start(ProcessBuilder command, Path output) {
    try {
      return command.redirectErrorStream(true).redirectOutput(output.toFile()).start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static ProcessBuilder with(Path kubeconfig, ProcessBuilder command) {
    command.environment().put("KUBECONFIG", kubeconfig.toString());
    return command;
  }

  private static ProcessBuilder command(Path folder, String... arguments) {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                "dev.heel.Main"));
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command).directory(folder.toFile());
  }
}
