package dev.heel.sandbox;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;

/** Serves one page on loopback, as it is at the moment of each request. */
public final class PageServer implements AutoCloseable {
  /** Where the page is unless that port is taken. */
  public static final int USUAL = 40803;

  private static final Set<String> LOCAL = Set.of("127.0.0.1", "localhost");

  private final HttpServer http;
  private final ExecutorService threads;

  private PageServer(HttpServer http, ExecutorService threads) {
    this.http = http;
    this.threads = threads;
  }

  /**
   * @param port null for the usual one, or any free one if that is taken
   * @param page the HTML, made anew for each request
   * @throws UncheckedIOException if a port that was asked for is taken
   */
  public static PageServer start(Integer port, Supplier<String> page) {
    HttpServer http = port == null ? usual() : at(port);
    ExecutorService threads =
        Executors.newFixedThreadPool(
            2,
            work -> {
              Thread thread = new Thread(work, "page");
              thread.setDaemon(true);
              return thread;
            });
    http.setExecutor(threads);
    http.createContext("/", exchange -> answer(exchange, page));
    http.start();
    return new PageServer(http, threads);
  }

  private static HttpServer usual() {
    try {
      return at(USUAL);
    } catch (UncheckedIOException e) {
      return at(0);
    }
  }

  private static HttpServer at(int port) {
    try {
      return HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(
          "the page cannot be served on 127.0.0.1:" + port + ": " + e.getMessage(), e);
    }
  }

  /** A page of another site that resolves its own name to this machine gets nothing. */
  private static void answer(HttpExchange exchange, Supplier<String> page) throws IOException {
    try (exchange) {
      String host = String.valueOf(exchange.getRequestHeaders().getFirst("Host"));
      boolean local = LOCAL.contains(host.replaceFirst(":\\d+$", ""));
      boolean read = Set.of("GET", "HEAD").contains(exchange.getRequestMethod());
      boolean here = exchange.getRequestURI().getPath().equals("/");
      int status = !local ? 403 : !read ? 405 : here ? 200 : 404;
      byte[] body = (status == 200 ? page.get() : "").getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().set("Content-Type", "text/html; charset=utf-8");
      exchange.getResponseHeaders().set("Cache-Control", "no-store");
      boolean empty = body.length == 0 || exchange.getRequestMethod().equals("HEAD");
      exchange.sendResponseHeaders(status, empty ? -1 : body.length);
      if (!empty) {
        try (OutputStream out = exchange.getResponseBody()) {
          out.write(body);
        }
      }
    }
  }

  public URI url() {
    return URI.create("http://127.0.0.1:" + http.getAddress().getPort());
  }

  @Override
  public void close() {
    http.stop(0);
    threads.shutdownNow();
  }
}
