package dev.heel.operator;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The real operator as a process of its own, to be ended and stopped by real signals. */
final class OperatorChild implements AutoCloseable {
  /** Exit value of a process that SIGKILL ended. */
  static final int KILLED = 128 + 9;

  /**
   * @param cluster its cluster's name
   * @param more options of {@code heel operator}
   */
  record Launch(Path kubeconfig, Path log, String cluster, Duration pace, List<String> more) {}

  /** Starts in about a second: a crash test is a test of starts. */
  private static final List<String> SMALL_JVM =
      List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xshare:auto", "-Xmx192m");

  private static final Pattern TOTAL = Pattern.compile("Total\\s+\\d+\\s+(\\d+)");

  private final Process process;

  private OperatorChild(Process process) {
    this.process = process;
  }

  static OperatorChild start(Launch launch) {
    return start(launch, SMALL_JVM);
  }

  /**
   * @param jvm options of the JVM
   */
  static OperatorChild start(Launch launch, List<String> jvm) {
    try {
      ProcessBuilder builder =
          new ProcessBuilder(command(launch, jvm))
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.appendTo(launch.log().toFile()));
      return new OperatorChild(builder.start());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> command(Launch launch, List<String> jvm) {
    List<String> command = new ArrayList<>();
    command.add(jdk("java"));
    command.addAll(jvm);
    command.addAll(List.of("-cp", classPath(), "dev.heel.Main", "operator"));
    command.addAll(List.of("--cluster-name", launch.cluster()));
    command.addAll(List.of("--kubeconfig", launch.kubeconfig().toString()));
    command.addAll(List.of("--pace", launch.pace().toMillis() + "ms"));
    command.addAll(launch.more());
    return command;
  }

  private static String jdk(String program) {
    return Path.of(System.getProperty("java.home"), "bin", program).toString();
  }

  /** How many bytes of its heap are in use once all garbage is collected. */
  long liveBytes() {
    try {
      Process jcmd =
          new ProcessBuilder(jdk("jcmd"), "" + process.pid(), "GC.class_histogram")
              .redirectErrorStream(true)
              .start();
      String text = new String(jcmd.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      Matcher total = TOTAL.matcher(text);
      if (!total.find()) {
        throw new IllegalStateException("jcmd answered " + text);
      }
      return Long.parseLong(total.group(1));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The product without its tests. */
  private static String classPath() {
    return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
        .filter(entry -> !Path.of(entry).endsWith("test-classes"))
        .collect(Collectors.joining(File.pathSeparator));
  }

  /** SIGKILL, which no process can catch. Returns before it is gone. */
  void kill() {
    process.destroyForcibly();
  }

  /** SIGTERM, as Kubernetes ends a Pod. */
  void terminate() {
    process.destroy();
  }

  /** SIGSTOP: no thread of it runs until {@link #resume}. */
  void pause() {
    signal("-STOP");
  }

  void resume() {
    signal("-CONT");
  }

  private void signal(String name) {
    try {
      int code = new ProcessBuilder("kill", name, "" + process.pid()).start().waitFor();
      if (code != 0) {
        throw new IllegalStateException("kill " + name + " answered " + code);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** Its exit code once it is gone. */
  int exitCode(Duration atMost) {
    try {
      if (!process.waitFor(atMost.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new IllegalStateException("the operator is still there after " + atMost);
      }
      return process.exitValue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** The last lines of a log, for the message of a failure. */
  static String end(Path log) {
    try {
      List<String> lines = Files.readAllLines(log);
      return String.join("\n", lines.subList(Math.max(0, lines.size() - 40), lines.size()));
    } catch (IOException e) {
      return "no log: " + e.getMessage();
    }
  }

  @Override
  public void close() {
    process.destroyForcibly();
    exitCode(Duration.ofSeconds(10));
  }
}
