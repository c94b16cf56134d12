package dev.heel.datadog;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.heel.testing.ChartJvm;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Sixteen accounts, four calls each, answered together with the largest bodies that are allowed, in
 * a process with the chart's memory: it lives, and holds little afterwards.
 */
@Timeout(240)
@DisplayName("Sixteen accounts with the largest answers at once")
class LargeAnswersIT {
  private static final Pattern OUTCOME =
      Pattern.compile("read (\\d+), refused (\\d+), holds (\\d+) MiB");
  private static final int MI = 1024 * 1024;

  /**
   * @param part repeated until the body is as large as it may be
   * @param areRead whether such a body fits into the room of one answer
   */
  static Stream<Arguments> bodies() {
    String widget =
        "{\"id\":1234567890123456,\"definition\":{\"title\":\"Requests of the front end\",\"type\":"
            + "\"timeseries\",\"requests\":[{\"q\":\"avg:requests{service:front} by {host}\"}]}}";
    return Stream.of(
        Arguments.of("a dashboard of 600 KB", widget, 600_000, true),
        Arguments.of("a dashboard of 4 MiB", widget, 4 * MI, false),
        Arguments.of("nothing but brackets", "[]", 4 * MI, false),
        Arguments.of("texts of 1 MB", "\"" + "a".repeat(1_000_000) + "\"", 3_200_000, true));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("bodies")
  void lives(String name, String part, int size, boolean areRead) throws Exception {
    HttpServer peer =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 100);
    ExecutorService threads = Executors.newCachedThreadPool();
    byte[] body = body(part, size);
    peer.createContext("/", exchange -> answer(exchange, body));
    peer.setExecutor(threads);
    peer.start();
    try {
      Matcher outcome = OUTCOME.matcher(run("http://127.0.0.1:" + peer.getAddress().getPort()));
      assertThat(outcome.find()).isTrue();
      assertThat(Integer.parseInt(outcome.group(areRead ? 1 : 2))).isEqualTo(64);
      assertThat(Integer.parseInt(outcome.group(3))).as("MiB held at the end").isLessThan(48);
    } finally {
      peer.stop(0);
      threads.shutdownNow();
    }
  }

  private static String run(String peer) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(ChartJvm.options());
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(List.of(ManyAccounts.class.getName(), peer));
    Path log = Files.createTempFile("many-accounts", ".log");
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    try {
      assertThat(process.waitFor(200, TimeUnit.SECONDS)).as("it ends").isTrue();
      String said = Files.readString(log);
      assertThat(process.exitValue()).as(said).isZero();
      return said;
    } finally {
      process.destroyForcibly();
      Files.delete(log);
    }
  }

  private static byte[] body(String part, int size) {
    StringBuilder body = new StringBuilder("[").append(part);
    while (body.length() + part.length() + 2 < size) {
      body.append(',').append(part);
    }
    return body.append(']').toString().getBytes(StandardCharsets.US_ASCII);
  }

  private static void answer(HttpExchange exchange, byte[] body) throws IOException {
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(200, body.length);
    try (OutputStream out = exchange.getResponseBody()) {
      out.write(body);
    }
  }
}
