package dev.heel.sandbox;

import static dev.heel.sandbox.World.eventually;
import static dev.heel.sandbox.World.json;
import static dev.heel.sandbox.World.monitor;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;

/** A namespace that may adopt reaches for what a resource of another namespace has. */
@DisplayName("What a living resource has")
class TakingIT extends OneWorld {
  private static final String NIGHTLY =
      "monitorTags: ['team:x'], schedule: {timezone: UTC, weekly: [{days: [Sun]}]}";

  private static final String OWN_ACCOUNT =
      """
      apiVersion: v1
      kind: Secret
      metadata: {name: datadog-keys, namespace: %s}
      stringData: {api-key: "%s", app-key: "%s"}
      ---
      apiVersion: heel.dev/v1alpha1
      kind: DatadogAccount
      metadata: {name: default, namespace: %s}
      spec: {site: datadoghq.com, secretRef: {name: datadog-keys}}
      """;

  private static String message(String ns, String kind, String name, String reason) {
    return World.ready(await(ns, kind, name, reason)).path("message").asText();
  }

  /** A trusted namespace beside the one of the test, and its name. */
  private static String taker(String ns) {
    String name = ns + "-taker";
    world.trust(name);
    return name;
  }

  private static String annotation(String value) {
    return "{metadata: {annotations: {heel.dev/release-to: " + value + "}}}";
  }

  @Test
  @DisplayName("is not taken by takeOver, and is there when the taker is gone")
  void takenByForce(TestInfo test) {
    String ns = namespace(test);
    String taker = taker(ns);
    long id = world.inSync(monitor(ns, "alarm"));
    world.apply(monitor(taker, "m", "adopt: {id: \"" + id + "\", takeOver: true}"));
    assertThat(message(taker, "DatadogMonitor", "m", "OwnedByAnother"))
        .isEqualTo(
            ("Monitor %d belongs to DatadogMonitor %s/alarm in this cluster. Its owner can let it"
                    + " go: kubectl annotate ddmon alarm -n %s heel.dev/release-to=%s/m.")
                .formatted(id, ns, ns, taker));
    world.delete(taker, "m");
    world.awaitGone(taker, "m");
    assertThat(world.object(id).orElseThrow().path("tags").toString()).contains(ns + "/alarm");
  }

  @Test
  @DisplayName("goes to the one that it is released to, and to no other; nothing is deleted by it")
  void released(TestInfo test) {
    String ns = namespace(test);
    String taker = taker(ns);
    long id = world.inSync(monitor(ns, "alarm"));
    world.apply(monitor(taker, "m", "adopt: {id: \"" + id + "\", takeOver: true}"));
    world.apply(monitor(taker, "n", "adopt: {id: \"" + id + "\", takeOver: true}"));
    await(taker, "DatadogMonitor", "m", "OwnedByAnother");
    world.patch(ns, "alarm", annotation(taker + "/m"));
    await(ns, "DatadogMonitor", "alarm", "Released");
    await(taker, "DatadogMonitor", "m", "InSync");
    assertThat(message(taker, "DatadogMonitor", "n", "OwnedByAnother"))
        .contains(" " + ns + "/alarm ");
    world.patch(ns, "alarm", "{spec: {message: 'Other. @platform-team@example.com'}}");
    await(ns, "DatadogMonitor", "alarm", "Released");
    world.delete(ns, "alarm");
    world.awaitGone(ns, "alarm");
    JsonNode taken = world.object(id).orElseThrow();
    assertThat(taken.path("tags").toString()).contains(taker + "/m");
    assertThat(taken.path("message").asText()).doesNotContain("Other");
    assertThat(world.owned(ns, "alarm")).as("none is made anew").isEmpty();
  }

  @Test
  @DisplayName("and let go of, can be had back the same way")
  void backAgain(TestInfo test) {
    String ns = namespace(test);
    String taker = taker(ns);
    world.trust(ns);
    long id = world.inSync(monitor(ns, "alarm"));
    world.patch(ns, "alarm", annotation("test/" + taker + "/m"));
    world.apply(monitor(taker, "m", "adopt: {id: \"" + id + "\", takeOver: true}"));
    await(taker, "DatadogMonitor", "m", "InSync");
    world.patch(ns, "alarm", annotation("null"));
    assertThat(message(ns, "DatadogMonitor", "alarm", "OwnedByAnother"))
        .contains("belongs to DatadogMonitor " + taker + "/m in this cluster.");
    world.patch(taker, "m", annotation(ns + "/alarm"));
    world.patch(ns, "alarm", "{spec: {adopt: {id: '" + id + "', takeOver: true}}}");
    await(ns, "DatadogMonitor", "alarm", "InSync");
    assertThat(world.object(id).orElseThrow().path("tags").toString()).contains(ns + "/alarm");
  }

  @Test
  @DisplayName(
      "is free once the resource is gone, and only by takeOver; long names are no exception")
  void ownerGone(TestInfo test) {
    String ns = namespace(test);
    String taker = taker(ns);
    String name = "n" + "a".repeat(240);
    long id = world.inSync(monitor(ns, name, "deletionPolicy: Orphan"));
    world.apply(monitor(taker, "m", "adopt: {id: \"" + id + "\", takeOver: true}"));
    assertThat(message(taker, "DatadogMonitor", "m", "OwnedByAnother"))
        .startsWith("Monitor " + id + " belongs to DatadogMonitor " + ns + "/" + name + " in");
    world.delete(ns, name);
    world.awaitGone(ns, name);
    world.patch(taker, "m", "{spec: {adopt: {takeOver: false}}}");
    assertThat(message(taker, "DatadogMonitor", "m", "OwnedByAnother"))
        .contains("which is gone. Nothing was sent.", "takeOver: true} to take it.");
    world.patch(taker, "m", "{spec: {adopt: {takeOver: true}}}");
    await(taker, "DatadogMonitor", "m", "InSync");
  }

