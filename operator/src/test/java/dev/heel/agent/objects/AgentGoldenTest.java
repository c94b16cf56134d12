package dev.heel.agent.objects;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heel.agent.files.ImageJar;
import dev.heel.agent.files.RenderedFiles;
import dev.heel.agent.spec.DatadogAgent;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("An Agent becomes exactly these objects (-Dheel.update=true writes them anew)")
class AgentGoldenTest {
  private static final Path GOLDEN = Path.of("src/test/resources/agents");
  private static final RenderedFiles FILES =
      Agents.files(
          true,
          List.of(
              new ImageJar("example.com/jars:1", "/jars/a.jar", "/opt/heel/image-jars/0/a.jar")),
          "conf.d/custom_test_check.d/home.custom-test-check.yaml",
          "instances: [{}]\n",
          "checks.d/custom_test_check.py",
          "pass\n",
          "jars/home.thermostat-jar.thermostat.jar",
          "a jar\n",
          "cluster/conf.d/mysql.d/home.mysql.yaml",
          "instances: [{host: h}]\n");

  static Stream<Path> cases() throws IOException {
    try (Stream<Path> folders = Files.list(GOLDEN)) {
      return folders.sorted().toList().stream();
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void objectsAreAsRecorded(Path folder) throws IOException {
    DatadogAgent agent =
        Serialization.unmarshal(Files.readString(folder.resolve("in.yaml")), DatadogAgent.class);
    agent.getMetadata().setUid("0-0-1");
    RenderedFiles trees = folder.endsWith("bare") ? Agents.files() : FILES;
    assertThat(AgentChecks.problems(agent)).isEmpty();
    String text =
        Agents.objects(agent, trees).all().stream()
            .map(Serialization::asYaml)
            .collect(Collectors.joining());
    Path expected = folder.resolve("out.yaml");
    if (Boolean.getBoolean("heel.update")) {
      Files.writeString(expected, text);
    }
    assertThat(text).isEqualTo(Files.readString(expected));
  }
}
