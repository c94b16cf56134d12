package dev.heel.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** The operator as a process of its own: {@code java -jar heel.jar operator ...}. */
final class OperatorProcess implements AutoCloseable {
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  /**
   * @param cluster its cluster's name, and the one namespace that it watches
   * @param datadog where its accounts are
   * @param elects whether it runs for leadership as in production
   */
  record Launch(Size size, Path kubeconfig, URI datadog, String cluster, boolean elects) {}

  private final Process process;
  private final int port;
  private final long began = System.nanoTime();

  private OperatorProcess(Process process, int port) {
    this.process = process;
    this.port = port;
  }

  static OperatorProcess start(Launch launch) {
    int port = freePort();
    Path log = launch.kubeconfig().resolveSibling("operator-" + launch.cluster() + ".log");
    try {
      PodAccess access = PodAccess.of(launch.kubeconfig(), launch.cluster());
      ProcessBuilder builder =
          new ProcessBuilder(command(launch, access.arguments(), port))
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
      builder.environment().putAll(access.environment());
      return new OperatorProcess(builder.start(), port);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> command(Launch launch, List<String> access, int port) {
    List<String> command = new ArrayList<>();
    command.add(launch.size().runtime().resolve("bin/java").toString());
    command.addAll(launch.size().java());
    command.addAll(List.of("-jar", Path.of("target/heel.jar").toAbsolutePath().toString()));
    command.addAll(List.of("operator", "--cluster-name", launch.cluster()));
    command.addAll(List.of("--watch-namespaces", launch.cluster()));
    command.addAll(access);
    command.addAll(List.of("--allow-datadog-host", launch.datadog().toString()));
    command.addAll(List.of("--port", Integer.toString(port)));
    command.addAll(
        launch.elects()
            ? List.of("--leader-election-namespace", launch.cluster())
            : List.of("--no-leader-election"));
    if (launch.size().pace() != null) {
      command.addAll(List.of("--pace", launch.size().pace().toSeconds() + "s"));
    }
    return command;
  }

  Usage usage() {
    return Usage.of(process.toHandle());
  }

  Duration age() {
    return Duration.ofNanos(System.nanoTime() - began);
  }

  /** How many monitors are as their specs say. */
  long inSync() {
    return inSync("DatadogMonitor");
  }

  /** How many resources of a kind are as their specs say. */
  long inSync(String kind) {
    return count(kind, "InSync");
  }

  /** How many resources of a kind say that reason. */
  long count(String kind, String reason) {
    return sum("heel_resources\\{kind=\"%s\",reason=\"%s\"}".formatted(kind, reason));
  }

  /** How many passes over monitors there were, but for those that only waited. */
  long passes() {
    return sum("heel_pass_seconds_count\\{kind=\"DatadogMonitor\",reason=\"[A-Z][A-Za-z]*\"}");
  }

  /** Passes that found or left a monitor as its spec says. */
  long passesInSync() {
    return passesInSync("DatadogMonitor");
  }

  /** The same of another kind. */
  long passesInSync(String kind) {
    return sum("heel_pass_seconds_count\\{kind=\"%s\",reason=\"InSync\"}".formatted(kind));
  }

  /** How often a status was written that says that reason. */
  long statusWrites(String kind, String reason) {
    return sum("heel_status_writes_total\\{kind=\"%s\",reason=\"%s\"}".formatted(kind, reason));
  }

  /** The sum of all metrics whose name and labels match; 0 while there is no answer. */
  private long sum(String pattern) {
    if (!process.isAlive()) {
      throw new IllegalStateException("the operator ended with code " + process.exitValue());
    }
    Pattern line = Pattern.compile(pattern + " .*");
    return metrics()
        .lines()
        .filter(text -> line.matcher(text).matches())
        .mapToLong(text -> (long) Double.parseDouble(text.substring(text.lastIndexOf(' ') + 1)))
        .sum();
  }

  private String metrics() {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/metrics"))
            .timeout(Duration.ofSeconds(10))
            .build();
    try {
      return HTTP.send(request, BodyHandlers.ofString()).body();
    } catch (IOException notYet) {
      return "";
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Ends it as Kubernetes does, and waits. */
  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(40, TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
