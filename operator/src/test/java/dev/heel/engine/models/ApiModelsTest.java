package dev.heel.engine.models;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The table of Datadog's models")
class ApiModelsTest {
  private static final Path GENERATOR = Path.of("src/build/models");
  private static final Path TABLE = Path.of("src/main/resources/api-models");

  @TempDir Path made;

  @Test
  @DisplayName(
      "is what the generator makes of the client in the pom (-Dheel.update=true writes it)")
  void committed() throws IOException, ReflectiveOperationException {
    generate(Boolean.getBoolean("heel.update") ? TABLE : made);
    if (!Boolean.getBoolean("heel.update")) {
      for (String version : new String[] {"v1.txt", "v2.txt"}) {
        assertThat(TABLE.resolve(version))
            .as("stale: run the generator as docs/api-models.md tells, and commit what it writes")
            .hasSameTextualContentAs(made.resolve(version));
      }
    }
  }

  /** The generator is no part of the program, so that it is compiled here. */
  private void generate(Path folder) throws IOException, ReflectiveOperationException {
    Path classes = Files.createDirectories(made.resolve("classes"));
    List<String> arguments =
        new ArrayList<>(
            List.of("-d", classes.toString(), "-cp", System.getProperty("java.class.path")));
    try (Stream<Path> sources = Files.list(GENERATOR)) {
      sources.map(Path::toString).filter(name -> name.endsWith(".java")).forEach(arguments::add);
    }
    int compiled =
        ToolProvider.getSystemJavaCompiler()
            .run(null, null, null, arguments.toArray(String[]::new));
    assertThat(compiled).isZero();
    URL[] path = {classes.toUri().toURL()};
    try (URLClassLoader loader = new URLClassLoader(path, getClass().getClassLoader())) {
      String[] to = {folder.toString(), GENERATOR.resolve("corrections.txt").toString()};
      loader.loadClass("ApiModels").getMethod("main", String[].class).invoke(null, (Object) to);
    }
  }

  @Test
  @DisplayName("has a line for each model that another names, so that no body meets a gap")
  void whole() throws IOException {
    for (String version : new String[] {"v1", "v2"}) {
      for (String line : Files.readAllLines(TABLE.resolve(version + ".txt"))) {
        String key = line.substring(0, line.indexOf('\t'));
        Models models = Models.of(version);
        assertThat(models.line(key)).as(key).isPresent();
        types(line).forEach(type -> assertThat(models.type(type)).as(key).isNotNull());
      }
    }
  }

  private static List<String> types(String line) {
    List<String> parts = List.of(line.split("\t"));
    return switch (parts.get(1)) {
      case "is", "oneOf" -> parts.subList(2, parts.size());
      case "object" -> after(parts.subList(2, parts.size()), ':');
      case "by" -> after(parts.subList(3, parts.size()), '=');
      default -> List.of();
    };
  }

  private static List<String> after(List<String> parts, char sign) {
    return parts.stream().map(part -> part.substring(part.lastIndexOf(sign) + 1)).toList();
  }
}
