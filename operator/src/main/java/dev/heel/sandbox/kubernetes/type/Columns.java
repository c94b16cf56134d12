package dev.heel.sandbox.kubernetes.type;

import com.fasterxml.jackson.databind.JsonNode;
import dev.heel.sandbox.kubernetes.patch.Trees;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** What {@code kubectl get} shows of the built-in kinds beside name and age. */
final class Columns {
  private Columns() {}

  /** Columns written as {@code Heading=.json.path}. */
  static List<Column> of(String... columns) {
    return Arrays.stream(columns)
        .map(column -> column.split("=", 2))
        .map(parts -> Column.path(parts[0], "string", parts[1]))
        .toList();
  }

  static List<Column> secret() {
    return List.of(
        Column.path("Type", "string", ".type"), Column.text("Data", o -> count(o.path("data"))));
  }

  static List<Column> configMap() {
    return List.of(
        Column.text("Data", o -> "" + (o.path("data").size() + o.path("binaryData").size())));
  }

  static List<Column> event() {
    return List.of(
        Column.text("Last Seen", o -> Ages.since(lastSeen(o))),
        Column.path("Type", "string", ".type"),
        Column.path("Reason", "string", ".reason"),
        Column.text("Object", o -> object(first(o, "involvedObject", "regarding"))),
        Column.text("Message", o -> first(o, "message", "note").asText().strip()));
  }

  static List<Column> pod() {
    return List.of(
        Column.text("Ready", o -> ready(o) + "/" + o.path("spec").path("containers").size()),
        Column.text("Status", Columns::podStatus),
        Column.text("Restarts", o -> "0"),
        Column.path("IP", "string", ".status.podIP").wide(),
        Column.path("Node", "string", ".spec.nodeName").wide());
  }

  static List<Column> service() {
    return List.of(
        Column.text("Type", o -> o.path("spec").path("type").asText("ClusterIP")),
        Column.text("Cluster-IP", o -> o.path("spec").path("clusterIP").asText("<none>")),
        Column.text("External-IP", o -> "<none>"),
        Column.text("Port(s)", o -> ports(o.path("spec").path("ports"))),
        Column.text("Selector", o -> labels(o.path("spec").path("selector"))).wide());
  }

  static List<Column> node() {
    return List.of(
        Column.text("Status", o -> "Ready"),
        Column.text("Roles", o -> "control-plane"),
        Column.path("Version", "string", ".status.nodeInfo.kubeletVersion"));
  }

  static List<Column> endpointSlice() {
    return List.of(
        Column.path("AddressType", "string", ".addressType"),
        Column.text("Ports", o -> joined(o.path("ports"), "port")),
        Column.text("Endpoints", o -> addresses(o.path("endpoints"))));
  }

  static List<Column> deployment() {
    return List.of(
        Column.text("Ready", o -> number(o, "readyReplicas") + "/" + wanted(o)),
        Column.text("Up-to-date", o -> number(o, "updatedReplicas")),
        Column.text("Available", o -> number(o, "availableReplicas")));
  }

  static List<Column> statefulSet() {
    return List.of(Column.text("Ready", o -> number(o, "readyReplicas") + "/" + wanted(o)));
  }

  static List<Column> daemonSet() {
    return List.of(
        Column.text("Desired", o -> number(o, "desiredNumberScheduled")),
        Column.text("Current", o -> number(o, "currentNumberScheduled")),
        Column.text("Ready", o -> number(o, "numberReady")),
        Column.text("Up-to-date", o -> number(o, "updatedNumberScheduled")),
        Column.text("Available", o -> number(o, "numberAvailable")),
        Column.text("Node Selector", o -> labels(o.at("/spec/template/spec/nodeSelector"))));
  }

  static List<Column> replicaSet() {
    return List.of(
        Column.text("Desired", Columns::wanted),
        Column.text("Current", o -> number(o, "replicas")),
        Column.text("Ready", o -> number(o, "readyReplicas")));
  }

  static List<Column> binding() {
    return List.of(
        Column.text(
            "Role",
            o ->
                o.path("roleRef").path("kind").asText()
                    + "/"
                    + o.path("roleRef").path("name").asText()));
  }

  static List<Column> crd() {
    return List.of(Column.path("Created At", "string", ".metadata.creationTimestamp"));
  }

  private static String podStatus(JsonNode pod) {
    return pod.path("metadata").has("deletionTimestamp")
        ? "Terminating"
        : pod.path("status").path("phase").asText("Pending");
  }

  private static long ready(JsonNode pod) {
    return StreamSupport.stream(pod.path("status").path("containerStatuses").spliterator(), false)
        .filter(container -> container.path("ready").asBoolean())
        .count();
  }

  private static String lastSeen(JsonNode event) {
    return List.of(
            "/series/lastObservedTime",
            "/lastTimestamp",
            "/deprecatedLastTimestamp",
            "/eventTime",
            "/metadata/creationTimestamp")
        .stream()
        .map(event::at)
        .filter(time -> time.isTextual())
        .findFirst()
        .map(JsonNode::asText)
        .orElse("");
  }

  private static String object(JsonNode reference) {
    return reference.path("kind").asText().toLowerCase(Locale.ROOT)
        + "/"
        + reference.path("name").asText();
  }

  private static JsonNode first(JsonNode object, String one, String other) {
    return object.has(one) ? object.get(one) : object.path(other);
  }

  private static String wanted(JsonNode workload) {
    return "" + workload.path("spec").path("replicas").asInt(1);
  }

  private static String number(JsonNode object, String status) {
    return "" + object.path("status").path(status).asInt(0);
  }

  private static String count(JsonNode map) {
    return "" + map.size();
  }

  private static String ports(JsonNode ports) {
    String text =
        StreamSupport.stream(ports.spliterator(), false)
            .map(p -> p.path("port").asText() + "/" + p.path("protocol").asText("TCP"))
            .collect(Collectors.joining(","));
    return text.isEmpty() ? "<none>" : text;
  }

  private static String labels(JsonNode map) {
    String text =
        Trees.names(map).stream()
            .map(name -> name + "=" + map.get(name).asText())
            .collect(Collectors.joining(","));
    return text.isEmpty() ? "<none>" : text;
  }

  private static String joined(JsonNode list, String field) {
    String text =
        StreamSupport.stream(list.spliterator(), false)
            .map(item -> item.path(field).asText())
            .filter(Objects::nonNull)
            .collect(Collectors.joining(","));
    return text.isEmpty() ? "<unset>" : text;
  }

  private static String addresses(JsonNode endpoints) {
    String text =
        StreamSupport.stream(endpoints.spliterator(), false)
            .flatMap(endpoint -> Trees.texts(endpoint.path("addresses")).stream())
            .collect(Collectors.joining(","));
    return text.isEmpty() ? "<unset>" : text;
  }
}
