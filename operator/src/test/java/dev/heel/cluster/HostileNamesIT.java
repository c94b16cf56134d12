package dev.heel.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.heel.sandbox.datadog.DatadogOptions;
import dev.heel.testing.Kubectl;
import dev.heel.testing.Person;
import dev.heel.testing.RealParts;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Names that no object can have: the real API server takes none from somebody with {@code edit},
 * and what was stored before it knew the forms hinders nobody and goes when it is deleted.
 */
@DisplayName("Names that no object can have")
class HostileNamesIT {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final List<String> OLDER = List.of("datadogchecks", "datadogmonitors");

  private static final String RESOURCE =
      """
      apiVersion: heel.dev/v1alpha1
      kind: %s
      metadata: {name: %s}
      spec: {%s}
      """;

  private static final String MONITOR =
      "type: metric alert, query: 'avg(last_5m):avg:m{*} > 8', message: '@a@example.com'";
  private static final String SOURCE =
      "runOn: Cluster, pythonFrom: {configMap: {name: '%s', key: code}}";

  @TempDir private static Path directory;
  private static Installation heel;
  private static Person shop;

  @BeforeAll
  static void install() throws IOException {
    RealParts.assumeControlPlane("that names which no object can have are refused");
    heel = Installation.in(directory, DatadogOptions.defaults());
    heel.applyStory("10-account", "20-agent");
    shop = Person.with(heel.kubectl(), "edit", "home");
    storeFromBefore();
    heel.startOperator();
  }

  @AfterAll
  static void stop() throws Exception {
    if (heel != null) {
      heel.close();
    }
  }

  /** Under CRDs without rules, as earlier versions had them, which are then put back. */
  private static void storeFromBefore() throws IOException {
    List<ObjectNode> present = new ArrayList<>();
    for (String plural : OLDER) {
      String crd = heel.kubectl().run("get", "crd", plural + ".heel.dev", "-o", "json");
      present.add(((ObjectNode) JSON.readTree(crd)));
    }
    present.stream()
        .map(ObjectNode::deepCopy)
        .map(HostileNamesIT::withoutRules)
        .forEach(HostileNamesIT::serve);
    store("DatadogCheck", "before", SOURCE.formatted("a=b"));
    store(
        "DatadogMonitor",
        "before",
        "definitionFrom: {configMapKeyRef: {name: ../../x, key: code}}");
    store("DatadogMonitor", "watched", MONITOR + ", ignore: [nothing]");
    present.forEach(HostileNamesIT::serve);
    Stream.of(
            RESOURCE.formatted("DatadogCheck", "x", SOURCE.formatted("A")),
            RESOURCE.formatted("DatadogMonitor", "x", MONITOR + ", ignore: [nothing]"))
        .forEach(bad -> await().atMost(PATIENCE).until(() -> shop.tries(bad).code() != 0));
  }

  private static ObjectNode withoutRules(ObjectNode crd) {
    crd.findParents("x-kubernetes-validations")
        .forEach(schema -> ((ObjectNode) schema).remove("x-kubernetes-validations"));
    return crd;
  }

  private static void serve(ObjectNode crd) {
    ((ObjectNode) crd.path("metadata")).remove("resourceVersion");
    heel.kubectl().feed(crd.toString(), "replace", "-f", "-");
  }

  private static void store(String kind, String name, String spec) {
    String resource = RESOURCE.formatted(kind, name, spec);
    await().atMost(PATIENCE).untilAsserted(() -> assertThat(shop.tries(resource).err()).isEmpty());
  }

