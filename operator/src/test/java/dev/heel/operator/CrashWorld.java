package dev.heel.operator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.heel.kinds.Crds;
import dev.heel.operator.process.KubernetesClients;
import dev.heel.operator.process.Timing;
import dev.heel.sandbox.datadog.DatadogOptions;
import dev.heel.sandbox.datadog.DatadogServer;
import dev.heel.sandbox.datadog.control.OrganisationPages;
import dev.heel.sandbox.datadog.world.Inventory;
import dev.heel.sandbox.datadog.world.SandboxObject;
import dev.heel.sandbox.kubernetes.KubernetesServer;
import dev.heel.testing.Relay;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.GenericKubernetesResourceList;
import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.NonNamespaceOperation;
import io.fabric8.kubernetes.client.dsl.Resource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Both servers in this process, a relay in front of each, and an account that leads to them: all
 * that an operator in a process of its own needs.
 */
final class CrashWorld implements AutoCloseable {
  static final String CLUSTER = "crash";
  private static final String API_KEY = "0".repeat(32);
  private static final String APP_KEY = "0".repeat(40);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Duration pace;
  private final Path folder;
  private final KubernetesServer kubernetes;
  private final DatadogServer datadog;
  private final Onlooker onlooker;
  private final Relay toKubernetes;
  private final Relay toDatadog;
  private final KubernetesClient client;
  private final Set<String> notOurs = new HashSet<>();
  private final Map<Subject, List<String>> foreign = new HashMap<>();

  private CrashWorld(DatadogOptions options, Duration pace, Path folder) {
    this.pace = pace;
    this.folder = folder;
    kubernetes = KubernetesServer.start(KubernetesServer.Options.defaults());
    datadog = DatadogServer.start(options);
    onlooker = new Onlooker(Timing.paced(pace).visibilityGrace(), this::objectsOf);
    toKubernetes = Relay.before(kubernetes.url(), onlooker);
    toDatadog = Relay.before(datadog.url(), onlooker);
    client =
        KubernetesClients.ofOperator(
            new ConfigBuilder(Config.empty())
                .withMasterUrl(kubernetes.url().toString())
                .withNamespace(Wanted.NAMESPACE)
                .withOnlyHttpWatches(true)
                .build());
    Crds.all().forEach(kubernetes::apply);
    List.of(namespace(), secret(), account()).forEach(kubernetes::apply);
  }

  /**
   * @param folder for the kubeconfig and the logs
   */
  static CrashWorld open(DatadogOptions options, Duration pace, Path folder) {
    return new CrashWorld(options, pace, folder);
  }

  /** Starts an operator against the relays; its log is appended to {@code NAME.log}. */
  OperatorChild start(String name, String... more) {
    return OperatorChild.start(
        new OperatorChild.Launch(kubeconfig(), log(name), CLUSTER, pace, options(more)));
  }

  private List<String> options(String... more) {
    List<String> options = new ArrayList<>(List.of(more));
    options.addAll(List.of("--allow-datadog-host", toDatadog.url().toString()));
    return options;
  }

  Path log(String name) {
    return folder.resolve(name + ".log");
  }

