package dev.heel.cli.text;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.Configurator.ExecutionStatus;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import ch.qos.logback.core.OutputStreamAppender;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The log")
class LogConfigurationTest {
  private static final String WATCHES = "io.fabric8.kubernetes.client.informers";

  private final LoggerContext log = new LoggerContext();

  @BeforeEach
  void start() {
    log.setMDCAdapter(new LogbackMDCAdapter());
  }

  @AfterEach
  void stop() {
    log.stop();
  }

  @Test
  @DisplayName("is text, of warnings, each with its exception in one line, unless it is told else")
  void text() {
    configure(Map.of());
    assertThat(log.getLogger("dev.heel.Any").getEffectiveLevel()).isEqualTo(Level.WARN);
    assertThat(log.getLogger("org.any").getEffectiveLevel()).isEqualTo(Level.WARN);
    assertThat(line(Logger.ROOT_LOGGER_NAME))
        .matches(
            "(?s)1970-01-01T00:00:00\\.000Z WARN  Any \\[.*\\] it failed\\R"
                + "  java\\.lang\\.IllegalStateException: because .*")
        .hasLineCount(2);
  }

  @Test
  @DisplayName("is one object of JSON a line with HEEL_LOG_FORMAT=json, its exception with it")
  void json() {
    configure(Map.of("HEEL_LOG_FORMAT", "json"));
    assertThat(line(Logger.ROOT_LOGGER_NAME))
        .startsWith("{")
        .hasLineCount(1)
        .contains("\"message\":\"it failed\"", "java.lang.IllegalStateException");
  }

  @Test
  @DisplayName("tells of the client's watches without exceptions, in both formats")
  void watches() {
    configure(Map.of());
    assertThat(line(WATCHES)).contains("it failed").doesNotContain("IllegalState");
    log.reset();
    configure(Map.of("HEEL_LOG_FORMAT", "json"));
    assertThat(line(WATCHES)).contains("it failed").doesNotContain("IllegalState");
    assertThat(log.getLogger(WATCHES).isAdditive()).isFalse();
  }

  @Test
  @DisplayName("has Heel's own level from HEEL_LOG_LEVEL, and only Heel's")
  void level() {
    configure(Map.of("HEEL_LOG_LEVEL", "debug"));
    assertThat(log.getLogger("dev.heel.Any").getEffectiveLevel()).isEqualTo(Level.DEBUG);
    assertThat(log.getLogger("org.any").getEffectiveLevel()).isEqualTo(Level.WARN);
  }

  private void configure(Map<String, String> environment) {
    LogConfiguration configuration = new LogConfiguration(environment);
    configuration.setContext(log);
    assertThat(configuration.configure(log)).isEqualTo(ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY);
  }

  /** What the only appender of a logger writes of a failure. */
  private String line(String logger) {
    OutputStreamAppender<?> appender =
        (OutputStreamAppender<?>) log.getLogger(logger).iteratorForAppenders().next();
    LoggingEvent event =
        new LoggingEvent(
            "",
            log.getLogger("dev.heel.Any"),
            Level.WARN,
            "it failed",
            new IllegalStateException("because"),
            null);
    event.setTimeStamp(0);
    return new String(encoded(appender, event), StandardCharsets.UTF_8).strip();
  }

  @SuppressWarnings("unchecked")
  private static byte[] encoded(OutputStreamAppender<?> appender, LoggingEvent event) {
    return ((OutputStreamAppender<Object>) appender).getEncoder().encode(event);
  }
}
