package dev.heel.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The options of the JVM that the chart gives the operator. */
public final class ChartJvm {
  private static final Path VALUES = Path.of("../helm/heel/values.yaml");

  private ChartJvm() {}

  /** The chart's own, with the heap that they come to within its memory limit. */
  public static List<String> options() {
    String values = values();
    String options = found(values, "javaOptions: (.*)");
    int limit = Integer.parseInt(found(values, "limits:\\s+memory: (\\d+)Mi"));
    int percent = Integer.parseInt(found(options, "-XX:MaxRAMPercentage=(\\d+)"));
    List<String> all = new ArrayList<>(List.of(options.split(" ")));
    all.removeIf(option -> option.startsWith("-XX:MaxRAMPercentage"));
    all.add("-Xmx" + limit * percent / 100 + "m");
    return all;
  }

  private static String values() {
    try {
      return Files.readString(VALUES);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String found(String text, String pattern) {
    Matcher matcher = Pattern.compile(pattern).matcher(text);
    assertThat(matcher.find()).as(pattern).isTrue();
    return matcher.group(1);
  }
}
