package dev.heel.kinds.downtime;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.heel.engine.ApiKind;
import dev.heel.engine.Asked;
import dev.heel.engine.Draft;
import dev.heel.engine.Joint;
import dev.heel.engine.Liveness;
import dev.heel.engine.ObjectType;
import dev.heel.engine.Report;
import dev.heel.engine.Scope;
import dev.heel.engine.api.Envelope;
import dev.heel.engine.compare.Canonical;
import dev.heel.engine.compare.Change;
import dev.heel.engine.identity.Identity;
import dev.heel.engine.read.Pointers;
import dev.heel.resource.ApiResource;
import dev.heel.resource.Column;
import dev.heel.resource.Permission;
import dev.heel.resource.Problem;
import dev.heel.resource.Reference;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/** {@link DatadogDowntime}, and the downtime that it becomes. */
public final class DowntimeKind implements ApiKind<DatadogDowntime> {
  private static final ObjectType<DatadogDowntime> OBJECT =
      ObjectType.of(DatadogDowntime.class, DowntimeSpec.class, "downtime")
          .routes(DowntimeApi.ROUTES)
          .identity(new Identity.Line("/message"))
          .comparison(DowntimeApi.COMPARISON)
          .checks(DowntimeChecks.ALL)
          .build();

  /** What downtimes mute; the kind's name, since no kind knows another. */
  static final String MUTED = "DatadogMonitor";

  private static final String MONITOR = "/monitor_identifier/monitor_id";
  private static final Set<String> AS_SETS =
      Set.of("/notify_end_states", "/notify_end_types", "/monitor_identifier/monitor_tags");

  /** What the API does not change while a downtime mutes. */
  private static final Set<String> BEGINS =
      Set.of(
          "/schedule/start",
          "/schedule/timezone",
          "/schedule/recurrences/*/start",
          "/schedule/recurrences/*/rrule");

  @Override
  public ObjectType<DatadogDowntime> object() {
    return OBJECT;
  }

  /** The body has the monitor where the API has it; its schedule is still the spec's. */
  @Override
  public Draft draft(DatadogDowntime resource, JsonNode definition) {
    JsonNode attributes = definition == null ? null : Envelope.opened(routes(), definition);
    Draft draft = Draft.of(resource, DowntimeSpec.class, attributes);
    ObjectNode body = draft.body();
    JsonNode spec = resource.getSpec();
    if (spec != null && spec.path("schedule").isObject()) {
      body.set("schedule", Draft.of(resource, DowntimeSpec.class, null).at("/schedule"));
    }
    JsonNode name = body.at("/monitor_ref/name");
    JsonNode tags = body.path("monitor_tags");
    body.remove(List.of("monitor_ref", "monitor_tags"));
    if (name.isTextual()) {
      body.set("monitor_identifier", identifier("monitor_id", monitor(name.textValue())));
    } else if (tags.isArray()) {
      body.set("monitor_identifier", identifier("monitor_tags", tags));
    }
    return draft;
  }

  private static JsonNode monitor(String name) {
    return TextNode.valueOf("$(%s/%s)".formatted(MUTED, name));
  }

  private static ObjectNode identifier(String field, JsonNode value) {
    return JsonNodeFactory.instance.objectNode().set(field, value);
  }

  @Override
  public List<Reference> references(Draft draft) {
    String said = "/spec/monitorRef/name";
    JsonNode spec = draft.resource().getSpec();
    boolean typed = spec != null && !spec.at("/monitorRef/name").isMissingNode();
    String placed = draft.place(MONITOR).pointer();
    return ApiKind.super.references(draft).stream()
        .map(
            each ->
                typed && each.kind().equals(MUTED) && each.pointer().equals(placed)
                    ? new Reference(each.kind(), each.namespace(), each.name(), said)
                    : each)
        .toList();
  }

  @Override
  public ObjectNode shaped(ObjectNode body, Scope scope) {
    JsonNode monitor = body.at(MONITOR);
    if (monitor.asText().matches("[0-9]{1,18}")) {
      Pointers.set(body, MONITOR, LongNode.valueOf(Long.parseLong(monitor.asText())));
    }
    JsonNode schedule = body.path("schedule");
    body.set("schedule", Plan.of(schedule, scope.now()));
    byDefault(body, "scope", TextNode.valueOf("*"));
    byDefault(body, "display_timezone", schedule.path("timezone"));
    byDefault(body, "notify_end_states", DowntimeApi.END_STATES);
    byDefault(body, "notify_end_types", DowntimeApi.END_TYPES);
    byDefault(body, "mute_first_recovery_notification", BooleanNode.FALSE);
    byDefault(body, "display_timezone", DowntimeApi.UTC);
    return body;
  }

