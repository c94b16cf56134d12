package dev.heel.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.heel.sandbox.datadog.DatadogOptions;
import dev.heel.testing.RealParts;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * A Secret in a namespace that the chart's secretAccess does not have. The commands in the message
 * are taken as they stand there: only the real API server's RBAC can tell whether they suffice.
 */
@DisplayName("A Secret that Heel may not read")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class SecretAccessIT {
  private static final Duration SOON = Duration.ofSeconds(60);

  /** Heel says "in a minute". */
  private static final Duration A_MINUTE_LATER = Duration.ofSeconds(90);

  private static final String ACCOUNT =
      """
      apiVersion: v1
      kind: Secret
      metadata: {name: own-keys, namespace: home}
      stringData: {api-key: "%s", app-key: "%s"}
      ---
      apiVersion: heel.dev/v1alpha1
      kind: DatadogAccount
      metadata: {name: own, namespace: home}
      spec: {site: datadoghq.com, secretRef: {name: own-keys}}
      """
          .formatted("1".repeat(32), "1".repeat(40));

  @TempDir private static Path directory;
  private static Installation heel;

  @BeforeAll
  static void install() throws IOException {
    RealParts.assumeControlPlane("the rights that messages tell to give");
    heel = Installation.in(directory, DatadogOptions.defaults());
    heel.startOperator();
    heel.applyStory("01-secrets", "10-account", "90-webhook");
    heel.apply(ACCOUNT);
  }

  @AfterAll
  static void stop() throws Exception {
    if (heel != null) {
      heel.close();
    }
  }

  @Test
  @Order(1)
  @DisplayName("the webhook and the account name the Secret, the chart's value and two commands")
  void said() {
    await()
        .atMost(SOON)
        .untilAsserted(
            () -> {
              assertThat(ready("ddhook/bedroom-ac-on", "message"))
                  .startsWith("Heel may not read Secret home/smart-outlet.")
                  .contains("Add namespace home to the chart's secretAccess.namespaces, or run: ")
                  .contains("--serviceaccount=datadog:heel");
              assertThat(ready("ddacct/own", "message"))
                  .startsWith("Heel may not read Secret home/own-keys (in spec.secretRef).")
                  .contains("--resource-name=own-keys");
            });
    assertThat(ready("ddhook/bedroom-ac-on", "message")).hasSizeLessThan(600);
  }

  @Test
  @Order(2)
  @DisplayName("after these commands, and nothing else, both become Ready within a minute")
  void mended() {
    heel.run(ready("ddhook/bedroom-ac-on", "message"));
    heel.run(ready("ddacct/own", "message"));

    await()
        .atMost(A_MINUTE_LATER)
        .untilAsserted(
            () -> {
              assertThat(ready("ddhook/bedroom-ac-on", "status")).isEqualTo("True");
              assertThat(ready("ddacct/own", "reason")).isEqualTo("KeysValid");
            });
  }

  @Test
  @Order(3)
  @DisplayName("Heel sees the Secrets change, and may still read no other of that namespace")
  void leastPrivilege() {
    heel.kubectl()
        .run(
            "patch",
            "secret",
            "own-keys",
            "-n",
            "home",
            "-p",
            "{\"stringData\":{\"api-key\":\"\"}}");

    await()
        .atMost(SOON)
        .untilAsserted(
            () -> assertThat(ready("ddacct/own", "message")).contains("api-key of Secret home"));
    assertThat(may("get", "secrets/smart-outlet")).isEqualTo("yes");
    assertThat(may("get", "secrets/mysql-datadog")).isEqualTo("no");
    assertThat(may("list", "secrets")).isEqualTo("no");
  }

  private static String may(String verb, String what) {
    return heel.kubectl()
        .attempt(
            null,
            "auth",
            "can-i",
            verb,
            what,
            "-n",
            "home",
            "--as=system:serviceaccount:datadog:heel")
        .out();
  }

  private static String ready(String resource, String field) {
    String path = "jsonpath={.status.conditions[?(@.type==\"Ready\")]." + field + "}";
    return heel.kubectl().run("get", resource, "-n", "home", "-o", path);
  }
}
