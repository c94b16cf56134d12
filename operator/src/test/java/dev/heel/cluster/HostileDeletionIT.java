package dev.heel.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.heel.sandbox.datadog.DatadogOptions;
import dev.heel.testing.Person;
import dev.heel.testing.RealParts;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * A tenant, or whoever has its token, deletes all at once; then the namespace itself goes. Of eight
 * objects each time, the account lets three an hour be deleted.
 */
@DisplayName("A tenant that deletes everything")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class HostileDeletionIT {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int MONITORS = 8;
  private static final int PER_HOUR = 3;
  private static final String MONITOR =
      """
      apiVersion: heel.dev/v1alpha1
      kind: DatadogMonitor
      metadata: {name: m%d}
      spec: {type: metric alert, query: "avg(last_5m):avg:m{n:%d} > 8", message: "@a@example.com"}
      """;

  @TempDir private static Path directory;
  private static Installation heel;
  private static Person shop;

  @BeforeAll
  static void install() throws IOException {
    RealParts.assumeControlPlane("that what a tenant deletes at once is bounded");
    heel = Installation.in(directory, DatadogOptions.defaults());
    heel.startOperator();
    heel.applyStory("10-account");
    String speed = "{\"spec\":{\"deletions\":{\"perHour\":" + PER_HOUR + ",\"keepFor\":\"1h\"}}}";
    heel.kubectl().run("patch", "ddacct", "default", "-n", "datadog", "--type=merge", "-p", speed);
    shop = Person.with(heel.kubectl(), "edit", "shop");
  }

  @AfterAll
  static void stop() throws Exception {
    if (heel != null) {
      heel.close();
    }
  }

  private static void applyAll() {
    String all =
        IntStream.range(0, MONITORS)
            .mapToObj(i -> MONITOR.formatted(i, i))
            .collect(Collectors.joining("---\n"));
    shop.apply(all);
    shop.kubectl()
        .run("wait", "--for=condition=Ready", "ddmon", "--all", "-n", "shop", "--timeout=60s");
  }

  private static String kept(String path) {
    String format = "jsonpath={.status.kept." + path + "}";
    return heel.kubectl().run("get", "ddacct", "default", "-n", "datadog", "-o", format);
  }

  private static void awaitKept(int count) {
    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(kept("count")).isEqualTo(String.valueOf(count)));
  }

  private static int monitors() {
    return heel.datadog().organisation("0".repeat(32)).monitors().size();
  }

  @Test
  @Order(1)
  @DisplayName("by force takes three along; none is left of its resources, and the rest is listed")
  void everything() {
    applyAll();
    shop.kubectl().run("annotate", "ddmon", "--all", "-n", "shop", "heel.dev/force-delete=true");
    shop.kubectl().run("delete", "ddmon", "--all", "-n", "shop", "--timeout=60s");
    awaitKept(MONITORS - PER_HOUR);
    assertThat(monitors()).isEqualTo(MONITORS - PER_HOUR);
    assertThat(kept("first[*].resource").split(" "))
        .hasSize(MONITORS - PER_HOUR)
        .allMatch(name -> name.startsWith("shop/m"));
    assertThat(shop.may("patch", "datadogaccounts")).as("to end the waiting").isFalse();
  }

  @Test
  @Order(2)
  @DisplayName("has all back by applying it again; a deleted namespace is bounded the same way")
  void wholeNamespace() {
    applyAll();
    await().atMost(PATIENCE).untilAsserted(() -> assertThat(kept("count")).isIn("", "0"));
    assertThat(monitors()).as("taken back, not made a second time").isEqualTo(MONITORS);
    assertThat(shop.may("delete", "namespaces")).as("that is not the tenant's").isFalse();
    heel.kubectl().run("delete", "namespace", "shop", "--timeout=60s");
    awaitKept(MONITORS);
    assertThat(monitors()).as("this hour's three were deleted before").isEqualTo(MONITORS);
  }
}
