package dev.heel.cli.check;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Runs JMX checks under JMXFetch, as the Agent starts it: the checks' jars in front of the class
 * path. JMXFetch is not a part of Heel.
 */
public final class JmxRunner {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration LONGEST = Duration.ofSeconds(30);
  private static final Pattern METRIC =
      Pattern.compile("(?m)ConsoleReporter \\| ([\\w.]+)\\[(.*?)] - \\d+ = ([-+0-9.eE]+|NaN)$");
  private static final Pattern STATUS =
      Pattern.compile(
          "(?m)ConsoleReporter \\| ([\\w.]+)\\[(.*?)] - \\d+ = (OK|WARNING|CRITICAL|UNKNOWN|ERROR)$");
  private static final Pattern TROUBLE =
      Pattern.compile("(?m)\\| (?:WARN|ERROR) \\| \\w+ \\| (.*(?:\\n\\t\\S*Exception: .*)?)");

  private final String jmxFetch;
  private final Path folder;

  /**
   * @param jmxFetch JMXFetch's jars: a folder of them, or a class path
   * @param folder for files of the run
   */
  public JmxRunner(String jmxFetch, Path folder) {
    this.jmxFetch =
        Files.isDirectory(Path.of(jmxFetch)) ? jmxFetch + File.separator + "*" : jmxFetch;
    this.folder = folder;
  }

  /**
   * One run for all instances together, as far as the first collection.
   *
   * @param jars of the checks, as files
   */
  public List<CheckRun> run(String name, JsonNode conf, List<Path> jars) {
    try {
      Path confD = Files.createDirectories(folder.resolve("jmx"));
      JSON.writeValue(confD.resolve(name + ".yaml").toFile(), conf);
      int instances = conf.path("instances").size();
      Subprocess.Ended ended =
          Subprocess.run(
              command(name, confD, jars),
              Map.of(),
              folder.resolve(name + ".out"),
              new Subprocess.Limits(
                  LONGEST, output -> STATUS.matcher(output).results().count() >= instances));
      return List.of(run(name, ended.output()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private List<String> command(String name, Path confD, List<Path> jars) {
    String path =
        String.join(
            File.pathSeparator,
            Stream.concat(jars.stream().map(Path::toString), Stream.of(jmxFetch)).toList());
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    return List.of(
        java,
        "-cp",
        path,
        "org.datadog.jmxfetch.App",
        "--conf_directory",
        confD.toString(),
        "--check",
        name + ".yaml",
        "--reporter",
        "console",
        "--check_period",
        "1000",
        "collect");
  }

  private static CheckRun run(String name, String output) {
    List<CheckRun.Metric> metrics = new ArrayList<>();
    Matcher metric = METRIC.matcher(output);
    while (metric.find()) {
      double value = Double.parseDouble(metric.group(3));
      metrics.add(new CheckRun.Metric(metric.group(1), null, value, tags(metric.group(2))));
    }
    List<CheckRun.ServiceCheck> statuses = new ArrayList<>();
    Matcher status = STATUS.matcher(output);
    while (status.find()) {
      statuses.add(
          new CheckRun.ServiceCheck(
              name + ".can_connect", number(status.group(3)), tags(status.group(2)), ""));
    }
    List<String> warnings =
        TROUBLE
            .matcher(output)
            .results()
            .map(m -> m.group(1).replaceAll("\\s+", " "))
            .distinct()
            .limit(5)
            .toList();
    boolean good = !statuses.isEmpty() && statuses.stream().allMatch(each -> each.status() == 0);
    return new CheckRun(metrics, statuses, List.of(), warnings, good ? null : failure(output));
  }

  private static CheckRun.Failure failure(String output) {
    String message =
        output.contains("ClassNotFoundException: org.datadog.jmxfetch.App")
            ? "JMXFetch is not in what --jmxfetch names"
            : STATUS.matcher(output).find()
                ? "JMXFetch reached no JVM, or got nothing from it; see its warnings"
                : "JMXFetch collected nothing within %d s".formatted(LONGEST.toSeconds());
    return new CheckRun.Failure(message, null);
  }

  private static int number(String status) {
    return switch (status) {
      case "OK" -> 0;
      case "WARNING" -> 1;
      case "CRITICAL", "ERROR" -> 2;
      default -> 3;
    };
  }

  private static List<String> tags(String text) {
    return Arrays.stream(text.split(",", -1)).sorted().toList();
  }
}
