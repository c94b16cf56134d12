package dev.heel.cli.dashboard;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.heel.engine.api.Call;
import dev.heel.engine.api.Call.Method;
import dev.heel.engine.api.PathSegment;
import dev.heel.kinds.Kinds;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The calls behind {@code heel snapshot} and {@code heel annotate}: API reference "Take graph
 * snapshots" (v1), "Post an event" (v1), and "Annotations" (v2, in preview).
 */
public final class LookCalls {
  private static final String DASHBOARD = "/api/v1/dashboard/";
  private static final String SNAPSHOT = "/api/v1/graph/snapshot";
  private static final String EVENT = "/api/v1/events";
  private static final String ANNOTATION = "/api/v2/annotation";
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private LookCalls() {}

  /**
   * @param to null for a moment
   */
  public record Span(Instant from, Instant to) {}

  public static Call dashboard(String id) {
    return new Call(
        Kinds.DASHBOARD.noun(),
        Method.GET,
        DASHBOARD + PathSegment.of(id),
        DASHBOARD + "{id}",
        Map.of(),
        null);
  }

  /**
   * @param expressions metric queries; several are drawn into one picture
   */
  public static Call snapshot(String title, List<String> expressions, Span span) {
    Map<String, String> query = new TreeMap<>();
    query.put("start", Long.toString(span.from().getEpochSecond()));
    query.put("end", Long.toString(span.to().getEpochSecond()));
    query.put("title", title);
    if (expressions.size() == 1) {
      query.put("metric_query", expressions.get(0));
    } else {
      query.put("graph_def", definition(expressions));
    }
    return read("snapshot", SNAPSHOT, query);
  }

  private static String definition(List<String> expressions) {
    ObjectNode definition = NODES.objectNode().put("viz", "timeseries");
    ArrayNode requests = definition.putArray("requests");
    expressions.forEach(expression -> requests.addObject().put("q", expression));
    return definition.toString();
  }

  /**
   * @param text Markdown; people named in it with @ are told
   */
  public static Call event(String title, String text) {
    ObjectNode body = NODES.objectNode().put("title", title);
    body.put("text", "%%%\n" + text + "\n%%%").put("alert_type", "info");
    body.putArray("tags").add("source:heel");
    return post("event", EVENT, body);
  }

  /**
   * @param color one of Datadog's names of colours
   */
  public static Call annotation(String dashboard, String text, String color, Span span) {
    ObjectNode body = NODES.objectNode();
    ObjectNode attributes =
        body.putObject("data").put("type", "annotation").putObject("attributes");
    attributes
        .put("page_id", "dashboard:" + dashboard)
        .put("description", text)
        .put("color", color)
        .put("type", span.to() == null ? "pointInTime" : "timeRegion")
        .put("start_time", span.from().toEpochMilli());
    if (span.to() != null) {
      attributes.put("end_time", span.to().toEpochMilli());
    }
    return post("annotation", ANNOTATION, body);
  }

  private static Call read(String kind, String path, Map<String, String> query) {
    return new Call(kind, Method.GET, path, path, query, null);
  }

  private static Call post(String kind, String path, JsonNode body) {
    return new Call(kind, Method.POST, path, path, Map.of(), body);
  }
}
