package dev.heel.sandbox.kubernetes.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.heel.sandbox.kubernetes.patch.Trees;
import dev.heel.sandbox.kubernetes.store.Change;
import dev.heel.sandbox.kubernetes.store.Refusal;
import dev.heel.sandbox.kubernetes.store.Store;
import dev.heel.sandbox.kubernetes.store.Target;
import java.io.IOException;
import java.util.function.BooleanSupplier;

/**
 * Watches as chunked HTTP answers, one JSON event a line (Kubernetes API concepts, "Efficient
 * detection of changes").
 */
final class Watches {
  private static final long BOOKMARK_EVERY = 10_000;
  private static final long DEFAULT_SECONDS = 1_800;
  private final Store store;
  private final BooleanSupplier closed;

  /**
   * @param closed says when the server goes down, which ends every watch
   */
  Watches(Store store, BooleanSupplier closed) {
    this.store = store;
    this.closed = closed;
  }

  /** Answers until the client's timeout; returns when the client is gone. */
  void answer(Call call, Target target) throws IOException, InterruptedException {
    WatchStream stream = new WatchStream(call, target);
    try {
      stream.open();
      long from = begin(call, target, stream);
      follow(call, target, stream, from);
    } catch (Refusal refusal) {
      stream.send("ERROR", refusal.status());
    } finally {
      stream.close();
    }
  }

  /** Sends what is there, if the client knows nothing yet; gives the version to go on from. */
  private long begin(Call call, Target target, WatchStream stream) throws IOException {
    long version = Lists.version(call.query("resourceVersion"));
    boolean initial = call.asks("sendInitialEvents");
    if (version > 0 && !initial) {
      store.since(target.type().storage(), version);
      return version;
    }
    Store.Snapshot snapshot = store.list(target.type().storage(), target.namespace());
    for (ObjectNode object : snapshot.objects()) {
      stream.sendIfWanted("ADDED", object);
    }
    if (initial) {
      stream.bookmark(snapshot.version(), true);
    }
    return snapshot.version();
  }

  private void follow(Call call, Target target, WatchStream stream, long from)
      throws IOException, InterruptedException {
    int seconds = Lists.number(call.query("timeoutSeconds"));
    long end = System.nanoTime() + (seconds > 0 ? seconds : DEFAULT_SECONDS) * 1_000_000_000L;
    boolean bookmarks = call.asks("allowWatchBookmarks");
    long seen = from;
    long bookmarked = System.nanoTime();
    while (!closed.getAsBoolean() && System.nanoTime() < end) {
      long now = store.version();
      for (Change change : store.since(target.type().storage(), seen)) {
        stream.send(change);
        seen = change.version();
      }
      seen = Math.max(seen, now);
      if (bookmarks && System.nanoTime() - bookmarked > BOOKMARK_EVERY * 1_000_000L) {
        stream.bookmark(seen, false);
        bookmarked = System.nanoTime();
      }
      long left = (end - System.nanoTime()) / 1_000_000;
      store.await(seen, Math.max(1, Math.min(left, BOOKMARK_EVERY)));
    }
    if (bookmarks) {
      stream.bookmark(seen, false);
    }
  }

  /** A bookmark: an object of the kind with nothing but a version. */
  static ObjectNode bookmark(Target target, long version, boolean initialEnd) {
    ObjectNode object =
        Trees.object()
            .put("kind", target.type().kind())
            .put("apiVersion", target.type().apiVersion());
    ObjectNode metadata = object.putObject("metadata");
    metadata.put("resourceVersion", Long.toString(version)).putNull("creationTimestamp");
    if (initialEnd) {
      metadata.putObject("annotations").put("k8s.io/initial-events-end", "true");
    }
    return object;
  }

  static ObjectNode event(String type, JsonNode object) {
    ObjectNode event = Trees.object().put("type", type);
    event.set("object", object);
    return event;
  }
}
