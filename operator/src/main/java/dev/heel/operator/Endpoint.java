package dev.heel.operator;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;

/** {@code /livez}, {@code /readyz} and {@code /metrics}, over plain HTTP. */
public final class Endpoint implements AutoCloseable {
  private static final String TEXT = "text/plain; charset=utf-8";
  private static final String PROMETHEUS = "text/plain; version=0.0.4; charset=utf-8";

  private final HttpServer server;
  private final ExecutorService threads;

  /** What is asked for: a status, and what to say. */
  private record Answer(int status, String body) {
    static Answer of(boolean good, String otherwise) {
      return good ? new Answer(200, "ok\n") : new Answer(503, otherwise + "\n");
    }
  }

  private Endpoint(HttpServer server, ExecutorService threads) {
    this.server = server;
    this.threads = threads;
  }

  /**
   * Listens on all addresses.
   *
   * @param port 0 for any free one
   * @throws IOException if the port cannot be had
   */
  public static Endpoint open(int port, HeelOperator operator) throws IOException {
    HttpServer server = HttpServer.create(new InetSocketAddress(port), 16);
    serve(server, "/livez", TEXT, () -> Answer.of(operator.isHealthy(), "an informer has stopped"));
    serve(
        server,
        "/readyz",
        TEXT,
        () ->
            Answer.of(operator.isReady(), "this replica has not begun its work; its log says why"));
    serve(server, "/metrics", PROMETHEUS, () -> new Answer(200, operator.metrics()));
    ExecutorService threads =
        Executors.newFixedThreadPool(
            2,
            work -> {
              Thread thread = new Thread(work, "endpoint");
              thread.setDaemon(true);
              return thread;
            });
    server.setExecutor(threads);
    server.start();
    return new Endpoint(server, threads);
  }

  /** The port that it listens on. */
  public int port() {
    return server.getAddress().getPort();
  }

  private static void serve(HttpServer server, String path, String type, Supplier<Answer> answers) {
    server.createContext(path, exchange -> write(exchange, type, answers.get()));
  }

  private static void write(HttpExchange exchange, String type, Answer answer) throws IOException {
    byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", type);
    exchange.sendResponseHeaders(answer.status(), body.length);
    try (OutputStream out = exchange.getResponseBody()) {
      out.write(body);
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
