package dev.heel.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.StreamSupport;

/**
 * Datadog's own test agent for tracers, at a port of 127.0.0.1 and at a socket. It keeps the traces
 * that it gets.
 */
public final class TraceAgent implements AutoCloseable {
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private final int port = freePort();
  private final Path socket;
  private final Running program;

  private TraceAgent(Path python, Path folder) {
    socket = folder.resolve("apm.socket");
    program =
        Command.of(
                python.resolveSibling("ddapm-test-agent").toString(),
                "--host=127.0.0.1",
                "--port=" + port,
                "--otlp-http-port=" + freePort(),
                "--otlp-grpc-port=" + freePort(),
                "--trace-uds-socket=" + socket)
            .start(folder.resolve("test-agent.log"))
            .await(() -> get(url("/info")).statusCode() == 200);
  }

  /**
   * Starts it and waits until it answers.
   *
   * @param python beside which it is installed
   * @param folder for its socket and log
   */
  public static TraceAgent start(Path python, Path folder) {
    return new TraceAgent(python, folder);
  }

  /** Where a tracer sends to, by HTTP. */
  public String byPort() {
    return url("");
  }

  /** Where a tracer sends to, by the socket. */
  public String bySocket() {
    return "unix://" + socket;
  }

  /** The first span of each trace that it got. */
  public List<JsonNode> roots() {
    JsonNode traces = json(get(url("/test/session/traces")).body());
    return StreamSupport.stream(traces.spliterator(), false).map(trace -> trace.get(0)).toList();
  }

  /** How many requests of any kind it got from tracers. */
  public int requests() {
    return json(get(url("/test/session/requests")).body()).size();
  }

  private String url(String path) {
    return "http://127.0.0.1:" + port + path;
  }

  /** Asks any server of loopback. */
  public static HttpResponse<String> get(String url) {
    try {
      return HTTP.send(HttpRequest.newBuilder(URI.create(url)).build(), BodyHandlers.ofString());
    } catch (IOException e) {
      throw new IllegalStateException("no answer from " + url, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  private static JsonNode json(String text) {
    try {
      return new ObjectMapper().readTree(text);
    } catch (IOException e) {
      throw new AssertionError("no JSON: " + text, e);
    }
  }

  /** A port of 127.0.0.1 that nobody listens at. */
  public static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new IllegalStateException("no free port", e);
    }
  }

  @Override
  public void close() {
    program.close();
  }
}