  @Test
  @DisplayName("is safe as a dashboard, a downtime and a webhook too")
  void otherKinds(TestInfo test) {
    String ns = namespace(test);
    String taker = taker(ns);
    String hook = "hook-of-" + ns;
    apply("DatadogDashboard", ns, "d", WIDGETS);
    apply("DatadogDowntime", ns, "d", "{" + NIGHTLY + "}");
    apply("DatadogWebhook", ns, hook, "{url: 'https://a.example.com'}");
    String board = await(ns, "DatadogDashboard", "d", "InSync").at("/status/id").asText();
    String downtime = await(ns, "DatadogDowntime", "d", "InSync").at("/status/id").asText();
    await(ns, "DatadogWebhook", hook, "InSync");
    apply("DatadogDashboard", taker, "d", with(WIDGETS, "id: '" + board + "'"));
    apply("DatadogDowntime", taker, "d", with("{" + NIGHTLY + "}", "id: '" + downtime + "'"));
    apply(
        "DatadogWebhook",
        taker,
        "h",
        with("{url: 'https://b.example.com', name: " + hook + "}", "name: " + hook));
    assertThat(message(taker, "DatadogDashboard", "d", "OwnedByAnother"))
        .contains("dddash d -n " + ns);
    assertThat(message(taker, "DatadogDowntime", "d", "OwnedByAnother"))
        .contains("dddown d -n " + ns);
    assertThat(message(taker, "DatadogWebhook", "h", "OwnedByAnother")).contains("ddhook " + hook);
    patch(ns, "DatadogDowntime", "d", annotation(taker + "/d"));
    await(taker, "DatadogDowntime", "d", "InSync");
    patch(ns, "DatadogWebhook", hook, annotation(taker + "/h"));
    await(taker, "DatadogWebhook", "h", "InSync");
    delete(ns, "DatadogWebhook", hook);
    eventually(
        () ->
            assertThat(resource(ns, "DatadogWebhook", hook).path("kind").asText())
                .isEqualTo("Status"));
    assertThat(world.organisation().webhooks().get(hook).orElseThrow().path("url").asText())
        .isEqualTo("https://b.example.com");
  }

  @Test
  @DisplayName("is as safe from one who comes through another account of the same organisation")
  void otherAccount(TestInfo test) {
    String ns = namespace(test);
    String hook = "hook-of-" + ns;
    apply("DatadogWebhook", ns, hook, "{url: 'https://a.example.com'}");
    await(ns, "DatadogWebhook", hook, "InSync");
    String other = ns + "-other";
    world.namespace(other);
    world.apply(OWN_ACCOUNT.formatted(other, World.KEY, "0".repeat(40), other));
    apply(
        "DatadogWebhook",
        other,
        "h",
        with("{url: 'https://b.example.com', name: " + hook + "}", "name: " + hook));
    assertThat(message(other, "DatadogWebhook", "h", "OwnedByAnother"))
        .contains("belongs to DatadogWebhook " + ns + "/" + hook);
  }

  private static String with(String spec, String adopt) {
    return spec.substring(0, spec.length() - 1) + ", adopt: {" + adopt + ", takeOver: true}}";
  }

  @Test
  @DisplayName("is not had by writing its id into a status, nor is what somebody made by hand")
  void statusByHand(TestInfo test) {
    String ns = namespace(test);
    long id = world.inSync(monitor(ns, "alarm"));
    String other = ns + "-other";
    world.namespace(other);
    long byHand = world.organisation().createForeign(1).get(0);
    forged(other, "theirs", id);
    forged(other, "made-by-hand", byHand);
    assertThat(message(other, "DatadogMonitor", "theirs", "OwnedByAnother"))
        .contains(ns + "/alarm");
    assertThat(message(other, "DatadogMonitor", "made-by-hand", "NotGranted"))
        .startsWith(
            "Monitor " + byHand + " carries no marker of Heel, so no one can know whose it is")
        .contains("{allow: [Adopt], ");
    world.delete(other, "theirs");
    world.delete(other, "made-by-hand");
    world.awaitGone(other, "theirs");
    world.awaitGone(other, "made-by-hand");
    assertThat(world.object(id).orElseThrow().path("tags").toString()).contains(ns + "/alarm");
    assertThat(world.object(byHand).orElseThrow().path("tags").toString()).doesNotContain("heel_");
  }

  private static void forged(String ns, String name, long id) {
    world.apply(monitor(ns, name, "suspend: true"));
    await(ns, "DatadogMonitor", name, "Suspended");
    world
        .kubernetes()
        .send(
            "PATCH",
            "/apis/heel.dev/v1alpha1/namespaces/%s/datadogmonitors/%s/status".formatted(ns, name),
            "application/merge-patch+json",
            json("{status: {id: '" + id + "'}}").toString());
    world.patch(ns, name, "{spec: {suspend: null}}");
  }

  @Test
  @DisplayName("an annotation that names no resource stops all the same, and says so")
  void malformed(TestInfo test) {
    String ns = namespace(test);
    long id = world.inSync(monitor(ns, "alarm"));
    world.patch(ns, "alarm", annotation("shop"));
    assertThat(message(ns, "DatadogMonitor", "alarm", "Invalid"))
        .startsWith("heel.dev/release-to: \"shop\" names no resource. Write NAMESPACE/NAME, or");
    world.delete(ns, "alarm");
    world.awaitGone(ns, "alarm");
    assertThat(world.object(id)).isPresent();
  }
}
