package dev.heel.operator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.heel.kinds.Crds;
import dev.heel.sandbox.datadog.DatadogOptions;
import dev.heel.sandbox.datadog.DatadogServer;
import dev.heel.sandbox.datadog.Organisation;
import dev.heel.sandbox.kubernetes.KubernetesServer;
import dev.heel.testing.KubeHttp;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The two embedded servers in this process, with one account, for operators in processes of their
 * own.
 */
final class Landscape implements AutoCloseable {
  private static final String KEY = "0".repeat(32);
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String MONITORS = "/apis/heel.dev/v1alpha1/namespaces/home/datadogmonitors";

  final KubernetesServer kubernetes = KubernetesServer.start(KubernetesServer.Options.defaults());
  final DatadogServer datadog;
  final Path kubeconfig;
  private final KubeHttp http = KubeHttp.of(kubernetes.kubeconfig());

  Landscape(DatadogOptions options, Path folder) throws IOException {
    datadog = DatadogServer.start(options);
    kubeconfig = Files.writeString(folder.resolve("kubeconfig"), kubernetes.kubeconfig());
    Crds.all().forEach(kubernetes::apply);
    for (String name : List.of("datadog", "home")) {
      kubernetes.apply(
          tree("{'apiVersion':'v1','kind':'Namespace','metadata':{'name':'%s'}}", name));
    }
    kubernetes.apply(
        tree(
            "{'apiVersion':'v1','kind':'Secret','metadata':{'name':'keys','namespace':'datadog'},"
                + "'stringData':{'api-key':'%s','app-key':'%s'}}",
            KEY, "0".repeat(40)));
    kubernetes.apply(
        tree(
            "{'apiVersion':'heel.dev/v1alpha1','kind':'DatadogAccount',"
                + "'metadata':{'name':'default','namespace':'datadog'},"
                + "'spec':{'url':'%s','secretRef':{'name':'keys'},'allowedNamespaces':{'from':'All'}}}",
            datadog.url()));
  }

  void create(String name, int priority) {
    JsonNode monitor =
        tree(
            "{'apiVersion':'heel.dev/v1alpha1','kind':'DatadogMonitor',"
                + "'metadata':{'name':'%s','namespace':'home'},'spec':{'type':'metric alert',"
                + "'query':'avg(last_5m):avg:my_metric{*} > 800',"
                + "'message':'@a@example.com','priority':%d}}",
            name, priority);
    expect(http.send("POST", MONITORS, monitor.toString()), 201);
  }

  void prioritise(String name, int priority) {
    String patch = "{\"spec\":{\"priority\":" + priority + "}}";
    expect(http.send("PATCH", MONITORS + "/" + name, "application/merge-patch+json", patch), 200);
  }

  void delete(String name) {
    expect(http.send("DELETE", MONITORS + "/" + name, null), 200);
  }

  /** The resources that there are, those being deleted included, by name. */
  Map<String, JsonNode> resources() {
    Map<String, JsonNode> resources = new TreeMap<>();
    http.get(MONITORS)
        .json()
        .path("items")
        .forEach(item -> resources.put(item.at("/metadata/name").asText(), item));
    return resources;
  }

  /** Who leads, as the Lease has it; empty if there is none. */
  String leader() {
    return http.get("/apis/coordination.k8s.io/v1/namespaces/datadog/leases/heel-operator")
        .json()
        .at("/spec/holderIdentity")
        .asText();
  }

  /** For how long the Lease holds without a renewal, in seconds. */
  int leaseSeconds() {
    return http.get("/apis/coordination.k8s.io/v1/namespaces/datadog/leases/heel-operator")
        .json()
        .at("/spec/leaseDurationSeconds")
        .asInt();
  }

  Organisation organisation() {
    return datadog.organisation(KEY);
  }

  /**
   * What is not as it should be: each living resource has exactly one object, of its own content,
   * and its status knows it; nobody else has one.
   *
   * @param wanted priority by name
   */
  List<String> faults(Map<String, Integer> wanted) {
    List<String> faults = new ArrayList<>();
    Map<String, List<JsonNode>> owned = new TreeMap<>();
    for (JsonNode monitor : organisation().monitors()) {
      owned.computeIfAbsent(owner(monitor), o -> new ArrayList<>()).add(monitor);
    }
    Map<String, JsonNode> resources = resources();
    if (!resources.keySet().equals(wanted.keySet())) {
      faults.add("resources are " + resources.keySet() + ", not " + wanted.keySet());
    }
    wanted.forEach(
        (name, priority) ->
            faults.addAll(
                faults(name, priority, owned.getOrDefault("home/" + name, List.of()), resources)));
    owned.keySet().removeIf(owner -> wanted.containsKey(owner.replace("home/", "")));
    owned.forEach(
        (owner, objects) -> faults.add(objects.size() + " objects of " + owner + " are left"));
    return faults;
  }

  private static List<String> faults(
      String name, int priority, List<JsonNode> objects, Map<String, JsonNode> resources) {
    if (objects.size() != 1) {
      return List.of(name + " has " + objects.size() + " objects");
    }
    JsonNode object = objects.get(0);
    JsonNode status = resources.containsKey(name) ? resources.get(name).path("status") : object;
    List<String> faults = new ArrayList<>();
    if (object.path("priority").asInt() != priority) {
      faults.add(name + " has priority " + object.path("priority") + ", not " + priority);
    }
    if (!object.path("id").asText().equals(status.path("id").asText())) {
      faults.add(name + "'s status knows " + status.path("id") + ", not " + object.path("id"));
    }
    if (status.has("creating")) {
      faults.add(name + " is still in doubt");
    }
    return faults;
  }

  private static String owner(JsonNode monitor) {
    for (JsonNode tag : monitor.path("tags")) {
      if (tag.asText().startsWith("heel_owner:")) {
        return tag.asText().substring("heel_owner:".length());
      }
    }
    return "nobody";
  }

  private static void expect(KubeHttp.Answer answer, int code) {
    if (answer.code() != code) {
      throw new IllegalStateException(answer.code() + " " + answer.text());
    }
  }

  private static JsonNode tree(String json, Object... values) {
    try {
      return JSON.readTree(json.formatted(values).replace('\'', '"'));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    datadog.close();
    kubernetes.close();
  }
}
