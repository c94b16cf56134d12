package dev.heel.sandbox.datadog;

import com.sun.net.httpserver.HttpServer;
import dev.heel.sandbox.datadog.account.AccountApi;
import dev.heel.sandbox.datadog.account.Keys;
import dev.heel.sandbox.datadog.control.Contents;
import dev.heel.sandbox.datadog.control.Control;
import dev.heel.sandbox.datadog.control.ObjectsControl;
import dev.heel.sandbox.datadog.control.OrganisationPages;
import dev.heel.sandbox.datadog.dashboards.AnnotationsApi;
import dev.heel.sandbox.datadog.dashboards.SnapshotsApi;
import dev.heel.sandbox.datadog.downtimes.DowntimesControl;
import dev.heel.sandbox.datadog.events.EventsApi;
import dev.heel.sandbox.datadog.faults.Faults;
import dev.heel.sandbox.datadog.gateway.Calls;
import dev.heel.sandbox.datadog.gateway.Calls.View;
import dev.heel.sandbox.datadog.gateway.Gateway;
import dev.heel.sandbox.datadog.http.Api;
import dev.heel.sandbox.datadog.http.Routes;
import dev.heel.sandbox.datadog.http.ServedKind;
import dev.heel.sandbox.datadog.monitors.MonitorsApi;
import dev.heel.sandbox.datadog.monitors.MonitorsControl;
import dev.heel.sandbox.datadog.world.Organisation;
import dev.heel.sandbox.datadog.world.Organisations;
import dev.heel.sandbox.datadog.world.RateLimit;
import dev.heel.sandbox.datadog.world.SandboxObject;
import dev.heel.sandbox.datadog.world.Switches;
import dev.heel.sandbox.datadog.world.World;
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
  private final Contents contents;
  private final Routes served;

  private DatadogServer(HttpServer http, Gateway.Shared shared, Contents contents, Routes served) {
    this.http = http;
    this.served = served;
    this.shared = shared;
    this.contents = contents;
    this.threads = Executors.newCachedThreadPool(DatadogServer::thread);
  }

  /**
   * Starts to listen.
   *
   * @throws IllegalArgumentException for options that make no sense, such as an unknown rate limit
   * @throws UncheckedIOException when the port is taken
   */
  public static DatadogServer start(DatadogOptions options) {
    World world = new World(options.clock(), switches(options), options.siteName());
    Contents contents = Contents.in(world);
    Organisations organisations =
        new Organisations(
            options.organisations(),
            opened -> contents.monitors().of(opened).createForeign(options.foreignMonitors()));
    Gateway.Shared shared =
        new Gateway.Shared(world, new Keys(), organisations, new Faults(), new Calls());
    SnapshotsApi snapshots = new SnapshotsApi(world, organisations);
    List<Api> apis = join(apis(shared, contents), List.of(snapshots));
    Routes served = new Routes(apis);
    served.requireLimits(options.limits().keySet());
    List<Api> controls = join(controls(shared, contents, served), List.of(snapshots.files()));
    DatadogServer server = new DatadogServer(listen(options.port()), shared, contents, served);
    world.url(server.url());
    server.serve(new Gateway(new Routes(join(apis, controls)), shared));
    return server;
  }

  private static Switches switches(DatadogOptions options) {
    Switches switches = new Switches(options.seed(), options.limits());
    switches.listLag(options.listLag());
    switches.lagReads(options.lagReads());
    switches.latency(options.latency());
    switches.loseAnswer(options.loseAnswer());
    return switches;
  }

  private static List<Api> apis(Gateway.Shared shared, Contents contents) {
    return join(
        contents.kinds().stream().map(ServedKind::api).toList(),
        List.of(
            new AccountApi(shared.keys()),
            new MonitorsApi(contents.monitors(), each -> contents.downtimes().of(each).active()),
            new EventsApi(
                shared.keys(),
                shared.organisations(),
                contents.events(),
                shared.world().siteName()),
            new AnnotationsApi(contents.annotations(), contents.dashboards())));
  }

  private static List<Api> controls(Gateway.Shared shared, Contents contents, Routes served) {
    Organisations organisations = shared.organisations();
    return join(
        contents.kinds().stream()
            .<Api>map(kind -> new ObjectsControl(organisations, kind))
            .toList(),
        List.of(
            new Control(shared, contents, served::requireLimits),
            new MonitorsControl(organisations, contents.monitors()),
            new DowntimesControl(organisations, contents.downtimes())));
  }

  private static List<Api> join(List<Api> first, List<Api> second) {
    return Stream.concat(first.stream(), second.stream()).toList();
  }

  private void serve(Gateway gateway) {
    http.createContext("/", gateway);
    http.setExecutor(threads);
    http.start();
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
    return shared.world().siteName();
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
  public OrganisationPages organisation(String apiKey) {
    return pages(shared.organisations().of(apiKey));
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
        .flatMap(organisation -> pages(organisation).objects().stream())
        .toList();
  }

  private OrganisationPages pages(Organisation organisation) {
    return new OrganisationPages(organisation, contents);
  }

  @Override
  public void close() {
    http.stop(0);
    threads.shutdownNow();
  }
}
