package dev.heel.operator.cluster;

import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.StatusBuilder;
import io.fabric8.kubernetes.api.model.WatchEvent;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.server.mock.KubernetesMockServer;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.fabric8.mockwebserver.Context;
import io.fabric8.mockwebserver.MockWebServer;
import io.fabric8.mockwebserver.http.Dispatcher;
import io.fabric8.mockwebserver.http.MockResponse;
import io.fabric8.mockwebserver.http.RecordedRequest;
import io.fabric8.mockwebserver.http.Response;
import io.fabric8.mockwebserver.http.WebSocket;
import io.fabric8.mockwebserver.http.WebSocketListener;
import java.net.HttpURLConnection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An API server that takes what is applied and whose watches say nothing of it: what a test does
 * not let them say, they never say. A real one is as slow as that under load, but not at will.
 */
final class SlowWatches implements AutoCloseable {
  /** It would tell of each request. */
  private static final Logger LOG = Logger.getLogger(MockWebServer.class.getName());

  private static final Pattern NAMED = Pattern.compile("fieldSelector=metadata.name%3D([^&]+)");

  private final Map<String, HasMetadata> objects = new ConcurrentHashMap<>();
  private final Map<String, WebSocket> watches = new ConcurrentHashMap<>();
  private final List<String> writes = new CopyOnWriteArrayList<>();
  private final List<String> reads = new CopyOnWriteArrayList<>();
  private final AtomicLong revision = new AtomicLong();
  private final KubernetesMockServer server =
      new KubernetesMockServer(
          new Context(), new MockWebServer(), new HashMap<>(), new Answers(), false);
  private final KubernetesClient client;

  SlowWatches() {
    LOG.setLevel(Level.WARNING);
    server.init();
    client = server.createClient();
  }

  KubernetesClient client() {
    return client;
  }

  /** Methods and paths of all that was written, in order. */
  List<String> writes() {
    return List.copyOf(writes);
  }

  /** Paths of all single objects that were read, in order. */
  List<String> reads() {
    return List.copyOf(reads);
  }

  /** Collections that are watched, or were. */
  Set<String> watched() {
    return Set.copyOf(watches.keySet());
  }

  /** What is there when nobody of this process made it. */
  <T extends HasMetadata> T put(String path, T object) {
    T made = Serialization.clone(object);
    made.getMetadata().setResourceVersion(Long.toString(revision.incrementAndGet()));
    made.getMetadata().setUid("uid-" + made.getMetadata().getName());
    objects.put(path, made);
    return made;
  }

  /** Lets the watch of a collection say something, once it is open. */
  void say(String collection, String type, HasMetadata object) {
    awaitWatch(collection);
    watches.get(collection).send(Serialization.asJson(new WatchEvent(object, type)));
  }

  /** Ends a watch for good; ends itself when a new list was read and is watched. */
  void tooOld(String collection) {
    awaitWatch(collection);
    StatusBuilder gone =
        new StatusBuilder().withCode(HttpURLConnection.HTTP_GONE).withReason("Expired");
    watches.remove(collection).send(Serialization.asJson(new WatchEvent(gone.build(), "ERROR")));
    awaitWatch(collection);
  }

  /** An informer begins with a list, and its watch a moment later. */
  private void awaitWatch(String collection) {
    await().until(() -> watches.containsKey(collection));
  }

  @Override
  public void close() {
    client.close();
    server.destroy();
  }

  private final class Answers extends Dispatcher {
    @Override
    public MockResponse dispatch(RecordedRequest request) {
      String[] parts = request.getPath().split("\\?", 2);
      String path = parts[0];
      if (parts.length > 1 && parts[1].contains("watch=true")) {
        return new MockResponse().withWebSocketUpgrade(new Watch(path));
      }
      if (!request.getMethod().equals("GET")) {
        writes.add(request.getMethod() + " " + path);
      }
      return switch (request.getMethod()) {
        case "PATCH" ->
            answer(put(path, Serialization.<HasMetadata>unmarshal(request.getUtf8Body())));
        case "DELETE" -> answer(objects.remove(path));
        default -> parts.length > 1 ? list(path, parts[1]) : read(path);
      };
    }

    private MockResponse read(String path) {
      reads.add(path);
      return answer(objects.get(path));
    }

    private MockResponse list(String collection, String query) {
      Matcher named = NAMED.matcher(query);
      String name = named.find() ? named.group(1) : "[^/]+";
      String prefix = collection.replaceFirst("/([^/]+)$", "(/namespaces/[^/]+)?/$1/");
      List<HasMetadata> items =
          objects.entrySet().stream()
              .filter(each -> each.getKey().matches(prefix + name))
              .map(Map.Entry::getValue)
              .toList();
      return ok(Map.of("metadata", Map.of("resourceVersion", revision.toString()), "items", items));
    }

    private MockResponse answer(HasMetadata object) {
      return object == null
          ? new MockResponse().setResponseCode(HttpURLConnection.HTTP_NOT_FOUND)
          : ok(object);
    }

    private MockResponse ok(Object body) {
      return new MockResponse()
          .setResponseCode(HttpURLConnection.HTTP_OK)
          .setBody(Serialization.asJson(body));
    }
  }

  private final class Watch extends WebSocketListener {
    private final String collection;

    Watch(String collection) {
      this.collection = collection;
    }

    @Override
    public void onOpen(WebSocket socket, Response response) {
      watches.put(collection, socket);
    }
  }
}
