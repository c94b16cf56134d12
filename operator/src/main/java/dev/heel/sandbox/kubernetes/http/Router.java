package dev.heel.sandbox.kubernetes.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import dev.heel.sandbox.kubernetes.patch.Trees;
import dev.heel.sandbox.kubernetes.store.Faces;
import dev.heel.sandbox.kubernetes.store.Refusal;
import dev.heel.sandbox.kubernetes.store.Store;
import dev.heel.sandbox.kubernetes.store.Target;
import dev.heel.sandbox.kubernetes.store.Writes;
import dev.heel.sandbox.kubernetes.type.ResourceType.Trait;
import dev.heel.sandbox.kubernetes.type.ResourceTypes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds out what a request wants and answers it, if only with what is wrong about it. */
public final class Router implements HttpHandler {
  private static final Logger LOG = LoggerFactory.getLogger(Router.class);
  private final Store store;
  private final ResourceTypes types;
  private final Traffic traffic;
  private final Discovery discovery;
  private final OpenApi openApi;
  private final Lists lists;
  private final Watches watches;
  private final Mutations mutations;
  private final PatchHandler patches;

  /**
   * @param writes the objects and their rules
   * @param traffic counts what is asked and written
   * @param closed says when the server goes down
   */
  public Router(Writes writes, Traffic traffic, BooleanSupplier closed) {
    this.store = writes.store();
    this.types = writes.types();
    this.traffic = traffic;
    discovery = new Discovery(types);
    openApi = new OpenApi(types);
    lists = new Lists(store);
    watches = new Watches(store, closed);
    mutations = new Mutations(store, writes, traffic);
    patches = new PatchHandler(writes, mutations);
  }

  @Override
  public void handle(HttpExchange exchange) {
    Call call = new Call(exchange);
    try {
      dispatch(call);
    } catch (Refusal refusal) {
      refuse(call, refusal);
    } catch (IOException | UncheckedIOException gone) {
      exchange.close();
    } catch (InterruptedException stopped) {
      exchange.close();
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      LOG.error("{} {}", call.method(), call.path(), e);
      refuse(call, Refusal.of(500, "InternalError", "Internal error occurred: " + e.getMessage()));
    }
  }

  private static void refuse(Call call, Refusal refusal) {
    try {
      call.answer(refusal.code(), refusal.status());
    } catch (UncheckedIOException gone) {
      call.exchange().close();
    }
  }

  private void dispatch(Call call) throws IOException, InterruptedException {
    if (call.header("Upgrade").equalsIgnoreCase("websocket")) {
      // 200 in place of 101 makes Fabric8's client fall back to plain HTTP watches at once.
      call.answer(200, Refusal.badRequest("no WebSocket here: watch over plain HTTP").status());
      return;
    }
    List<String> segments = call.segments();
    String root = segments.isEmpty() ? "" : segments.get(0);
    if (root.matches("apis?") && segments.size() > (root.equals("api") ? 2 : 3)) {
      resource(call, segments);
      return;
    }
    traffic.asked(call.method() + " " + call.path());
    document(call, segments, root);
  }

  private void document(Call call, List<String> segments, String root) {
    String rest = segments.isEmpty() ? "" : String.join("/", segments.subList(1, segments.size()));
    switch (root) {
      case "healthz", "livez", "readyz" -> call.send(200, "text/plain", "ok");
      case "version" -> call.answer(200, version());
      case "api" ->
          call.answer(200, segments.size() == 1 ? discovery.core() : discovery.resources("", rest));
      case "apis" -> call.answer(200, groups(segments));
      case "openapi" -> openApi(call, rest);
      default -> throw Refusal.noSuchPath();
    }
  }

  private ObjectNode groups(List<String> segments) {
    return switch (segments.size()) {
      case 1 -> discovery.groups();
      case 2 -> discovery.group(segments.get(1));
      default -> discovery.resources(segments.get(1), segments.get(2));
    };
  }

  private void openApi(Call call, String rest) {
    if (rest.equals("v3")) {
      call.answer(200, openApi.index());
    } else if (rest.startsWith("v3/")) {
      call.answer(200, openApi.document(rest.substring("v3/".length())));
    } else if (rest.equals("v2")) {
      openApi.answerVersion2(call);
    } else {
      throw Refusal.noSuchPath();
    }
  }

  private static ObjectNode version() {
    return Trees.object()
        .put("major", "1")
        .put("minor", "37")
        .put("gitVersion", "v1.37.0+heel-sandbox")
        .put("platform", "heel/sandbox");
  }

  private void resource(Call call, List<String> segments) throws IOException, InterruptedException {
    Optional<Address> address = Address.parse(segments);
    Optional<Target> target = address.flatMap(a -> a.target(types));
    boolean watch = call.method().equals("GET") && call.asks("watch");
    String verb = watch ? "WATCH" : call.method();
    traffic.asked(verb + " " + address.map(Address::template).orElse(call.path()));
    if (target.isEmpty()) {
      throw Refusal.noSuchPath();
    }
    if (target.get().type().is(Trait.REVIEW)) {
      Reviews.answer(call, target.get());
    } else if (watch) {
      watches.answer(call, target.get());
    } else if (target.get().name().isEmpty()) {
      collection(call, target.get());
    } else {
      one(call, target.get());
    }
  }

  private void collection(Call call, Target target) {
    switch (call.method()) {
      case "GET" -> lists.answer(call, target);
      case "POST" -> mutations.create(call, target);
      case "DELETE" -> mutations.deleteCollection(call, target);
      default -> throw notAllowed();
    }
  }

  private void one(Call call, Target target) {
    switch (call.method()) {
      case "GET" -> get(call, target);
      case "PUT" -> mutations.replace(call, target);
      case "PATCH" -> patches.patch(call, target);
      case "DELETE" -> mutations.delete(call, target);
      default -> throw notAllowed();
    }
  }

  private void get(Call call, Target target) {
    ObjectNode stored = store.get(target.key());
    if (stored == null) {
      throw Refusal.notFound(target.type(), target.name());
    }
    Shape.View view = new Shape.View(target.type(), call.query("includeObject"), Trees.object());
    call.answer(200, Shape.of(call).one(view, Faces.served(target.type(), stored)));
  }

  private static Refusal notAllowed() {
    return Refusal.of(
        405, "MethodNotAllowed", "the server does not allow this method on the requested resource");
  }
}
