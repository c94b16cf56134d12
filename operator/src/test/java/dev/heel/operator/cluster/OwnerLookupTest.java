package dev.heel.operator.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.heel.engine.identity.Identity;
import dev.heel.kinds.Crds;
import dev.heel.kinds.monitor.DatadogMonitor;
import dev.heel.operator.cluster.OwnerLookup.Answer;
import dev.heel.operator.process.KubernetesClients;
import dev.heel.resource.Owner;
import dev.heel.sandbox.kubernetes.KubernetesServer;
import dev.heel.testing.FaultyProxy;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.utils.Serialization;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The resource that a marker names")
class OwnerLookupTest {
  private static final String LONG = "n" + "a".repeat(240);
  private static final String FORBIDDEN =
      "{\"kind\": \"Status\", \"apiVersion\": \"v1\", \"status\": \"Failure\", \"code\": %d,"
          + " \"message\": \"not for you\"}";

  private static KubernetesServer server;
  private static FaultyProxy proxy;
  private static KubernetesClient client;
  private static OwnerLookup lookup;

  @BeforeAll
  static void open() {
    server = KubernetesServer.start(KubernetesServer.Options.defaults());
    Crds.all().forEach(server::apply);
    server.apply(json("{apiVersion: v1, kind: Namespace, metadata: {name: home}}"));
    proxy = FaultyProxy.before(server.url());
    Config config =
        new ConfigBuilder(Config.empty())
            .withMasterUrl(proxy.url().toString())
            .withRequestRetryBackoffLimit(0)
            .build();
    client = KubernetesClients.ofOperator(config);
    lookup = new OwnerLookup(client, "c1");
    monitor("kept", "{}");
    monitor("let-go", "{heel.dev/release-to: shop/m}");
    monitor("let-go-here", "{heel.dev/release-to: c1/shop/m}");
    monitor("let-go-there", "{heel.dev/release-to: c2/shop/m}");
    monitor(LONG, "{}");
  }

  @AfterAll
  static void close() {
    client.close();
    proxy.close();
    server.close();
  }

  private static JsonNode json(String yaml) {
    return Serialization.unmarshal("---\n" + yaml, JsonNode.class);
  }

  private static void monitor(String name, String annotations) {
    server.apply(
        json(
            "{apiVersion: heel.dev/v1alpha1, kind: DatadogMonitor, metadata: {namespace: home,"
                + " name: %s, annotations: %s}, spec: {type: metric alert, message: a,"
                    .formatted(name, annotations)
                + " query: 'avg(last_5m):avg:a{*} > 1'}}"));
  }

  private static Answer asked(String name) {
    return lookup.of(DatadogMonitor.class, Identity.key(new Owner("c1", "home", name)));
  }

  @ParameterizedTest
  @CsvSource({
    "kept, true, false",
    "let-go, true, true",
    "let-go-here, true, true",
    "let-go-there, true, false",
    "none, false, false"
  })
  @DisplayName("is there or gone, and lets go to the one that it names")
  void found(String name, boolean isThere, boolean letsGo) {
    Answer answer = asked(name);
    assertThat(answer.isThere()).isEqualTo(isThere);
    assertThat(answer.letsGo(new Owner("c1", "shop", "m"))).isEqualTo(letsGo);
    assertThat(answer.letsGo(new Owner("c1", "shop", "other"))).isFalse();
    assertThat(answer.doubt()).isNull();
  }

  @Test
  @DisplayName("is found by a marker that was cut, and told from one that begins alike")
  void cut() {
    assertThat(asked(LONG).name()).isEqualTo("home/" + LONG);
    assertThat(asked(LONG.substring(1) + "b").isThere()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(ints = {403, 401, 500, 429})
  @DisplayName("counts as being there if that may not or cannot be asked")
  void refused(int code) {
    for (String name : new String[] {"none", LONG + "x"}) {
      proxy.answer(1, "GET /apis/heel.dev.*datadogmonitors.*", code, FORBIDDEN.formatted(code));
      Answer answer = asked(name);
      assertThat(answer.isThere()).as(answer.toString()).isTrue();
      assertThat(answer.doubt()).isNotNull();
      proxy.clear();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"c1/", "c1/home", "c1/home/", "c1/home/../x", "c1/.//a", "c1/a:b/c"})
  @DisplayName("counts as being there if the marker names none, and nothing is asked")
  void noName(String key) {
    Answer answer = lookup.of(DatadogMonitor.class, key);
    assertThat(answer.isThere()).isTrue();
    assertThat(answer.name()).isNull();
  }
}