  private static void byDefault(ObjectNode body, String field, JsonNode value) {
    if (!body.hasNonNull(field) && !value.isMissingNode() && !value.isNull()) {
      body.set(field, value.deepCopy());
    }
  }

  @Override
  public JsonNode carried(JsonNode desired, JsonNode found) {
    return Starts.carried(desired, found);
  }

  @Override
  public JsonNode lasting(JsonNode desired) {
    return Starts.lasting(desired);
  }

  /** Datadog gives a list in another order each time; a cancelled one is another thing. */
  @Override
  public String hash(JsonNode found) {
    if (!(found instanceof ObjectNode object)) {
      return Canonical.hash(found);
    }
    ObjectNode sorted = object.deepCopy();
    for (String list : List.of("notify_end_states", "notify_end_types")) {
      sorted.put(list, items(found.path(list)).toString());
    }
    String hash = Canonical.comparableHash(sorted, comparison());
    return liveness(found) == Liveness.LIVE ? hash : hash + "-" + liveness(found);
  }

  @Override
  public Liveness liveness(JsonNode found) {
    String status = found.path("status").asText("");
    if (found.hasNonNull("canceled") || status.equals("canceled")) {
      return Liveness.GONE;
    }
    return status.equals("ended") ? Liveness.FINISHED : Liveness.LIVE;
  }

  @Override
  public boolean isOver(JsonNode desired, Instant now) {
    return Times.moment(desired.at("/schedule/end").asText(""), ZoneOffset.UTC)
        .filter(end -> !end.isAfter(now))
        .isPresent();
  }

  /** Datadog: "Start times of downtimes in progress cannot be changed". */
  @Override
  public boolean needsReplacement(Change change, JsonNode found) {
    return found.path("status").asText("").equals("active")
        && (change.pointer().equals("/schedule/recurrences")
            || BEGINS.stream().anyMatch(begin -> Pointers.covers(begin, change.pointer())));
  }

  @Override
  public boolean same(String pointer, JsonNode a, JsonNode b) {
    if (AS_SETS.contains(pointer)) {
      return items(a).equals(items(b));
    }
    String left = a.asText("");
    String right = b.asText("");
    if (pointer.equals("/message")) {
      return left.strip().equals(right.strip());
    }
    if (pointer.endsWith("/rrule")) {
      return new Rule(left).meaning().equals(new Rule(right).meaning());
    }
    if (pointer.endsWith("/duration")) {
      return Times.length(left).isPresent() && Times.length(left).equals(Times.length(right));
    }
    return (pointer.equals("/schedule/start") || pointer.equals("/schedule/end"))
        && Times.moment(left, ZoneOffset.UTC).isPresent()
        && Times.moment(left, ZoneOffset.UTC).equals(Times.moment(right, ZoneOffset.UTC));
  }

  private static Set<String> items(JsonNode array) {
    Set<String> items = new TreeSet<>();
    array.forEach(item -> items.add(item.asText()));
    return items;
  }

  /** One that mutes whatever alerts asks for more than to be made. */
  @Override
  public List<Asked> asks(Draft draft) {
    List<Asked> asks = new ArrayList<>(ApiKind.super.asks(draft));
    if (!Bounds.has(draft)) {
      asks.add(new Asked(Permission.MuteEverything, Bounds.place(draft)));
    }
    return asks;
  }

  @Override
  public List<Joint> joint(Function<String, List<Draft>> all) {
    return Gaps.among(all.apply(name()), () -> all.apply(MUTED));
  }

  @Override
  public boolean mayJoin(DatadogDowntime one, ApiResource other) {
    return Gaps.mayShareMonitors(one, other);
  }

  @Override
  public List<Problem> passed(Draft draft, Instant now) {
    return Passed.problems(draft, now);
  }

  @Override
  public List<String> messages() {
    return List.of("/message");
  }

  @Override
  public String glance(JsonNode status, JsonNode object) {
    return DowntimeGlance.of(object.path("attributes"), status.path("state").asText(""));
  }

  @Override
  public List<Column> ownColumns() {
    return List.of(
        Column.text("STATE", ".status.state"), Column.text("NEXT", ".status.next"), ID.onlyWide());
  }

  @Override
  public Report report(JsonNode found) {
    return DowntimeReport.of(found);
  }
}
