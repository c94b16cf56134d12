package dev.heel.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

@DisplayName("heel check run without what it needs says so in a sentence")
class CheckRunCommandTest {
  private static final Path CASES = Path.of("src/test/resources/agent-files");

  private final StringWriter err = new StringWriter();

  private int run(String... arguments) {
    CommandLine line = HeelCommand.commandLine(Map.of(), Clock.systemUTC());
    line.setErr(new PrintWriter(err)).setOut(new PrintWriter(new StringWriter()));
    String[] all = new String[arguments.length + 2];
    all[0] = "check";
    all[1] = "run";
    System.arraycopy(arguments, 0, all, 2, arguments.length);
    return line.execute(all);
  }

  @Test
  void noPython() {
    assertThat(run("-f", in("custom-test-check"), "--python", "/no/such/python")).isEqualTo(2);
    assertThat(err.toString()).startsWith("heel: /no/such/python cannot be started: ");
  }

  @Test
  void noJmxFetch() {
    assertThat(run("-f", in("thermostat"), "--target", "127.0.0.1")).isEqualTo(2);
    assertThat(err.toString()).contains("name its jars with --jmxfetch");
  }

  @Test
  void noTarget() {
    assertThat(run("-f", in("mysql"))).isEqualTo(2);
    assertThat(err.toString()).contains("%%host%% stands for a target", "--target HOST:PORT");
  }

  @Test
  @DisplayName("a Secret's value comes from a Secret among the files, or is asked for by name")
  void noSecret() {
    assertThat(run("-f", in("mysql-outside"))).isEqualTo(2);
    assertThat(err.toString())
        .isEqualToIgnoringNewLines(
            "heel: no Secret home/mysql-datadog with key password among the files; add one with -f");
  }

  @Test
  void nothingToRun() throws IOException {
    Path samples = HeelProcess.ROOT.resolve("manifests/samples/datadogdowntime.yaml");
    assertThat(run("-f", samples.toString())).isEqualTo(2);
    assertThat(err.toString()).contains("there is no DatadogCheck in these files");
  }

  @Test
  @DisplayName("a check that is wrong is not run, and told as heel validate tells it")
  void wrong() {
    Path file = HeelProcess.ROOT.resolve("manifests/negative/check-python-without-class.yaml");
    assertThat(run("-f", file.toString())).isEqualTo(1);
    assertThat(err.toString()).contains("[python-class]");
  }

  private static String in(String name) {
    return CASES.resolve(name).resolve("in.yaml").toString();
  }
}
