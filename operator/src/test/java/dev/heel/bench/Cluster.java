package dev.heel.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.heel.kinds.Crds;
import dev.heel.operator.process.KubernetesClients;
import dev.heel.sandbox.datadog.DatadogServer;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * What one operator is for: a namespace with an account and its keys. Several share an API server,
 * each with a cluster name of its own, so that one real API server stands for many clusters.
 */
final class Cluster implements AutoCloseable {
  static final String API_KEY = "0".repeat(32);
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Pattern CALL =
      Pattern.compile("\\S+ ([A-Z]+ [^ ?]+)\\S* (\\S+) heel \\(cluster (.*)\\)");

  /** A number, a dashboard's three parts, or a UUID. */
  private static final Pattern ID =
      Pattern.compile("/([0-9]+|[0-9a-z]{3}-[0-9a-z]{3}-[0-9a-z]{3}|[0-9a-f-]{36})$");

  private final ApiServer api;
  private final DatadogServer datadog;
  private final KubernetesClient client;
  private final String name;

  private Cluster(ApiServer api, DatadogServer datadog, KubernetesClient client, String name) {
    this.api = api;
    this.datadog = datadog;
    this.client = client;
    this.name = name;
  }

  /**
   * Makes the namespace and the account.
   *
   * @param share of the rate limits that the account may use, in per cent
   */
  static Cluster prepare(ApiServer api, DatadogServer datadog, String name, int share) {
    KubernetesClient client =
        KubernetesClients.lenient(Config.fromKubeconfig(api.kubeconfig().toFile()));
    Cluster cluster = new Cluster(api, datadog, client, name);
    client
        .namespaces()
        .resource(new NamespaceBuilder().withNewMetadata().withName(name).endMetadata().build())
        .create();
    client
        .secrets()
        .resource(
            new SecretBuilder()
                .withNewMetadata()
                .withName("keys")
                .withNamespace(name)
                .endMetadata()
                .withStringData(Map.of("api-key", API_KEY, "app-key", "1".repeat(40)))
                .build())
        .create();
    cluster.create(
        "DatadogAccount",
        "default",
        """
        {"url": "%s", "secretRef": {"name": "keys"}, "rateLimitShare": %d,
         "deletions": {"perHour": 0}}"""
            .formatted(datadog.url(), share));
    return cluster;
  }

  /** Installs Heel's CRDs, and waits until the API server serves them. */
  static void install(ApiServer api) {
    try (KubernetesClient client =
        KubernetesClients.lenient(Config.fromKubeconfig(api.kubeconfig().toFile()))) {
      for (JsonNode crd : Crds.all()) {
        client
            .resource(JSON.convertValue(crd, GenericKubernetesResource.class))
            .forceConflicts()
            .serverSideApply();
        String plural = crd.at("/spec/names/plural").asText();
        Waiting.until(() -> isServed(client, plural), "the CRD " + plural + " is served");
      }
    }
  }

  private static boolean isServed(KubernetesClient client, String plural) {
    CustomResourceDefinition crd =
        client
            .apiextensions()
            .v1()
            .customResourceDefinitions()
            .withName(plural + ".heel.dev")
            .get();
    return crd.getStatus() != null
        && crd.getStatus().getConditions() != null
        && crd.getStatus().getConditions().stream()
            .anyMatch(c -> c.getType().equals("Established") && c.getStatus().equals("True"));
  }

  String name() {
    return name;
  }

  OperatorProcess.Launch launch(Size size, boolean elects) {
    return new OperatorProcess.Launch(size, api.kubeconfig(), datadog.url(), name, elects);
  }

  /** Makes so many monitors, eight at a time. */
  void createMonitors(int count) {
    each(count, i -> createMonitor("monitor-" + i, i));
  }

  /** Dashboards of three widgets. */
  void createDashboards(int count) {
    each(count, i -> create("DatadogDashboard", "dashboard-" + i, Specs.dashboard(i)));
  }