  static Stream<Arguments> names() {
    String definition = MONITOR.replaceAll("type.*", "definitionFrom: {configMapKeyRef: {%s}}");
    String jar = "runOn: Cluster, jmx: {jars: [{configMap: {%s}}]}";
    String place = "spec.pythonFrom.configMap.name";
    return Stream.of(
        arguments("an =", "DatadogCheck", SOURCE.formatted("a=b"), place),
        arguments("a dot", "DatadogCheck", SOURCE.formatted("."), place),
        arguments("a path", "DatadogCheck", SOURCE.formatted("../../x"), place),
        arguments("a parameter", "DatadogCheck", SOURCE.formatted("x y?z"), place),
        arguments("capitals", "DatadogCheck", SOURCE.formatted("Code"), place),
        arguments("two dots", "DatadogCheck", SOURCE.formatted("a..b"), place),
        arguments("a second line", "DatadogCheck", SOURCE.formatted("a\n\n  b"), place),
        arguments("other letters", "DatadogCheck", SOURCE.formatted("größe"), place),
        arguments("254 letters", "DatadogCheck", SOURCE.formatted("a".repeat(254)), place),
        arguments("a jar's", "DatadogCheck", jar.formatted("name: a/b, key: c"), "configMap.name"),
        arguments(
            "a jar's key", "DatadogCheck", jar.formatted("name: a, key: ../c"), "configMap.key"),
        arguments(
            "a Service's",
            "DatadogCheck",
            "integration: mysql, targets: {service: _db}",
            "spec.targets.service"),
        arguments(
            "a Service's",
            "DatadogCheck",
            "integration: mysql, targets: {service: a.b}",
            "spec.targets.service"),
        arguments(
            "a definition's",
            "DatadogMonitor",
            definition.formatted("name: ../x, key: code"),
            "spec.definitionFrom.configMapKeyRef.name"),
        arguments(
            "its key",
            "DatadogMonitor",
            definition.formatted("name: x, key: 'y z'"),
            "spec.definitionFrom.configMapKeyRef.key"),
        arguments(
            "two dots as a key",
            "DatadogMonitor",
            definition.formatted("name: x, key: '..'"),
            "spec.definitionFrom.configMapKeyRef.key"),
        arguments(
            "an account's",
            "DatadogMonitor",
            MONITOR + ", accountRef: {name: a/b}",
            "spec.accountRef.name"),
        arguments(
            "its namespace",
            "DatadogMonitor",
            MONITOR + ", accountRef: {name: a, namespace: b.c}",
            "spec.accountRef.namespace"),
        arguments(
            "a monitor's", "DatadogDowntime", "monitorRef: {name: 'a b'}", "spec.monitorRef.name"));
  }

  @ParameterizedTest(name = "{0}: {2}")
  @MethodSource("names")
  @DisplayName("are refused by the API server, which says the field, its form and an example")
  void refused(String because, String kind, String spec, String field) {
    Kubectl.Said said = shop.tries(RESOURCE.formatted(kind, "bad", spec));
    assertThat(said.code()).as(because).isNotZero();
    assertThat(said.err()).as(because).contains(field);
    if (!because.startsWith("254")) {
      assertThat(said.err()).as(because).contains("must be a", "such as");
    }
  }

  static Stream<Arguments> ofThePlatform() {
    return Stream.of(
        arguments(
            "DatadogAccount", "site: datadoghq.eu, secretRef: {name: a=b}", "spec.secretRef.name"),
        arguments(
            "DatadogAccount",
            "site: datadoghq.eu, secretRef: {name: a, apiKey: a/b}",
            "spec.secretRef.apiKey"),
        arguments("DatadogAgent", "secretRef: {name: '.'}", "spec.secretRef.name"),
        arguments(
            "DatadogAgent",
            "secretRef: {name: a}, images: {pullSecrets: [b_c]}",
            "spec.images.pullSecrets[0]"),
        arguments(
            "DatadogAgent",
            "secretRef: {name: a}, apm: {instrumentation: {enabledNamespaces: [A]}}",
            "spec.apm.instrumentation.enabledNamespaces[0]"));
  }

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource("ofThePlatform")
  @DisplayName("and so they are in accounts and Agents")
  void refusedToThePlatform(String kind, String spec, String field) {
    Kubectl.Said said =
        heel.kubectl()
            .attempt(RESOURCE.formatted(kind, "bad", spec), "apply", "-n", "datadog", "-f", "-");
    assertThat(said.code()).isNotZero();
    assertThat(said.err()).contains(field, "must be a", "such as");
  }

  @Test
  @DisplayName(
      "of resources from before, each says so, others do not wait, and each can be deleted")
  void fromBefore() {
    shop.apply(RESOURCE.formatted("DatadogMonitor", "good", MONITOR));
    shop.apply(
        RESOURCE.formatted(
            "DatadogCheck",
            "good",
            "runOn: Cluster, integration: http_check, instances: [{name: a, url: 'http://b'}]"));
    shop.awaitReason("ddmon/good", "InSync");
    shop.awaitReason("ddcheck/good", "Rendered");
    shop.awaitReason("ddmon/watched", "InSync");
    assertThat(shop.awaitReason("ddcheck/before", "Invalid"))
        .contains("there can be no key code of ConfigMap a=b", "such as my-config");
    assertThat(shop.awaitReason("ddmon/before", "WaitingForReference")).contains("../../x");
    shop.kubectl()
        .run(
            "delete",
            "-n",
            "home",
            "ddcheck/before",
            "ddmon/before",
            "ddmon/watched",
            "--timeout=60s");
    assertThat(heel.datadog().objects()).hasSize(1);
  }
}
