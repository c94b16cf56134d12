package dev.heel.testing;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.fabric8.kubernetes.client.Config;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;

/**
 * Stands before an API server, of Kubernetes or of Datadog, and shows what a well-behaved one never
 * does: answers of its own, watches that end, or nobody at home. Everything else passes.
 */
public final class FaultyProxy implements AutoCloseable {
  private static final List<String> PASSED_ON =
      List.of(
          "content-type",
          "accept",
          "user-agent",
          "authorization",
          "dd-api-key",
          "dd-application-key");

  private final URI server;
  private final HttpServer http;
  private final ExecutorService threads = Executors.newCachedThreadPool(FaultyProxy::daemon);
  private final HttpClient client;
  private final List<Fault> script = new CopyOnWriteArrayList<>();
  private final Set<InputStream> watches = ConcurrentHashMap.newKeySet();
  private volatile boolean down;
  private volatile int webSockets;

  /**
   * @param call a regular expression for verb, path and query: {@code PUT /apis/.*\/status}
   * @param before run when the call comes, before it is answered or passed on
   * @param status the answer's; 0 passes the call on
   */
  private record Fault(
      Pattern call,
      AtomicInteger left,
      Runnable before,
      int status,
      String body,
      boolean takesEffect) {}

  private FaultyProxy(URI server, HttpClient client) throws IOException {
    this.server = server;
    this.client = client;
    http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 256);
    http.createContext("/", this::handle);
    http.setExecutor(threads);
    http.start();
  }

  public static FaultyProxy before(URI server) {
    return before(server, HttpClient.newBuilder());
  }

  /** Before the server of a kubeconfig; clients bring their tokens with them. */
  public static FaultyProxy before(Config kubeconfig) {
    byte[] certificate = Base64.getDecoder().decode(kubeconfig.getCaCertData());
    return before(
        URI.create(kubeconfig.getMasterUrl()),
        HttpClient.newBuilder().sslContext(KubeHttp.trusting(certificate)));
  }

  private static FaultyProxy before(URI server, HttpClient.Builder client) {
    try {
      return new FaultyProxy(server, client.version(HttpClient.Version.HTTP_1_1).build());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public URI url() {
    return URI.create("http://127.0.0.1:" + http.getAddress().getPort());
  }

  /** Answers the next calls that fit by itself; the server never sees them. */
  public void answer(int times, String call, int status, String body) {
    script.add(
        new Fault(Pattern.compile(call), new AtomicInteger(times), () -> {}, status, body, false));
  }

  /** The next call that fits takes effect at the server, and its answer gets lost on the way. */
  public void lose(String call, int status, String body) {
    script.add(
        new Fault(Pattern.compile(call), new AtomicInteger(1), () -> {}, status, body, true));
  }

  /** Does something in between: the next call that fits came, and the server has not seen it. */
  public void meanwhile(String call, Runnable what) {
    script.add(new Fault(Pattern.compile(call), new AtomicInteger(1), what, 0, null, false));
  }

  /**
   * Speaks no WebSocket: answers each handshake so, as some proxies before clusters do.
   *
   * @param status 200 or 503
   */
  public void refuseWebSockets(int status) {
    webSockets = status;
  }

  /** Forgets every fault that has not happened. */
  public void clear() {
    script.clear();
  }

  /** How many faults still wait for their calls. */
  public int waiting() {
    return script.size();
  }

  /** Ends every watch in the middle of its stream. */
  public void dropWatches() {
    watches.forEach(FaultyProxy::end);
  }

  /** Nobody is at home: watches end, and calls get no answer. */
  public void goDown() {
    down = true;
    dropWatches();
  }

  public void comeUp() {
    down = false;
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      String line = exchange.getRequestMethod() + " " + exchange.getRequestURI();
      byte[] body = exchange.getRequestBody().readAllBytes();
      Fault fault = take(line);
      if (fault != null) {
        fault.before().run();
      }
      if (down) {
        return;
      }
      boolean handshake =
          "websocket".equalsIgnoreCase(exchange.getRequestHeaders().getFirst("Upgrade"));
      if (webSockets > 0 && handshake) {
        write(exchange, webSockets, "{}".getBytes(StandardCharsets.UTF_8));
        return;
      }
      if (fault != null && fault.takesEffect()) {
        send(exchange, body).body().close();
      }
      if (fault != null && fault.status() > 0) {
        write(exchange, fault.status(), fault.body().getBytes(StandardCharsets.UTF_8));
      } else {
        pass(exchange, body);
      }
    }
  }

  private synchronized Fault take(String line) {
    for (Fault fault : script) {
      if (fault.call().matcher(line).matches()) {
        if (fault.left().decrementAndGet() == 0) {
          script.remove(fault);
        }
        return fault;
      }
    }
    return null;
  }

  private HttpResponse<InputStream> send(HttpExchange exchange, byte[] body) throws IOException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(server.resolve(exchange.getRequestURI().toString()))
            .method(exchange.getRequestMethod(), HttpRequest.BodyPublishers.ofByteArray(body));
    PASSED_ON.forEach(
        name ->
            exchange
                .getRequestHeaders()
                .getOrDefault(name, List.of())
                .forEach(value -> request.header(name, value)));
    try {
      return client.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while the server was asked");
    }
  }

  private void pass(HttpExchange exchange, byte[] body) throws IOException {
    HttpResponse<InputStream> answer = send(exchange, body);
    answer
        .headers()
        .firstValue("content-type")
        .ifPresent(type -> exchange.getResponseHeaders().set("Content-Type", type));
    if (exchange.getRequestURI().toString().contains("watch=true")) {
      stream(exchange, answer);
    } else {
      write(exchange, answer.statusCode(), answer.body().readAllBytes());
    }
  }

  private void stream(HttpExchange exchange, HttpResponse<InputStream> answer) throws IOException {
    InputStream in = answer.body();
    watches.add(in);
    exchange.sendResponseHeaders(answer.statusCode(), 0);
    OutputStream out = exchange.getResponseBody();
    try {
      byte[] some = new byte[8192];
      for (int n = in.read(some); n >= 0; n = in.read(some)) {
        out.write(some, 0, n);
        out.flush();
      }
    } finally {
      watches.remove(in);
      end(in);
    }
  }

  private static void write(HttpExchange exchange, int status, byte[] body) throws IOException {
    if (!exchange.getResponseHeaders().containsKey("Content-Type")) {
      exchange.getResponseHeaders().set("Content-Type", "application/json");
    }
    exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
    exchange.getResponseBody().write(body);
  }

  private static void end(InputStream in) {
    try {
      in.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work, "faulty-proxy");
    thread.setDaemon(true);
    return thread;
  }

  @Override
  public void close() {
    http.stop(0);
    threads.shutdownNow();
  }
}
