package dev.heel.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.heel.sandbox.datadog.DatadogOptions;
import dev.heel.testing.Kubectl;
import dev.heel.testing.Person;
import dev.heel.testing.RealParts;
import java.io.IOException;
import java.nio.file.Path;
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
 * Somebody has {@code edit} in one namespace, under the chart's roles, and reaches for everything
 * by which Heel knows whom it may trust. The API server says no; Heel is not even asked.
 */
@DisplayName("Who may edit one namespace")
class HostileRightsIT {
  private static final String ALARM =
      """
      apiVersion: heel.dev/v1alpha1
      kind: DatadogMonitor
      metadata: {name: alarm}
      spec: {type: metric alert, query: "avg(last_5m):avg:m{*} > 8", message: "@a@example.com"}
      """;

  @TempDir private static Path directory;
  private static Installation heel;
  private static Person evil;

  @BeforeAll
  static void install() throws IOException {
    RealParts.assumeControlPlane("what a tenant may do under the chart's roles");
    heel = Installation.in(directory, DatadogOptions.defaults());
    heel.applyStory("10-account");
    Person.with(heel.kubectl(), "edit", "shop").apply(ALARM);
    evil = Person.with(heel.kubectl(), "edit", "evil");
    evil.apply(ALARM);
  }

  @AfterAll
  static void stop() throws Exception {
    if (heel != null) {
      heel.close();
    }
  }

  static Stream<Arguments> forbidden() {
    return Stream.of(
        arguments("grant itself what the account does not", patch("{\"spec\":{\"grants\":[]}}")),
        arguments(
            "end the waiting of what is kept",
            "annotate ddacct default -n datadog heel.dev/delete-kept=now"),
        arguments("let another's monitor go", onAlarm("heel.dev/release-to=evil/x")),
        arguments("delete another's by force", onAlarm("heel.dev/force-delete=true")),
        arguments("stop another's", onAlarm("heel.dev/pause-until=2999-01-01T00:00Z")),
        arguments("delete another's", "delete ddmon alarm -n shop"),
        arguments("read another's, with its drift", "get ddmon alarm -n shop -o yaml"),
        arguments("read everybody's", "get ddmon -A"),
        arguments("read the account, with what is kept and released", "get ddacct -n datadog"),
        arguments("write its own status", statusPatch("{\"status\":{\"id\":\"7001\"}}")),
        arguments("get a label that a grant asks for", "label namespace evil trusted=yes"),
        arguments("change the Agent that runs", "delete ddagent datadog -n datadog"),
        arguments("read the account's keys", "get secret datadog-keys -n datadog"),
        arguments("read the Agent's files", "get configmaps -n datadog"),
        arguments("act as Heel", "get ddmon -A --as=system:serviceaccount:datadog:heel"),
        arguments("have Heel's token", "create token heel -n datadog"),
        arguments("take the lease", "delete lease heel-operator -n datadog"),
        arguments("have Heel's rights", binding("heel-resources")),
        arguments("change what is a good id", "delete crd datadogmonitors.heel.dev"));
  }

  private static String onAlarm(String annotation) {
    return "annotate ddmon alarm -n shop " + annotation;
  }

  private static String patch(String patch) {
    return "patch ddacct default -n datadog --type=merge -p " + patch;
  }

  private static String statusPatch(String patch) {
    return "patch ddmon alarm -n evil --subresource=status --type=merge -p " + patch;
  }

  private static String binding(String role) {
    return "create rolebinding more -n evil --clusterrole=%s --serviceaccount=evil:default"
        .formatted(role);
  }

  @ParameterizedTest(name = "may not {0}")
  @MethodSource("forbidden")
  @DisplayName("is told no by the API server")
  void isForbidden(String what, String command) {
    Kubectl.Said said = evil.kubectl().attempt(null, command.split(" "));
    assertThat(said.code()).as("%s: %s", what, said.out()).isNotZero();
    assertThat(said.err()).as(what).containsIgnoringCase("forbidden");
  }

  @Test
  @DisplayName("may write monitors and checks there, and neither accounts nor Agents")
  void ownNamespace() {
    for (String verb : new String[] {"create", "patch", "update", "delete"}) {
      assertThat(evil.may(verb, "datadogmonitors")).as(verb).isTrue();
      assertThat(evil.may(verb, "datadogchecks")).as(verb).isTrue();
      assertThat(evil.may(verb, "datadogaccounts")).as(verb).isFalse();
      assertThat(evil.may(verb, "datadogagents")).as(verb).isFalse();
    }
  }

  @Test
  @DisplayName("writes no status by way of the resource either: the API server leaves it as it was")
  void statusWithoutItsSubresource() {
    evil.kubectl()
        .run(
            "patch",
            "ddmon",
            "alarm",
            "-n",
            "evil",
            "--type=merge",
            "-p",
            "{\"status\":{\"id\":\"7001\",\"account\":\"datadog/other\"}}");
    assertThat(evil.seen("ddmon/alarm")).doesNotContain("7001", "datadog/other");
  }

  @Test
  @DisplayName("may not give itself Heel's rights as an admin of the namespace either")
  void adminOfANamespace() {
    Person admin = Person.with(heel.kubectl(), "admin", "admins");
    String command = binding("heel-resources").replace("evil", "admins");
    assertThat(admin.kubectl().attempt(null, command.split(" ")).err())
        .contains("is attempting to grant RBAC permissions not currently held");
    admin.apply(ALARM);
    String status = statusPatch("{\"status\":{\"id\":\"7001\"}}").replace("evil", "admins");
    assertThat(admin.kubectl().attempt(null, status.split(" ")).err()).contains("Forbidden");
    assertThat(admin.may("create", "datadogaccounts")).isFalse();
    assertThat(admin.may("create", "datadogagents")).isFalse();
  }

  @Test
  @DisplayName("with view alone writes nothing at all")
  void viewer() {
    Person viewer = Person.with(heel.kubectl(), "view", "evil");
    assertThat(viewer.seen("ddmon/alarm")).contains("avg:m");
    for (String verb : new String[] {"create", "patch", "update", "delete"}) {
      assertThat(viewer.may(verb, "datadogmonitors")).as(verb).isFalse();
      assertThat(viewer.may(verb, "datadogchecks")).as(verb).isFalse();
    }
    assertThat(viewer.may("get", "secrets")).isFalse();
  }
}
