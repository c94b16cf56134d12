package dev.heel.sandbox.datadog;

import com.sun.net.httpserver.HttpServer;
import dev.heel.sandbox.datadog.Calls.View;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;

/**
 * Datadog's API on 127.0.0.1. Everything that the methods here do can be done over HTTP below
 * {@code /_sandbox} as well, from another process.
 */
public final class DatadogServer implements AutoCloseable {
  static {
    // Headers and body leave in two packets; without this the second waits 40 ms for an ACK.
    if (System.getProperty("sun.net.httpserver.nodelay") == null) {
      System.setProperty("sun.net.httpserver.nodelay", "true");
    }
  }

  private final HttpServer http;
  private final ExecutorService threads;
  private final Gateway.Shared shared;
  private final DatadogOptions options;
  private final Routes served;

  private DatadogServer(
      HttpServer http, Gateway.Shared shared, DatadogOptions options, Routes served) {
    this.http = http;
    this.served = served;
    this.shared = shared;
    this.options = options;
    this.threads = Executors.newCachedThreadPool(DatadogServer::thread);
  }

  /**
   * Starts to listen.
   *
   * @throws IllegalArgumentException for options that make no sense, such as an unknown rate limit
   * @throws UncheckedIOException when the port is taken
   */
  public static DatadogServer start(DatadogOptions options) {
    World world = new World(options.clock(), new Switches(options));
    Gateway.Shared shared =
        new Gateway.Shared(
            world, new Keys(), new Organisations(world, options), new Faults(), new Calls());
    SnapshotsApi snapshots = new SnapshotsApi(world, shared.organisations());
    List<Api> apis = apis(shared, options, snapshots);
    Routes served = new Routes(apis);
    served.requireLimits(options.limits().keySet());
    Routes all = new Routes(join(apis, controls(shared, served, snapshots)));
    DatadogServer server = new DatadogServer(listen(options.port()), shared, options, served);
    world.url(server.url());
    server.http.createContext("/", new Gateway(all, shared));
    server.http.setExecutor(server.threads);
    server.http.start();
    return server;
  }

  private static List<Api> apis(
      Gateway.Shared shared, DatadogOptions options, SnapshotsApi snapshots) {
    return List.of(
        new AccountApi(shared.keys()),
        new MonitorsApi(),
        new DashboardsApi(),
        new WebhooksApi(),
        new DowntimesApi(),
        new EventsApi(shared.keys(), shared.organisations(), options.siteName()),
        new AnnotationsApi(),
        snapshots);
  }

  private static List<Api> controls(Gateway.Shared shared, Routes served, SnapshotsApi snapshots) {
    Organisations organisations = shared.organisations();
    return List.of(
        new Control(shared, served::requireLimits),
        new MonitorsControl(organisations),
        new ObjectsControl(organisations, "dashboards", Organisation::dashboards),
        new ObjectsControl(organisations, "downtimes", Organisation::downtimes),
        new DowntimesControl(organisations),
        snapshots.files(),
        new ObjectsControl(organisations, "webhooks", Organisation::webhooks),
        new ObjectsControl(organisations, "webhook-variables", Organisation::webhookVariables));
  }

  private static List<Api> join(List<Api> apis, List<Api> controls) {
    return Stream.concat(apis.stream(), controls.stream()).toList();
  }

  private static HttpServer listen(int port) {
    try {
      return HttpServer.create(
          new InetSocketAddress(InetAddress.getByName("127.0.0.1"), port), 1024);
    } catch (IOException e) {
      throw new UncheckedIOException(
          "the embedded Datadog cannot listen on 127.0.0.1:" + port + ": " + e.getMessage(), e);
    }
  }

  private static Thread thread(Runnable work) {
    Thread thread = new Thread(work, "sandbox-datadog");
    thread.setDaemon(true);
    return thread;
  }

  /** {@code http://127.0.0.1:PORT}, without a slash at the end. */
  public URI url() {
    return URI.create("http://127.0.0.1:" + http.getAddress().getPort());
  }

  /** The site that this server stands for. */
  public String siteName() {
    return options.siteName();
  }

  /** Calls since the start or the last reset, by verb and path template. */
  public Map<String, Long> calls() {
    return shared.calls().by(View.CALL);
  }

  /** Calls by status code; {@code "cut"} where the connection ended without an answer. */
  public Map<String, Long> callsByStatus() {
    return shared.calls().by(View.STATUS);
  }

  /** Calls by verb, path template and status: {@code "POST /api/v1/monitor 200"}. */
  public Map<String, Long> callsAndStatus() {
    return shared.calls().by(View.CALL_AND_STATUS);
  }

  /** Calls by organisation name. */
  public Map<String, Long> callsByOrganisation() {
    return shared.calls().by(View.ORGANISATION);
  }

  /** Calls by User-Agent. */
  public Map<String, Long> callsByUserAgent() {
    return shared.calls().by(View.USER_AGENT);
  }

  /** The most writes that were being served at the same time since the last reset. */
  public int mostWritesInFlight() {
    return shared.calls().mostWritesInFlight();
  }

  /** One line a call, oldest first: moment, verb, path, status, User-Agent. */
  public List<String> callLog() {
    return shared.calls().log();
  }

  /** Forgets all counts, not what was made. */
  public void resetCalls() {
    shared.calls().reset();
  }

  /** The script of faults. */
  public Faults faults() {
    return shared.faults();
  }

  /** Lag, loss and latency, changeable at any time. */
  public Switches switches() {
    return shared.world().switches();
  }

  /** Sets or changes a rate limit; null removes it. */
  public void limit(String name, RateLimit limit) {
    served.requireLimits(List.of(name));
    if (limit == null) {
      switches().limits().remove(name);
    } else {
      switches().limits().put(name, limit);
    }
  }

  /** The organisation of an API key; a key that was never seen opens a new one. */
  public Organisation organisation(String apiKey) {
    return shared.organisations().of(apiKey);
  }

  /** Lets a new API key stand for the organisation of a known one, as after a rotation. */
  public void sameOrganisation(String newApiKey, String knownApiKey) {
    shared.organisations().same(newApiKey, knownApiKey);
  }

  /** Refuses an API key or an application key from now on. */
  public void refuse(String key) {
    shared.keys().refuse(key);
  }

  /** Takes a refusal back. */
  public void accept(String key) {
    shared.keys().accept(key);
  }

  /** What was made here since the start, in all organisations. */
  public List<SandboxObject> objects() {
    return shared.organisations().all().stream()
        .flatMap(organisation -> organisation.objects().stream())
        .toList();
  }

  @Override
  public void close() {
    http.stop(0);
    threads.shutdownNow();
  }
}
