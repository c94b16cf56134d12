package dev.heel.sandbox.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpServer;
import dev.heel.sandbox.kubernetes.controllers.Controllers;
import dev.heel.sandbox.kubernetes.http.Router;
import dev.heel.sandbox.kubernetes.http.Traffic;
import dev.heel.sandbox.kubernetes.patch.Trees;
import dev.heel.sandbox.kubernetes.store.Refusal;
import dev.heel.sandbox.kubernetes.store.Store;
import dev.heel.sandbox.kubernetes.store.Target;
import dev.heel.sandbox.kubernetes.store.WriteOptions;
import dev.heel.sandbox.kubernetes.store.Writes;
import dev.heel.sandbox.kubernetes.type.ResourceType;
import dev.heel.sandbox.kubernetes.type.ResourceTypes;
import dev.heel.schema.CrdSchema;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A Kubernetes API server on 127.0.0.1, over plain HTTP, without authentication. Beside the API it
 * ends namespaces and empties them, collects garbage by owner references, and plays one node, on
 * which workloads become ready and Services get EndpointSlices.
 *
 * <p>A Fabric8 client needs {@code withOnlyHttpWatches(true)}.
 */
public final class KubernetesServer implements AutoCloseable {
  private static final String MANAGER = "sandbox";

  static {
    // Without it the JDK's server waits 40 ms for acknowledgements between header and body.
    if (System.getProperty("sun.net.httpserver.nodelay") == null) {
      System.setProperty("sun.net.httpserver.nodelay", "true");
    }
  }

  /**
   * @param port 0 is any free one
   * @param rolloutsHang whether Pods of workloads never become ready
   * @param historySize how many changes of each kind watches may go back
   */
  public record Options(int port, boolean rolloutsHang, int historySize) {
    public static Options defaults() {
      return new Options(0, false, 10_000);
    }
  }

  private final ResourceTypes types = new ResourceTypes(CrdSchema::of);
  private final Traffic traffic = new Traffic();
  private final ExecutorService threads = Executors.newCachedThreadPool(KubernetesServer::daemon);
  private final Writes writes;
  private final Controllers controllers;
  private final HttpServer http;
  private volatile boolean closed;

  private KubernetesServer(Options options) throws IOException {
    writes = new Writes(new Store(options.historySize()), types);
    controllers = new Controllers(writes, options.rolloutsHang());
    InetAddress loopback = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
    http = HttpServer.create(new InetSocketAddress(loopback, options.port()), 256);
    http.createContext("/", new Router(writes, traffic, () -> closed));
    http.setExecutor(threads);
  }

  /**
   * Starts a server with the namespaces that every cluster has.
   *
   * @throws UncheckedIOException if the port is taken
   */
  public static KubernetesServer start(Options options) {
    try {
      KubernetesServer server = new KubernetesServer(options);
      server.controllers.start();
      for (String name : List.of("default", "kube-system", "kube-public", "kube-node-lease")) {
        server.apply(namespace(name));
      }
      server.http.start();
      return server;
    } catch (IOException e) {
      throw new UncheckedIOException(
          "no Kubernetes on 127.0.0.1:" + options.port() + ": " + e.getMessage(), e);
    }
  }

  public URI url() {
    return URI.create("http://127.0.0.1:" + http.getAddress().getPort());
  }

  /** A kubeconfig, as YAML, for kubectl and other clients. */
  public String kubeconfig() {
    return """
        apiVersion: v1
        kind: Config
        clusters:
        - name: heel-sandbox
          cluster:
            server: %s
        users:
        - name: sandbox
          user: {}
        contexts:
        - name: heel-sandbox
          context:
            cluster: heel-sandbox
            user: sandbox
            namespace: default
        current-context: heel-sandbox
        """
        .formatted(url());
  }

  /**
   * Server-side apply of one object by the field manager {@code sandbox}, with force and strict
   * field names, as {@code kubectl apply --server-side --force-conflicts} does.
   *
   * @param object with apiVersion, kind and metadata.name; without a namespace it goes to {@code
   *     default}
   * @throws KubernetesRefusal with the API server's sentence
   */
  public void apply(JsonNode object) {
    try {
      Target target = target(object);
      WriteOptions options = WriteOptions.strictlyBy(MANAGER);
      writes.apply(target, object.<ObjectNode>deepCopy(), true, options);
    } catch (Refusal refusal) {
      throw new KubernetesRefusal(refusal);
    }
  }

  /** Whether there is the object's kind here: one of Kubernetes' that are served, or of a CRD. */
  public boolean serves(JsonNode object) {
    return types
        .byKind(object.path("apiVersion").asText(), object.path("kind").asText())
        .isPresent();
  }

  private Target target(JsonNode object) {
    String apiVersion = object.path("apiVersion").asText();
    String kind = object.path("kind").asText();
    ResourceType type =
        types
            .byKind(apiVersion, kind)
            .orElseThrow(
                () ->
                    Refusal.of(
                        404,
                        "NotFound",
                        "no matches for kind \"" + kind + "\" in version \"" + apiVersion + '"'));
    JsonNode metadata = object.path("metadata");
    String namespace = type.namespaced() ? metadata.path("namespace").asText("default") : "";
    return new Target(type, namespace, metadata.path("name").asText(), "");
  }

  /** How many creates, updates, patches and deletes over HTTP changed an object. */
  public long writes() {
    return writes("");
  }

  /** The same for clients whose user agent begins so. */
  public long writes(String userAgentPrefix) {
    return writesByResource(userAgentPrefix).values().stream().mapToLong(Long::longValue).sum();
  }

  /** The same by resource, as {@code configmaps}. */
  public Map<String, Long> writesByResource(String userAgentPrefix) {
    return traffic.writes(userAgentPrefix);
  }

  /**
   * How many requests came over HTTP, by method (or {@code WATCH}) and path, with {@code
   * {namespace}} and {@code {name}} for what differs between objects.
   */
  public Map<String, Long> requests() {
    return traffic.requests();
  }

  /** Ends every watch and frees the port. */
  @Override
  public void close() {
    closed = true;
    controllers.close();
    http.stop(0);
    threads.shutdownNow();
  }

  private static ObjectNode namespace(String name) {
    ObjectNode namespace = Trees.object().put("apiVersion", "v1").put("kind", "Namespace");
    namespace.putObject("metadata").put("name", name);
    return namespace;
  }

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work, "heel-sandbox-kubernetes");
    thread.setDaemon(true);
    return thread;
  }
}
