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
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What somebody with {@code edit} may write, and what becomes of it where it means harm: the real
 * API server's schema says no, or the running operator does, and nothing of it goes out.
 */
@DisplayName("Manifests that mean harm")
class HostileManifestsIT {
  private static final String RESOURCE =
      """
      apiVersion: heel.dev/v1alpha1
      kind: %s
      metadata: {name: %s}
      spec: %s
      """;

  private static final String MONITOR =
      "{type: metric alert, query: 'avg(last_5m):avg:m{*} > 8', message: '@a@example.com', %s}";

  private static final String BOARD = "{widgets: [{definition: {type: note, content: x}}], %s}";
  private static final String DOWNTIME =
      "{monitorTags: ['team:evil'], schedule: {timezone: UTC, weekly: [{days: [Sun]}]}, %s}";
  private static final String CHECK =
      "{runOn: Cluster, integration: http_check, instances: [{name: x, %s}]}";

  @TempDir private static Path directory;
  private static Installation heel;
  private static Person evil;

  @BeforeAll
  static void install() throws IOException {
    RealParts.assumeControlPlane("that hostile manifests of a tenant do nothing");
    heel = Installation.in(directory, DatadogOptions.defaults());
    heel.startOperator();
    heel.applyStory("10-account", "20-agent");
    evil = Person.with(heel.kubectl(), "edit", "evil");
  }

  @AfterAll
  static void stop() throws Exception {
    if (heel != null) {
      heel.close();
    }
  }

  static Stream<Arguments> ids() {
    return Stream.of(
        arguments("up and into another kind", "DatadogMonitor", "../dashboard/abc-def-123"),
        arguments("a parameter", "DatadogMonitor", "7001?force=true&x="),
        arguments("encoded dots", "DatadogMonitor", "%2e%2e%2fusers"),
        arguments("back where it came from", "DatadogMonitor", "7001/../7002"),
        arguments("a fragment", "DatadogMonitor", "7001#"),
        arguments("digits of other scripts", "DatadogMonitor", "٧٠٠١"),
        arguments("a second line", "DatadogMonitor", "7001\\n/users"),
        arguments("a list of dashboards", "DatadogDashboard", "lists/manual/7"),
        arguments("up from a good id", "DatadogDashboard", "abc-def-123/../../monitor/7001"),
        arguments("the users", "DatadogDowntime", "../users/00000000-0000-0000-0000-000000000000"),
        arguments("almost a UUID", "DatadogDowntime", "00000000-0000-0000-0000-00000000000%2f"));
  }

  @ParameterizedTest(name = "{0}: {2}")
  @MethodSource("ids")
  @DisplayName("an id that is a path is refused by the API server")
  void idsAsPaths(String because, String kind, String id) {
    String adopt = "adopt: {id: \"" + id + "\", takeOver: true}";
    Kubectl.Said said = evil.tries(RESOURCE.formatted(kind, "path", body(kind).formatted(adopt)));
    assertThat(said.code()).as(because).isNotZero();
    assertThat(said.err()).as(because).contains("spec.adopt.id");
    assertThat(heel.datadog().callLog()).as(because).noneMatch(call -> call.contains("users"));
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {"../../../v1/monitor", "a/../b", "..", "a?force=true", "a%2fb"})
  @DisplayName("a webhook's name that is a path is refused, and no address is made of it")
  void namesAsPaths(String name) {
    String webhook = "{url: 'https://a.example.com', name: '" + name + "'}";
    if (evil.tries(RESOURCE.formatted("DatadogWebhook", "path", webhook)).code() == 0) {
      evil.awaitReason("ddhook/path", "Invalid");
      evil.kubectl().run("delete", "ddhook", "path", "-n", "evil", "--timeout=60s");
    }
    assertThat(heel.datadog().callLog()).noneMatch(call -> call.contains("webhooks/" + name));
    assertThat(heel.datadog().objects()).isEmpty();
  }

  private static String body(String kind) {
    return switch (kind) {
      case "DatadogMonitor" -> MONITOR;
      case "DatadogDashboard" -> BOARD;
      default -> DOWNTIME;
    };
  }

  static Stream<Arguments> markers() {
    return Stream.of(
        arguments("capitals", MONITOR, "tags: ['HEEL_CLUSTER:real', 'Heel_Owner:shop/alarm']"),
        arguments("a blank that becomes _", MONITOR, "tags: ['heel owner:shop/alarm']"),
        arguments(
            "as pasted JSON",
            "{definition: {type: metric alert, query: 'avg(last_5m):avg:m{*} > 8', message: '@a',"
                + " %s}}",
            "tags: ['heel_OWNER:shop/alarm']"));
  }

  @ParameterizedTest(name = "{0}: {2}")
  @MethodSource("markers")
  @DisplayName("a marker of another's, in any letters, is refused by the running operator")
  void markersOfOthers(String because, String body, String tags) {
    evil.apply(RESOURCE.formatted("DatadogMonitor", "marked", body.formatted(tags)));
    assertThat(evil.awaitReason("ddmon/marked", "Invalid")).contains("are Heel's own");
    assertThat(heel.datadog().objects()).as(because).isEmpty();
    evil.kubectl().run("delete", "ddmon", "marked", "-n", "evil", "--timeout=60s");
  }

  static Stream<Arguments> checks() {
    return Stream.of(
        arguments("an older name of tls_cert", "url: 'http://a', client_cert: /var/run/x"),
        arguments("an older name of tls_private_key", "url: 'http://a', client_key: /var/run/x"),
        arguments("a ticket of the Agent's", "url: 'http://a', kerberos: required"),
        arguments("an option that nobody knows", "url: 'http://a', use_truststore: true"),
        arguments("a variable as a name", "url: 'http://a', headers: {'%%env_DD_API_KEY%%': x}"),
        arguments("the Agent's environment", "url: 'http://a/%%env_DD_API_KEY%%'"),
        arguments("a Secret by handle", "url: 'http://a', password: 'ENC[k8s_secret@a/b/c]'"),
        arguments("the Agent's own pod, otherwise spelt", "url: 'http://0x7f.1/'"),
        arguments("the cloud's metadata", "url: 'http://[::ffff:169.254.169.254]/latest/'"));
  }

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource("checks")
  @DisplayName("a check that is more than data is refused by the running operator")
  void checksAsData(String because, String options) {
    evil.apply(RESOURCE.formatted("DatadogCheck", "web", CHECK.formatted(options)));
    assertThat(evil.awaitReason("ddcheck/web", "NotAllowed"))
        .as(because)
        .startsWith("spec.instances.0.");
    assertThat(heel.kubectl().run("get", "configmaps", "-n", "datadog", "-o", "yaml"))
        .doesNotContain("evil.web");
    evil.kubectl().run("delete", "ddcheck", "web", "-n", "evil", "--timeout=60s");
  }

  @Test
  @DisplayName("one that is data alone is run")
  void harmless() {
    evil.apply(
        RESOURCE.formatted("DatadogCheck", "good", CHECK.formatted("url: 'http://a.example.com'")));
    evil.awaitReason("ddcheck/good", "Rendered");
  }
}
