package dev.heel.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.heel.engine.ApiKind;
import dev.heel.engine.Check;
import dev.heel.engine.Draft;
import dev.heel.engine.ObjectType;
import dev.heel.kinds.Kinds;
import dev.heel.kinds.monitor.DatadogMonitor;
import dev.heel.kinds.monitor.MonitorKind;
import dev.heel.operator.process.KubernetesClients;
import dev.heel.operator.process.OperatorOptions;
import dev.heel.operator.process.Timing;
import dev.heel.resource.ApiResource;
import dev.heel.resource.NamespacedName;
import dev.heel.resource.Problem;
import dev.heel.sandbox.datadog.DatadogOptions;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A rule, or the making of a body, that throws over some monitors: their names say over which. Heel
 * has no such fault that anybody knows of, so the test brings a kind that has.
 */
@DisplayName("A fault of Heel's own in the running operator")
class FaultyRuleIT {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final String LIST = "GET /api/v1/monitor";
  private static final String SECRET = "text of the exception";

  /** The version of a resource over which the rule throws, whatever the name. */
  private static final int THROWS = 13;

  private static final Wanted RULE = new Wanted(new MonitorSubject(), "rule-throws", 1);
  private static final Wanted BODY = new Wanted(new MonitorSubject(), "body-throws", 1);
  private static final Wanted GOOD = new Wanted(new MonitorSubject(), "good", 1);
  private static final Wanted WEBHOOK = new Wanted(new WebhookSubject(), "webhook", 1);

  @TempDir private Path folder;
  private CrashWorld world;
  private KubernetesClient client;
  private HeelOperator operator;

  /** What costs something: calls but for lists, and writes to Kubernetes. */
  private record Cost(Map<String, Long> calls, Map<String, String> versions) {}

  @BeforeEach
  void open() {
    Duration pace = Duration.ofMillis(400);
    world = CrashWorld.open(DatadogOptions.builder().hastened().build(), pace, folder);
    client =
        KubernetesClients.ofOperator(
            new ConfigBuilder(Config.empty())
                .withMasterUrl(world.toKubernetes().url().toString())
                .withOnlyHttpWatches(true)
                .build());
    operator = new HeelOperator(options(pace), client, kinds(), () -> {});
    operator.start();
  }

  /** An operator of this process may be told where Datadog is. */
  private OperatorOptions options(Duration pace) {
    return OperatorOptions.of(CrashWorld.CLUSTER)
        .defaultAccount(new NamespacedName(Wanted.NAMESPACE, "default"))
        .datadogAt(world.datadog().url())
        .timing(Timing.paced(pace))
        .build();
  }

  @AfterEach
  void close() {
    operator.close();
    client.close();
    world.close();
  }

  @Test
  @DisplayName("the resource is Invalid [internal], all others go on, and nothing is called for it")
  void internal() {
    Stream.of(RULE, BODY, GOOD, WEBHOOK).forEach(world::apply);

    String rule = message(RULE, "Invalid");
    assertThat(rule).contains("DatadogMonitor crash/rule-throws: IllegalStateException in");
    assertThat(rule).contains("[internal]", "Please report this line").doesNotContain(SECRET);
    String body = message(BODY, "Invalid");
    assertThat(body).contains("DatadogMonitor crash/body-throws: IllegalStateException in");
    assertThat(body).contains("[internal]", "Please report this line").doesNotContain(SECRET);
    message(GOOD, "InSync");
    message(WEBHOOK, "InSync");
    rounds();
    Cost before = cost();
    rounds();
    assertThat(cost()).isEqualTo(before);
    assertThat(operator.isHealthy()).isTrue();
    assertThat(world.ids(RULE)).isEmpty();
    assertThat(world.ids(BODY)).isEmpty();
  }

  @Test
  @DisplayName("one that has an object keeps it, and is deleted with it like any other")
  void deletion() {
    world.apply(GOOD);
    message(GOOD, "InSync");
    List<String> ids = world.ids(GOOD);
    assertThat(ids).hasSize(1);

    world.apply(new Wanted(GOOD.subject(), GOOD.name(), THROWS));
    assertThat(message(GOOD, "Invalid")).contains("[internal]");
    assertThat(world.ids(GOOD)).isEqualTo(ids);

    world.delete(GOOD);
    await().atMost(PATIENCE).until(() -> !world.resources().containsKey(GOOD.name()));
    assertThat(world.ids(GOOD)).isEmpty();
  }

  /** The message of the condition Ready, once it has that reason for the present spec. */
  private String message(Wanted wanted, String reason) {
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> {
              JsonNode resource = world.resources().get(wanted.name());
              assertThat(ready(resource).path("reason").asText())
                  .as(ready(resource).toString())
                  .isEqualTo(reason);
              assertThat(resource.at("/status/observedGeneration").asLong())
                  .isEqualTo(resource.at("/metadata/generation").asLong());
            });
    return ready(world.resources().get(wanted.name())).path("message").asText();
  }

  private static JsonNode ready(JsonNode resource) {
    for (JsonNode condition : resource.at("/status/conditions")) {
      if (condition.path("type").asText().equals("Ready")) {
        return condition;
      }
    }
    return resource.path("status").path("none");
  }

  /** Waits until the monitors were listed twice more. */
  private void rounds() {
    long before = world.datadog().calls().getOrDefault(LIST, 0L);
    await()
        .atMost(PATIENCE)
        .until(() -> world.datadog().calls().getOrDefault(LIST, 0L) >= before + 2);
  }

  private Cost cost() {
    Map<String, Long> calls = new TreeMap<>(world.datadog().calls());
    calls.remove(LIST);
    Map<String, String> versions = new TreeMap<>();
    world
        .resources()
        .forEach(
            (name, resource) ->
                versions.put(name, resource.at("/metadata/resourceVersion").asText()));
    return new Cost(calls, versions);
  }

  private static List<ApiKind<?>> kinds() {
    return Kinds.api().stream()
        .<ApiKind<?>>map(kind -> kind instanceof MonitorKind real ? faulty(real) : kind)
        .toList();
  }

  private static ApiKind<?> faulty(MonitorKind real) {
    InvocationHandler handler = (proxy, method, given) -> faulty(real, proxy, method, given);
    return (ApiKind<?>)
        Proxy.newProxyInstance(
            ApiKind.class.getClassLoader(), new Class<?>[] {ApiKind.class}, handler);
  }

  private static Object faulty(MonitorKind real, Object proxy, Method method, Object[] given)
      throws Throwable {
    return switch (method.getName()) {
      case "problems" -> InvocationHandler.invokeDefault(proxy, method, given);
      case "object" -> faulty(real.object());
      case "desired" -> {
        throwFor(((Draft) given[0]).resource(), BODY.name());
        yield method.invoke(real, given);
      }
      default -> method.invoke(real, given);
    };
  }

  private static ObjectType<DatadogMonitor> faulty(ObjectType<DatadogMonitor> real) {
    return new ObjectType<>(
        real.type(),
        real.spec(),
        real.noun(),
        real.routes(),
        real.identity(),
        real.comparison(),
        real.nameField(),
        real.immutable(),
        Stream.concat(Stream.of((Check) FaultyRuleIT::rule), real.checks().stream()).toList());
  }

  private static List<Problem> rule(Draft draft) {
    throwFor(draft.resource(), RULE.name());
    return List.of();
  }

  private static void throwFor(ApiResource resource, String name) {
    boolean version = resource.getSpec().path("message").asText().endsWith(" " + THROWS);
    if (version || resource.getMetadata().getName().equals(name)) {
      throw new IllegalStateException(SECRET);
    }
  }
}
