package dev.heel.sandbox.datadog.dashboards;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BinaryNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.heel.sandbox.datadog.http.Api;
import dev.heel.sandbox.datadog.http.ApiError;
import dev.heel.sandbox.datadog.http.Reply;
import dev.heel.sandbox.datadog.http.Request;
import dev.heel.sandbox.datadog.http.Route;
import dev.heel.sandbox.datadog.text.Json;
import dev.heel.sandbox.datadog.world.Organisations;
import dev.heel.sandbox.datadog.world.PerOrganisation;
import dev.heel.sandbox.datadog.world.Store;
import dev.heel.sandbox.datadog.world.World;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;

/**
 * Pictures of graphs, API v1, and the pictures themselves. Their addresses need no key, as those of
 * the real ones; they lie below {@code /_sandbox}, as the real ones lie outside the API.
 */
public final class SnapshotsApi implements Api {
  private static final String FILES = "/_sandbox/snapshots/";
  private static final int LARGEST = 2000;

  private final World world;
  private final Organisations organisations;
  private final PerOrganisation<Store<String, Snapshot>> snapshots;

  public SnapshotsApi(World world, Organisations organisations) {
    this.world = world;
    this.organisations = organisations;
    this.snapshots = new PerOrganisation<>(each -> new Store<>(world));
  }

  @Override
  public List<Route> routes() {
    return List.of(Route.of("GET /api/v1/graph/snapshot", "get_graph_snapshot", this::create));
  }

  /** The pictures. */
  public Api files() {
    return () -> List.of(Route.open("GET " + FILES + "{name}", this::picture));
  }

  private Reply create(Request request) {
    Optional<String> metric = request.query("metric_query");
    Optional<String> graph = request.query("graph_def");
    if (metric.isEmpty() && graph.isEmpty()) {
      throw ApiError.badRequest("metric_query or graph_def param required");
    }
    long start = bound(request, "start");
    if (bound(request, "end") <= start) {
      throw ApiError.badRequest(Request.invalid("end"));
    }
    Snapshot snapshot =
        new Snapshot(
            world.nextSnapshot(),
            request.query("title").or(() -> metric).or(() -> graph).orElseThrow(),
            size(request, "width", 600),
            size(request, "height", 200));
    snapshots.of(request.organisation()).put(snapshot.id(), snapshot);
    ObjectNode body = Json.object();
    body.put("graph_def", graph.orElseGet(() -> definition(metric.orElseThrow())));
    body.put("snapshot_url", world.url() + FILES + snapshot.id() + ".png");
    request.query("event_query").ifPresent(query -> body.put("event_query", query));
    metric.ifPresent(query -> body.put("metric_query", query));
    return Reply.ok(body);
  }

  /** What the server makes of a bare metric query, written as it writes it. */
  private static String definition(String metric) {
    ArrayNode requests = Json.array();
    requests.addObject().put("q", metric);
    String query = requests.get(0).get("q").toString();
    return "{\"requests\": [{\"q\": " + query + "}]}";
  }

  private Reply picture(Request request) {
    String id = request.path().get("name").replaceFirst("\\.png$", "");
    Snapshot snapshot =
        organisations.all().stream()
            .flatMap(each -> snapshots.of(each).get(id).stream())
            .findFirst()
            .orElseThrow(() -> new NoSuchElementException("there is no snapshot " + id));
    return new Reply(
        200, BinaryNode.valueOf(snapshot.png()), null, Map.of("Content-Type", "image/png"));
  }

  private static long bound(Request request, String name) {
    return request.number(name).orElseThrow(() -> ApiError.badRequest(Request.invalid(name)));
  }

  private static int size(Request request, String name, int otherwise) {
    long size = request.number(name).orElse((long) otherwise);
    if (size < 2 || size > LARGEST) {
      throw ApiError.badRequest(Request.invalid(name));
    }
    return (int) size;
  }
}
