package dev.heel.sandbox.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.heel.testing.KubeHttp;
import dev.heel.testing.KubeHttp.Answer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** An API server under test, with a namespace, and a kind {@code Gadget} of its own. */
final class Api {
  static final String NAMESPACE = "contract";
  static final String MAPS = "/api/v1/namespaces/" + NAMESPACE + "/configmaps";
  static final String GADGETS = "/apis/contract.heel.dev/v1/namespaces/" + NAMESPACE + "/gadgets";
  static final String MERGE = "application/merge-patch+json";
  static final String APPLY = "application/apply-patch+yaml";
  private static final AtomicInteger COUNTER = new AtomicInteger();

  private final KubeHttp http;
  private final String kubeconfig;
  private final Consumer<Api> forget;

  /**
   * @param forget makes the server forget its history of ConfigMaps
   */
  Api(String kubeconfig, Consumer<Api> forget) {
    this.kubeconfig = kubeconfig;
    this.forget = forget;
    this.http = KubeHttp.of(kubeconfig);
  }

  String kubeconfig() {
    return kubeconfig;
  }

  void forget() {
    forget.accept(this);
  }

  KubeHttp http() {
    return http;
  }

  /** Makes the namespace and the kind that the cases use, and waits until they can be used. */
  Api prepared() {
    post(
        "/api/v1/namespaces",
        "{'apiVersion':'v1','kind':'Namespace','metadata':{'name':'" + NAMESPACE + "'}}");
    http.send("POST", "/apis/apiextensions.k8s.io/v1/customresourcedefinitions", definition());
    soon(() -> assertThat(http.get(GADGETS).code()).isEqualTo(200));
    return this;
  }

  static String definition() {
    try (InputStream file = Api.class.getResourceAsStream("/contract/gadgets.json")) {
      return new String(file.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A name that no other case uses. */
  static String fresh(String prefix) {
    return prefix + "-" + COUNTER.incrementAndGet();
  }

  static String json(String singleQuoted) {
    return singleQuoted.replace('\'', '"');
  }

  static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  /** A ConfigMap whose {@code data.a} is {@code value}. */
  static String map(String name, String value) {
    return json(
        "{'apiVersion':'v1','kind':'ConfigMap','metadata':{'name':'%s'},'data':{'a':'%s'}}"
            .formatted(name, value));
  }

  /** A Gadget with this spec, written with single quotes. */
  static String gadget(String name, String spec) {
    return json(
        "{'apiVersion':'contract.heel.dev/v1','kind':'Gadget','metadata':{'name':'%s'},'spec':%s}"
            .formatted(name, spec));
  }

  Answer post(String path, String body) {
    return http.send("POST", path, json(body));
  }

  Answer put(String path, String body) {
    return http.send("PUT", path, json(body));
  }

  Answer patch(String path, String type, String body) {
    return http.send("PATCH", path, type, json(body));
  }

  Answer delete(String path) {
    return http.send("DELETE", path, null);
  }

  Answer get(String path) {
    return http.get(path);
  }

  /** Server-side apply. */
  Answer apply(String path, String manager, String body) {
    return patch(path + (path.contains("?") ? "&" : "?") + "fieldManager=" + manager, APPLY, body);
  }

  /** Creates it and gives back what the server made of it. */
  JsonNode created(String path, String body) {
    Answer answer = post(path, body);
    assertThat(answer.code()).as(answer.text()).isEqualTo(201);
    return answer.json();
  }

  static String version(JsonNode object) {
    return object.at("/metadata/resourceVersion").asText();
  }

  static long generation(JsonNode object) {
    return object.at("/metadata/generation").asLong();
  }

  /** What must hold after a short while, since controllers run beside the server. */
  static void soon(Runnable assertion) {
    await()
        .atMost(Duration.ofSeconds(40))
        .pollInterval(Duration.ofMillis(50))
        .untilAsserted(assertion::run);
  }

  void soonGone(String path) {
    soon(() -> assertThat(get(path).code()).isEqualTo(404));
  }
}
