package dev.heel.image;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.heel.image.ImageTar.LayerFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The image that ./mvnw -Pimage verify makes")
class ImageLayout {
  private static final String CLASS_PATH = "heel/jib-classpath-file";

  private static ImageTar image;

  @TempDir Path root;

  @BeforeAll
  static void read() throws IOException {
    image = ImageTar.read(Path.of(System.getProperty("image.tar")));
  }

  @Test
  @DisplayName("starts the operator, and takes another command in its place")
  void entrypoint() {
    assertThat(texts(image.config().path("Entrypoint")))
        .startsWith("java")
        .endsWith("-cp", "@/" + CLASS_PATH, "dev.heel.Main");
    assertThat(texts(image.config().path("Cmd"))).containsExactly("operator");
  }

  @Test
  @DisplayName("runs as the chart's user, by number, since Kubernetes cannot judge a name")
  void user() {
    assertThat(image.config().path("User").asText()).isEqualTo("65532:65532");
  }

  @Test
  @DisplayName("shows the port of health and metrics")
  void port() {
    assertThat(image.config().path("ExposedPorts").has("8081/tcp")).isTrue();
  }

  @Test
  @DisplayName("says what it is")
  void labels() {
    JsonNode labels = image.config().path("Labels");
    assertThat(labels.path("org.opencontainers.image.title").asText()).isEqualTo("heel");
    assertThat(labels.path("org.opencontainers.image.version").asText()).matches("\\d+\\.\\d+.*");
    assertThat(labels.path("org.opencontainers.image.licenses").asText()).isEqualTo("Apache-2.0");
    assertThat(labels.path("org.opencontainers.image.description").asText()).isNotEmpty();
  }

  @Test
  @DisplayName(
      "holds the program and its libraries, no test library, and nothing that user may write")
  void layout() {
    Map<String, LayerFile> files = image.layers();
    assertThat(files.keySet())
        .allMatch(path -> path.startsWith("heel/"))
        .contains("heel/classpath/heel.jar", CLASS_PATH)
        .anyMatch(path -> path.startsWith("heel/libs/datadog-api-client"))
        .noneMatch(path -> path.matches(".*(junit|assertj|archunit|mock|helm|jqwik).*"));
    assertThat(files.values()).allMatch(file -> (file.mode() & 0022) == 0);
  }

  @Test
  @DisplayName("has every jar that its class path names")
  void classPath() {
    assertThat(classPathFile().split(":"))
        .contains("/heel/classpath/*")
        .filteredOn(path -> !path.endsWith("*"))
        .hasSizeGreaterThan(50)
        .allSatisfy(path -> assertThat(image.layers().keySet()).contains(path.substring(1)));
  }

  @Test
  @DisplayName("runs from there, and writes nothing beside what it is told to")
  void runs() throws IOException, InterruptedException {
    image.unpack(root);
    Files.writeString(root.resolve(CLASS_PATH), classPathFile().replace("/heel/", root + "/heel/"));
    TreeSet<String> before = tree();
    Path said = Files.createTempFile("heel-image", ".txt");
    Process process =
        new ProcessBuilder(command("--version"))
            .directory(root.resolve("heel").toFile())
            .redirectErrorStream(true)
            .redirectOutput(said.toFile())
            .start();
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    String version = image.config().at("/Labels/org.opencontainers.image.version").asText();
    assertThat(Files.readString(said)).contains(version);
    assertThat(process.exitValue()).isZero();
    assertThat(tree()).isEqualTo(before);
  }

  /** The entrypoint, on this machine's JVM: it may be too old for the image's flags. */
  private List<String> command(String argument) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin/java").toString());
    texts(image.config().path("Entrypoint")).stream()
        .skip(1)
        .filter(word -> Runtime.version().feature() >= 25 || !word.matches("-XX:.*|--.*"))
        .map(word -> word.replace("@/", "@" + root + "/"))
        .forEach(command::add);
    command.add(argument);
    return command;
  }

  private static String classPathFile() {
    return new String(image.layers().get(CLASS_PATH).content(), StandardCharsets.UTF_8).strip();
  }

  private TreeSet<String> tree() throws IOException {
    try (Stream<Path> files = Files.walk(root)) {
      return files.map(Path::toString).collect(Collectors.toCollection(TreeSet::new));
    }
  }

  private static List<String> texts(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false).map(JsonNode::asText).toList();
  }
}