  private Path kubeconfig() {
    Path file = folder.resolve("kubeconfig");
    String text =
        kubernetes
            .kubeconfig()
            .replace(kubernetes.url().toString(), toKubernetes.url().toString())
            .replace("namespace: default", "namespace: " + Wanted.NAMESPACE);
    try {
      return Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static JsonNode namespace() {
    ObjectNode namespace = JsonNodeFactory.instance.objectNode();
    namespace.put("apiVersion", "v1").put("kind", "Namespace");
    namespace.putObject("metadata").put("name", Wanted.NAMESPACE);
    return namespace;
  }

  private static JsonNode secret() {
    ObjectNode secret = JsonNodeFactory.instance.objectNode();
    secret.put("apiVersion", "v1").put("kind", "Secret");
    secret.putObject("metadata").put("namespace", Wanted.NAMESPACE).put("name", "keys");
    secret.putObject("stringData").put("api-key", API_KEY).put("app-key", APP_KEY);
    return secret;
  }

  private JsonNode account() {
    ObjectNode account = JsonNodeFactory.instance.objectNode();
    account.put("apiVersion", "heel.dev/v1alpha1").put("kind", "DatadogAccount");
    account.putObject("metadata").put("namespace", Wanted.NAMESPACE).put("name", "default");
    ObjectNode spec = account.putObject("spec");
    spec.put("url", toDatadog.url().toString()).put("rateLimitShare", 100);
    spec.putObject("secretRef").put("name", "keys");
    spec.putObject("deletions").put("perHour", 100_000);
    return account;
  }

  void apply(Wanted wanted) {
    kubernetes.apply(wanted.manifest());
  }

  void delete(Wanted wanted) {
    resources(wanted.subject()).withName(wanted.name()).delete();
  }

  /** The resources of every subject that Kubernetes has, by name. */
  Map<String, JsonNode> resources() {
    return Subject.ALL.stream()
        .flatMap(subject -> resources(subject).list().getItems().stream())
        .collect(
            Collectors.toMap(
                resource -> resource.getMetadata().getName(),
                (GenericKubernetesResource resource) -> JSON.valueToTree(resource)));
  }

  private NonNamespaceOperation<
          GenericKubernetesResource,
          GenericKubernetesResourceList,
          Resource<GenericKubernetesResource>>
      resources(Subject subject) {
    return client
        .genericKubernetesResources("heel.dev/v1alpha1", subject.kind())
        .inNamespace(Wanted.NAMESPACE);
  }

  /** The Lease that replicas compete for; null if there is none yet. */
  Lease lease() {
    return client.leases().inNamespace(Wanted.NAMESPACE).withName("heel-operator").get();
  }

  /** All objects as they are, those of others included, by kind and id. */
  Map<String, JsonNode> objects() {
    Map<String, JsonNode> all = new HashMap<>();
    for (Subject subject : Subject.ALL) {
      Inventory inventory = subject.inventory(organisation());
      inventory.objects().forEach(object -> all.put(key(subject, object.id()), object.body()));
      foreign
          .getOrDefault(subject, List.of())
          .forEach(id -> inventory.get(id).ifPresent(body -> all.put(key(subject, id), body)));
    }
    return all;
  }

  /** The key in {@link #objects} of a resource's own object; an empty id if it has none. */
  static String id(JsonNode resource) {
    return resource == null
        ? ""
        : resource.path("kind").asText() + " " + resource.at("/status/id").asText();
  }

  /** What sort of object a key of {@link #objects} is of. */
  static Subject subject(String key) {
    return Subject.ALL.stream()
        .filter(subject -> key.startsWith(subject.kind() + " "))
        .findFirst()
        .orElseThrow();
  }

  private static String key(Subject subject, String id) {
    return subject.kind() + " " + id;
  }

  /** Ids of the objects that an operator made for a resource. */
  List<String> ids(Wanted wanted) {
    return wanted.subject().inventory(organisation()).objects().stream()
        .filter(object -> !notOurs.contains(object.id()))
        .filter(object -> wanted.subject().owner(object.body()).equals(wanted.owner()))
        .map(SandboxObject::id)
        .toList();
  }

  /** Old objects of other people, of every kind. */
  void createForeign(int each) {
    for (Subject subject : Subject.ALL) {
      foreign.put(subject, subject.inventory(organisation()).createForeign(each));
    }
  }

  /** Makes a monitor past the operator, as a person or another cluster does. */
  String makeForOthers(JsonNode body) {
    double losing = datadog.switches().loseAnswer();
    datadog.switches().loseAnswer(0);
    try {
      HttpRequest request =
          HttpRequest.newBuilder(URI.create(datadog.url() + "/api/v1/monitor"))
              .header("DD-API-KEY", API_KEY)
              .header("DD-APPLICATION-KEY", APP_KEY)
              .header("Content-Type", "application/json")
              .POST(HttpRequest.BodyPublishers.ofString(body.toString()))
              .build();
      String answer = HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).body();
      String id = JSON.readTree(answer).required("id").asText();
      notOurs.add(id);
      return id;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    } finally {
      datadog.switches().loseAnswer(losing);
    }
  }

  private long objectsOf(String owner) {
    return Subject.ALL.stream()
        .flatMap(
            subject ->
                subject.inventory(organisation()).objects().stream()
                    .filter(object -> !notOurs.contains(object.id()))
                    .filter(object -> owner.equals(subject.owner(object.body()))))
        .count();
  }

  OrganisationPages organisation() {
    return datadog.organisation(API_KEY);
  }

  /** Writes that arrived at Datadog since the start. */
  long writes() {
    return datadog.calls().entrySet().stream()
        .filter(call -> !call.getKey().startsWith("GET "))
        .mapToLong(Map.Entry::getValue)
        .sum();
  }

  DatadogServer datadog() {
    return datadog;
  }

  Onlooker onlooker() {
    return onlooker;
  }

  Relay toKubernetes() {
    return toKubernetes;
  }

  @Override
  public void close() {
    toKubernetes.close();
    toDatadog.close();
    client.close();
    datadog.close();
    kubernetes.close();
  }
}
