package dev.heel.agent.integrations;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("The catalogue of integrations")
class IntegrationsTest {
  static Stream<Integration> all() {
    return Integrations.names().stream().map(name -> Integrations.find(name).orElseThrow());
  }

  @Test
  @DisplayName("has those that the first users have")
  void hasThese() {
    assertThat(Integrations.names())
        .contains("mysql", "postgres", "redisdb", "nginx", "http_check", "tcp_check")
        .contains("openmetrics", "jmx", "tomcat", "disk", "process");
  }

  @DisplayName("each says where its options are from, and the Agent brings the check")
  @ParameterizedTest
  @MethodSource("all")
  void hasSource(Integration integration) {
    assertThat(integration.source()).matches("(?s)(integrations-core|datadog-agent), .+");
    assertThat(Modules.BUNDLED.has(integration.name())).isTrue();
  }

  @DisplayName("a default is of its option's type, and no name stands for two options")
  @ParameterizedTest
  @MethodSource("all")
  void optionsAreConsistent(Integration integration) {
    consistent(integration.init());
    consistent(integration.instance());
    integration.oneOf().stream()
        .flatMap(List::stream)
        .forEach(name -> assertThat(Integration.find(integration.instance(), name)).isPresent());
  }

  private static void consistent(List<Option> options) {
    List<String> names =
        options.stream()
            .flatMap(each -> Stream.concat(Stream.of(each.name()), each.formerly().stream()))
            .toList();
    assertThat(names).doesNotHaveDuplicates();
    for (Option option : options) {
      if (option.standard() != null) {
        assertThat(option.type().fits(option.standard())).as(option.name()).isTrue();
      }
      if (option.options() != null) {
        consistent(option.options());
      }
    }
  }

  @Test
  @DisplayName("credentials are marked, so that one in clear text is told")
  void credentialsAreMarked() {
    all()
        .flatMap(integration -> integration.instance().stream())
        .filter(option -> option.name().matches(".*password"))
        .forEach(option -> assertThat(option.secret()).as(option.name()).isTrue());
  }
}
