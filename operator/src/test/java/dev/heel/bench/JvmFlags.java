package dev.heel.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The options that the operator's JVM has in a cluster: the chart's, and the image's. */
final class JvmFlags {
  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  private static final Pattern JVM_FLAG = Pattern.compile("<jvmFlag>(.*?)</jvmFlag>");
  private static final Pattern SHARE = Pattern.compile("-XX:MaxRAMPercentage=(\\d+)");
  private static final Pattern LIMIT = Pattern.compile("(\\d+)Mi");
  private static final Pattern NEEDS_NEWER = Pattern.compile("--sun-misc.*|.*CompactObject.*");

  private JvmFlags() {}

  /**
   * @param runtime the home of the JVM; what needs a newer one is left out
   */
  static List<String> of(Path runtime) {
    try {
      List<String> flags = new ArrayList<>(ofChart());
      boolean newest = feature(runtime) >= 25;
      JVM_FLAG
          .matcher(Files.readString(ROOT.resolve("operator/pom.xml")))
          .results()
          .map(result -> result.group(1))
          .filter(flag -> newest || !NEEDS_NEWER.matcher(flag).matches())
          .forEach(flags::add);
      return flags;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A share of the container's limit is a figure here, where there is no container. */
  private static List<String> ofChart() throws IOException {
    JsonNode values = new YAMLMapper().readTree(ROOT.resolve("helm/heel/values.yaml").toFile());
    Matcher limit = LIMIT.matcher(values.at("/resources/limits/memory").asText());
    limit.matches();
    return Arrays.stream(values.path("javaOptions").asText().split(" "))
        .map(SHARE::matcher)
        .map(share -> share.replaceAll(m -> "-Xmx" + heap(limit.group(1), m.group(1)) + "m"))
        .toList();
  }

  private static int heap(String limit, String percentage) {
    return Integer.parseInt(limit) * Integer.parseInt(percentage) / 100;
  }

  /** From the file {@code release} of the JVM's home. */
  static int feature(Path runtime) throws IOException {
    Matcher version =
        Pattern.compile("JAVA_VERSION=\"(\\d+)")
            .matcher(Files.readString(runtime.resolve("release")));
    if (!version.find()) {
      throw new IllegalStateException(runtime + " does not say its version");
    }
    return Integer.parseInt(version.group(1));
  }
}
