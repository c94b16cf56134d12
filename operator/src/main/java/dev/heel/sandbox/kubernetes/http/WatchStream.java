package dev.heel.sandbox.kubernetes.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.heel.sandbox.kubernetes.patch.Trees;
import dev.heel.sandbox.kubernetes.store.Change;
import dev.heel.sandbox.kubernetes.store.Faces;
import dev.heel.sandbox.kubernetes.store.Target;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Predicate;

/** The events of one watch, in the shape that its client asked for. */
final class WatchStream {
  private final Call call;
  private final Target target;
  private final Predicate<JsonNode> wanted;
  private final Shape shape;
  private OutputStream out;
  private boolean headed;

  WatchStream(Call call, Target target) {
    this.call = call;
    this.target = target;
    this.wanted = Lists.selector(call, target);
    this.shape = Shape.of(call);
  }

  void open() throws IOException {
    call.exchange().getResponseHeaders().set("Content-Type", "application/json");
    call.exchange().sendResponseHeaders(200, 0);
    out = call.exchange().getResponseBody();
    out.flush();
  }

  void close() {
    call.exchange().close();
  }

  /** Sends a change as the client sees it: an object may also enter or leave its selection. */
  void send(Change change) throws IOException {
    if (!inNamespace(change)) {
      return;
    }
    boolean before = change.before() != null && wanted(change.before());
    boolean after = change.after() != null && wanted(change.after());
    if (after) {
      sendObject(before ? "MODIFIED" : "ADDED", change.after());
    } else if (before) {
      ObjectNode last = change.before().deepCopy();
      last.withObject("/metadata").put("resourceVersion", Long.toString(change.version()));
      sendObject("DELETED", last);
    }
  }

  void sendIfWanted(String type, ObjectNode stored) throws IOException {
    if (wanted(stored)) {
      sendObject(type, stored);
    }
  }

  void bookmark(long version, boolean initialEnd) throws IOException {
    ObjectNode object = Watches.bookmark(target, version, initialEnd);
    send("BOOKMARK", shape == Shape.METADATA ? shape.one(view(), object) : object);
  }

  void send(String type, JsonNode object) throws IOException {
    String line = Trees.text(Watches.event(type, object)) + "\n";
    out.write(line.getBytes(StandardCharsets.UTF_8));
    out.flush();
  }

  private boolean inNamespace(Change change) {
    return target.namespace().isEmpty() || target.namespace().equals(change.key().namespace());
  }

  private boolean wanted(ObjectNode stored) {
    return wanted.test(Faces.served(target.type(), stored));
  }

  private void sendObject(String type, ObjectNode stored) throws IOException {
    ObjectNode shown = shape.one(view(), Faces.served(target.type(), stored));
    if (shape == Shape.TABLE && headed) {
      shown.putNull("columnDefinitions");
    }
    headed = true;
    send(type, shown);
  }

  private Shape.View view() {
    return new Shape.View(target.type(), call.query("includeObject"), Trees.object());
  }
}
