package dev.heel.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * What Heel costs: calls of Datadog, writes to Kubernetes, memory and CPU, each with its bound
 * where there is one. From the root of the project:
 *
 * <pre>
 * ./mvnw -q -Pbenchmark verify                      about five minutes
 * ./mvnw -q -Pbenchmark verify -Dbench.size=quick   about one, with faster timing
 * </pre>
 *
 * <p>The operator is a process of its own, so that its memory and CPU are its own; Datadog is the
 * embedded one, in this process; Kubernetes is a real kube-apiserver where {@code
 * KUBEBUILDER_ASSETS} names its programs, else the embedded one. {@link Size} has the numbers that
 * {@code -Dbench.NAME=...} changes; {@code -Dbench.part=paging}, {@code rendering}, {@code scale},
 * {@code protocol}, {@code story}, {@code kinds} or {@code memory} runs one part. Exit code 1: a
 * bound is broken.
 */
public final class Benchmark {
  private Benchmark() {}

  /** Runs everything; the last two parts at the same time, as one of them mostly waits. */
  public static void main(String[] args) throws IOException {
    Size size = Size.fromProperties();
    Report report = new Report();
    long began = System.nanoTime();
    Path directory = Files.createTempDirectory("heel-benchmark");
    System.out.printf("Heel: %s%n", size);
    System.out.printf("The operator's JVM: %s %s%n", size.runtime(), String.join(" ", size.java()));
    CompletableFuture<Void> scale = CompletableFuture.completedFuture(null);
    String part = System.getProperty("bench.part", "");
    if (part.isEmpty() || part.equals("paging")) {
      new Paging(report).run();
    }
    if (part.isEmpty() || part.equals("rendering")) {
      new Rendering(report).run();
    }
    if (part.isEmpty() || part.equals("story")) {
      story(size.hurried(), directory, report);
    }
    if (part.isEmpty() || part.equals("protocol")) {
      try (ApiServer api = ApiServer.start(Files.createDirectory(directory.resolve("protocol")));
          Protocol protocol = new Protocol(size, api, report)) {
        System.out.printf("Against %s%n%n", api.describe());
        protocol.newMonitors();
        if (part.isEmpty()) {
          scale = CompletableFuture.runAsync(() -> scale(size, directory, report));
        }
        List<Cluster> others = protocol.others();
        protocol.editInUi();
        protocol.refusal();
        protocol.rest(others);
        protocol.restart();
      }
    }
    if (part.equals("scale")) {
      scale(size, directory, report);
    }
    scale.join();
    if (part.isEmpty() || part.equals("kinds")) {
      allKinds(size, directory, report);
    }
    if (part.equals("memory")) {
      memory(size, directory, report);
    }
    Duration took = Duration.ofNanos(System.nanoTime() - began);
    System.out.printf("%nAfter %d s; logs in %s%n", took.toSeconds(), directory);
    List<String> broken = report.broken();
    broken.forEach(System.out::println);
    System.exit(broken.isEmpty() ? 0 : 1);
  }

  private static void story(Size size, Path directory, Report report) throws IOException {
    try (ApiServer api = ApiServer.start(Files.createDirectory(directory.resolve("story")));
        Story story = new Story(size, api, report)) {
      story.firstSync();
      story.editInUi();
      story.withMonitors();
      story.restart();
    }
  }

  private static void allKinds(Size size, Path directory, Report report) throws IOException {
    try (ApiServer api = ApiServer.start(Files.createDirectory(directory.resolve("kinds")));
        AllKinds kinds = new AllKinds(size, api, report)) {
      kinds.run();
    }
  }

  private static void memory(Size size, Path directory, Report report) throws IOException {
    Size archived = size.with(Archive.of(size, directory));
    try (ApiServer api = ApiServer.start(Files.createDirectory(directory.resolve("memory")))) {
      System.out.printf("Against %s%n%n", api.describe());
      new Memory(archived, api, report).run();
    }
  }

  /** On an API server of its own: the other half counts every write to its one. */
  private static void scale(Size size, Path directory, Report report) {
    Path own = directory.resolve("scale");
    own.toFile().mkdirs();
    try (ApiServer api = ApiServer.start(own)) {
      new Scale(size, api, report).run();
    }
  }
}
