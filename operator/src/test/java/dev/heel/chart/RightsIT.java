package dev.heel.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.marcnuri.helm.Helm;
import dev.heel.kinds.Kinds;
import dev.heel.testing.Kubectl;
import dev.heel.testing.RealParts;
import dev.heel.testing.Story;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * A right that is missing is seen at once; one too many is seen by nobody. Here Heel lives from
 * {@code helm install} to {@code helm uninstall}, and the API server's audit tells which of the
 * chart's rights were used.
 */
@DisplayName("Each right that the chart gives is used")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class RightsIT {
  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Map<String, ?> DELETES =
      Map.of("uninstall.objects", "Delete", "secretAccess.namespaces[0]", "home");
  private static final Map<String, ?> ORPHANS =
      Map.of("watchNamespaces[0]", "home", "secretAccess.namespaces[0]", "home");

  /** Roles of Heel's own ServiceAccounts; those of Agents and of people are others' to use. */
  private static final Set<String> OWN_ROLES =
      Set.of(
          "heel-account-secrets",
          "heel-agents",
          "heel-cluster",
          "heel-crds",
          "heel-lease",
          "heel-release",
          "heel-resources",
          "heel-stop",
          "heel-test");

  /** Rights that no request shows, by what they are for. */
  private static final Map<String, List<String>> UNSEEN =
      Map.of(
          "asked for inside the API server when a binding is made (Kubernetes, \"Privilege"
              + " escalation prevention\")",
          List.of(
              "heel-agents: bind roles.rbac.authorization.k8s.io",
              "heel-cluster: bind clusterroles.rbac.authorization.k8s.io"),
          "asked for inside the API server when a server-side apply makes an object",
          List.of(
              "heel-agents: create daemonsets.apps",
              "heel-agents: create deployments.apps",
              "heel-agents: create rolebindings.rbac.authorization.k8s.io",
              "heel-agents: create roles.rbac.authorization.k8s.io",
              "heel-agents: create serviceaccounts",
              "heel-agents: create services",
              "heel-cluster: create clusterrolebindings.rbac.authorization.k8s.io"),
          "for a kind that the version before an upgrade did not have",
          List.of("heel-crds: create customresourcedefinitions.apiextensions.k8s.io"),
          "asked for where OwnerReferencesPermissionEnforcement is on, as in OpenShift",
          List.of(
              "heel-resources: update datadogagents.heel.dev/finalizers",
              "heel-resources: update datadogchecks.heel.dev/finalizers"),
          "the framework reads a resource anew after a conflict, which comes as it may",
          List.of(
              "heel-resources: get datadogaccounts.heel.dev",
              "heel-resources: get datadogagents.heel.dev",
              "heel-resources: get datadogchecks.heel.dev",
              "heel-resources: get datadogdashboards.heel.dev",
              "heel-resources: get datadogdowntimes.heel.dev",
              "heel-resources: get datadogmonitors.heel.dev",
              "heel-resources: get datadogwebhooks.heel.dev"));

  /**
   * What is kept stands in a ConfigMap beside the account, where two roles let the operator make
   * it: the API server names either, as it comes. The Agent's own are made by server-side applies.
   */
  private static final Set<String> EITHER =
      Set.of("heel-account-secrets: create configmaps", "heel-agents: create configmaps");

  private static final List<String> STORY =
      List.of(
          "01-secrets",
          "20-agent",
          "30-mysql",
          "40-custom-check",
          "50-jmx-check",
          "60-dashboard",
          "70-monitor",
          "71-downtimes",
          "90-webhook");

  private static final String CHECK_OF_PODS =
      """
      apiVersion: heel.dev/v1alpha1
      kind: DatadogCheck
      metadata: {name: by-pod, namespace: home}
      spec:
        integration: tcp_check
        targets: {pods: {matchLabels: {app: nobody}}}
        instances: [{host: "%%host%%", port: 80, name: any}]
      """;

  @TempDir private static Path directory;
  private static Installation heel;
  private static Kubectl kubectl;

  @BeforeAll
  static void start() throws IOException {
    RealParts.assumeControlPlane("that each right is used");
    heel = new Installation(directory);
    kubectl = heel.kubectl();
    heel.tell(List.of("00-namespaces"));
  }

  @AfterAll
  static void stop() {
    if (heel != null) {
      heel.close();
    }
  }

  @Test
  @Order(1)
  @DisplayName("the story in all namespaces, a restart, what takes things away, and uninstall")
  void everywhere() {
    heel.install("datadog", DELETES);
    heel.upgrade(DELETES);
    tellTheStory();
    Helm.test("heel").withNamespace("datadog").withKubeConfig(heel.kubeconfig()).call();
    loseTheKeys();
    restart();
    takeFromTheAgent();
    kubectl.run("delete", "ddagent/datadog", "-n", "datadog", "--timeout=60s");
    awaitChecks("WaitingForAgent");
    deleteTooMany();
    heel.uninstall();
    assertThat(heel.log("heel")).doesNotContainIgnoringCase("forbidden");
  }

  @Test
  @Order(2)
  @DisplayName("the story in watched namespaces, and uninstall that leaves the objects")
  void watched() {
    heel.install("datadog", ORPHANS);
    tellTheStory();
    heel.uninstall();
    assertThat(heel.log("heel")).doesNotContainIgnoringCase("forbidden");
  }

  @Test
  @Order(3)
  @DisplayName("no right was given that none of this used, but for those with a reason")
  void used() {
    Set<String> seen = seen();
    assertThat(seen).containsAnyElementsOf(EITHER);
    Set<String> unused = new TreeSet<>(given());
    unused.removeAll(seen);
    unused.removeAll(EITHER);
    assertThat(unused)
        .containsExactlyInAnyOrderElementsOf(
            UNSEEN.values().stream().flatMap(List::stream).toList());
  }

  private static void tellTheStory() {
    heel.tell(STORY);
    heel.awaitReady();
    awaitChecks("Rendered");
    assertThat(kubectl.run("get", "ddagent/datadog", "-n", "datadog", "-o", "yaml"))
        .as("nothing was refused where only a status would tell")
        .contains("reason: Progressing")
        .doesNotContainIgnoringCase("forbidden");
  }

  private static void restart() {
    kubectl.run("rollout", "restart", "deployment/heel", "-n", "datadog");
    await().atMost(PATIENCE).until(() -> heel.log("heel").split("leads; cluster").length > 2);
  }

  private static void loseTheKeys() {
    kubectl.run("delete", "secret/datadog-keys", "-n", "datadog");
    kubectl.run(
        "wait",
        "--for=condition=Ready=False",
        "ddacct/default",
        "-n",
        "datadog",
        "--timeout=" + PATIENCE.toSeconds() + "s");
    kubectl.createKeys("datadog");
    heel.awaitReady();
  }

  /** One of two monitors is kept, and then deleted as well. */
  private static void deleteTooMany() {
    String bound = "{\"spec\":{\"deletions\":{\"perHour\":1}}}";
    kubectl.run("patch", "ddacct/default", "-n", "datadog", "--type=merge", "-p", bound);
    kubectl.run("delete", "ddmon", "--all", "-n", "home", "--timeout=60s");
    awaitKept("1");
    kubectl.run("annotate", "ddacct/default", "-n", "datadog", "heel.dev/delete-kept=now");
    awaitKept("");
    // Uninstalling deletes monitors as well, so there must be some.
    heel.tell(List.of("70-monitor"));
    heel.awaitReady();
  }

  private static void awaitKept(String count) {
    String format = "jsonpath={.status.kept.count}";
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(kubectl.run("get", "ddacct/default", "-n", "datadog", "-o", format))
                    .isEqualTo(count));
  }

  /** A setting, a check with a jar; and one that looks at pods comes in its place. */
  private static void takeFromTheAgent() {
    kubectl.feed(CHECK_OF_PODS, "apply", "-f", "-");
    kubectl.run("delete", "ddcheck/thermostat", "-n", "home");
    String noTracing = "{\"spec\":{\"apm\":null}}";
    kubectl.run("patch", "ddagent/datadog", "-n", "datadog", "--type=merge", "-p", noTracing);
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(kubectl.run("get", "services,cm", "-n", "datadog", "-o", "name"))
                    .doesNotContain("datadog-admission", "datadog-agent-jars-0"));
  }

  private static Set<String> given() {
    return Stream.of(DELETES, ORPHANS)
        .map(values -> Chart.renderedWithHooks(values, directory))
        .flatMap(rendered -> Chart.objects(rendered).stream())
        .filter(object -> OWN_ROLES.contains(object.getMetadata().getName()))
        .flatMap(Permission::given)
        .filter(permission -> !isOfKindOutsideStory(permission.resource()))
        .map(Permission::toString)
        .collect(Collectors.toSet());
  }

  /** Such a kind has its rights from the same rules as those that the story tells of. */
  private static boolean isOfKindOutsideStory(String resource) {
    return Kinds.api().stream()
        .filter(kind -> resource.startsWith(HasMetadata.getFullResourceName(kind.type())))
        .anyMatch(kind -> STORY.stream().noneMatch(file -> Story.has(file, kind.name())));
  }

  private static Set<String> seen() {
    return heel.audited().stream()
        .map(RightsIT::event)
        .flatMap(event -> Permission.used(event).stream())
        .map(Permission::toString)
        .collect(Collectors.toSet());
  }

  private static JsonNode event(String line) {
    try {
      return JSON.readTree(line);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("not the audit's JSON: " + line, e);
    }
  }

  private static void awaitChecks(String reason) {
    String format = "jsonpath={.items[*].status.conditions[?(@.type==\"Ready\")].reason}";
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(kubectl.run("get", "ddcheck", "-A", "-o", format).split(" "))
                    .containsOnly(reason));
  }
}
