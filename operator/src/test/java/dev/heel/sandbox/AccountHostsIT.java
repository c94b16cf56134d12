package dev.heel.sandbox;

import static dev.heel.sandbox.World.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.heel.kinds.account.ApiHosts;
import dev.heel.testing.KubeHttp;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** An account's address is a tenant's text: where Heel calls, and what it shows of the answer. */
@DisplayName("Hosts of accounts")
class AccountHostsIT {
  private static final String ACCOUNTS = "/apis/heel.dev/v1alpha1/namespaces/%s/datadogaccounts/";

  private static final AtomicInteger callsOfTheOther = new AtomicInteger();
  private static World world;
  private static HttpServer inside;
  private static OwnOperator operator;

  @BeforeAll
  static void open() throws IOException {
    inside = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 10);
    inside.createContext("/", AccountHostsIT::answer);
    inside.start();
    world = World.unattended();
    // It names a real site, which no test may call.
    world.kubernetes().send("DELETE", ACCOUNTS.formatted("datadog") + "default", null);
    operator = OwnOperator.startWith(world, ApiHosts.and(List.of(address("127.0.0.1"))));
  }

  @AfterAll
  static void close() {
    operator.close();
    world.close();
    inside.stop(0);
  }

  @Test
  @DisplayName("a host that is not listed is not called; the sentence says who can list it")
  void notListed() {
    account("elsewhere", address("localhost"));
    eventually(
        () -> {
          JsonNode ready = World.ready(read("elsewhere"));
          assertThat(ready.path("reason").asText()).isEqualTo("NotAllowed");
          assertThat(ready.path("message").asText())
              .startsWith("spec.url is no site of Datadog")
              .contains("--allow-datadog-host", "allowedDatadogHosts");
        });
    assertThat(callsOfTheOther.get()).isZero();
  }

  @Test
  @DisplayName("an account that is refused goes at once, though resources wait for it")
  void refusedGoes() {
    account("refused", address("localhost"));
    world.apply(World.monitor("refused", "m"));
    world.awaitReason("refused", "m", "WaitingForAccount");
    long deleted = System.nanoTime();
    world.kubernetes().send("DELETE", ACCOUNTS.formatted("refused") + "default", null);
    eventually(
        () ->
            assertThat(world.kubernetes().get(ACCOUNTS.formatted("refused") + "default").code())
                .isEqualTo(404));
    assertThat(Duration.ofNanos(System.nanoTime() - deleted))
        .as("not as late as one in use")
        .isLessThan(World.BRISK.deletionGrace().plusSeconds(10));
  }

  @Test
  @DisplayName("of what answers at a listed host, but is not Datadog, not a word is shown")
  void words() {
    account("listed", address("127.0.0.1"));
    eventually(
        () ->
            assertThat(World.ready(read("listed")).path("message").asText())
                .isEqualTo(
                    "Datadog answered 404 with application/json, 46 bytes. Heel keeps trying."));
    assertThat(read("listed").toString()).doesNotContain("not-for-tenants");
  }

  private static void account(String namespace, String url) {
    world.namespace(namespace);
    world.apply(
        """
        apiVersion: v1
        kind: Secret
        metadata: {name: keys, namespace: %1$s}
        stringData: {api-key: "%2$s", app-key: "%3$s"}
        ---
        apiVersion: heel.dev/v1alpha1
        kind: DatadogAccount
        metadata: {name: default, namespace: %1$s}
        spec: {url: "%4$s", secretRef: {name: keys}}
        """
            .formatted(namespace, World.KEY, "0".repeat(40), url));
  }

  private static JsonNode read(String namespace) {
    KubeHttp.Answer answer = world.kubernetes().get(ACCOUNTS.formatted(namespace) + "default");
    return answer.json();
  }

  private static String address(String host) {
    return "http://" + host + ":" + inside.getAddress().getPort();
  }

  private static void answer(HttpExchange exchange) throws IOException {
    if (exchange.getRequestHeaders().getFirst("Host").startsWith("localhost")) {
      callsOfTheOther.incrementAndGet();
    }
    byte[] secret =
        "{\"Token\": \"not-for-tenants-1\", \"Role\": \"node\"}".getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(404, secret.length);
    try (OutputStream out = exchange.getResponseBody()) {
      out.write(secret);
    }
  }
}