  /** Downtimes of the nights and weekends of monitors that exist. */
  void createDowntimes(int count) {
    each(count, i -> create("DatadogDowntime", "downtime-" + i, Specs.downtime(i)));
  }

  /** An Agent, and checks of MySQL that follow Services in turn. */
  void createChecks(int count, int services) {
    create("DatadogAgent", "datadog", "{\"allowedChecks\": {\"namespaces\": {\"from\": \"All\"}}}");
    each(services, this::createService);
    each(count, i -> create("DatadogCheck", "check-" + i, Specs.check(i, i % services)));
  }

  private void createService(int number) {
    client
        .services()
        .resource(
            new ServiceBuilder()
                .withNewMetadata()
                .withName("service-" + number)
                .withNamespace(name)
                .endMetadata()
                .withNewSpec()
                .addToSelector("app", "service-" + number)
                .addNewPort()
                .withPort(3306)
                .endPort()
                .endSpec()
                .build())
        .create();
  }

  private static void each(int count, IntConsumer create) {
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try {
      List<Future<?>> made =
          IntStream.range(0, count)
              .<Future<?>>mapToObj(i -> threads.submit(() -> create.accept(i)))
              .toList();
      for (Future<?> each : made) {
        each.get();
      }
    } catch (InterruptedException | ExecutionException e) {
      throw new IllegalStateException(e);
    } finally {
      threads.shutdownNow();
    }
  }

  /**
   * One as teams write them: about 1 KB, two thresholds, a message with conditions.
   *
   * @param variant makes it differ from the others
   */
  void createMonitor(String monitor, int variant) {
    create("DatadogMonitor", monitor, Specs.monitor(monitor, variant));
  }

  /** Changes what matters of a monitor: a new generation. */
  void editMonitor(String monitor) {
    client
        .genericKubernetesResources(context("DatadogMonitor"))
        .inNamespace(name)
        .withName(monitor)
        .edit(
            resource -> {
              GenericKubernetesResource copy = resource;
              Map<String, Object> spec = copy.get("spec");
              spec.put("tags", List.of("team:other"));
              return copy;
            });
  }

  /** The id that Datadog gave to a monitor. */
  long id(String monitor) {
    return Long.parseLong(id("DatadogMonitor", monitor));
  }

  /** The id that Datadog gave to the object of a resource. */
  String id(String kind, String named) {
    GenericKubernetesResource resource =
        client.genericKubernetesResources(context(kind)).inNamespace(name).withName(named).get();
    return resource.get("status", "id");
  }

  private void create(String kind, String resource, String spec) {
    client
        .genericKubernetesResources(context(kind))
        .inNamespace(name)
        .resource(resource(kind, resource, spec))
        .create();
  }

  private static GenericKubernetesResource resource(String kind, String resource, String spec) {
    String text =
        """
        {"apiVersion": "heel.dev/v1alpha1", "kind": "%s", "metadata": {"name": "%s"}, "spec": %s}"""
            .formatted(kind, resource, spec);
    try {
      return JSON.readValue(text, GenericKubernetesResource.class);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static ResourceDefinitionContext context(String kind) {
    return new ResourceDefinitionContext.Builder()
        .withGroup("heel.dev")
        .withVersion("v1alpha1")
        .withKind(kind)
        .withPlural(kind.toLowerCase(Locale.ROOT) + "s")
        .withNamespaced(true)
        .build();
  }

  /**
   * This cluster's calls of Datadog since the log was last emptied, by verb and path: {@code GET
   * /api/v1/monitor}. The log holds the newest ten thousand.
   */
  Counts calls() {
    return new Counts(
        datadog.callLog().stream()
            .map(CALL::matcher)
            .filter(Matcher::matches)
            .filter(call -> call.group(3).equals(name))
            .collect(
                Collectors.groupingBy(
                    call -> ID.matcher(call.group(1)).replaceFirst("/{id}"),
                    Collectors.counting())));
  }

  @Override
  public void close() {
    client.close();
  }
}
