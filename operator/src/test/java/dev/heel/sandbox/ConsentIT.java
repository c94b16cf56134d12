package dev.heel.sandbox;

import static dev.heel.sandbox.World.eventually;
import static dev.heel.sandbox.World.monitor;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;

/** The account of all belongs to the namespace datadog, whose owner is asked first. */
@DisplayName("With another namespace's account")
class ConsentIT extends OneWorld {
  private static final String ACCOUNT =
      "/apis/heel.dev/v1alpha1/namespaces/datadog/datadogaccounts/default";
  private static final String EVERYTHING =
      "{monitorTags: ['*'], schedule: {timezone: UTC, weekly: [{days: [Sun]}]}}";

  private static String message(String ns, String kind, String name) {
    return World.ready(await(ns, kind, name, "NotGranted")).path("message").asText();
  }

  private static void label(String ns, String value) {
    world
        .kubernetes()
        .send(
            "PATCH",
            "/api/v1/namespaces/" + ns,
            "application/merge-patch+json",
            World.json("{metadata: {labels: {trusted: " + value + "}}}").toString());
  }

  @Test
  @DisplayName("adopting is refused with the item to add, and no call is made for it")
  void guessedId(TestInfo test) {
    String ns = namespace(test);
    long id = world.organisation().createForeign(1).get(0);
    world.apply(monitor(ns, "m", "adopt: {id: \"" + id + "\", takeOver: true}"));
    assertThat(message(ns, "DatadogMonitor", "m"))
        .isEqualTo(
            ("Namespace %s may not adopt through DatadogAccount datadog/default. Its owner can add"
                    + " to spec.grants: {allow: [Adopt], namespaces: {from: Selector, selector:"
                    + " {matchLabels: {kubernetes.io/metadata.name: %s}}}}.")
                .formatted(ns, ns));
    assertThat(world.callLog()).noneMatch(call -> call.contains("/" + id));
  }

  @Test
  @DisplayName(
      "the item, added to the account, lets it go on; taking it away later changes nothing")
  void grantedLater(TestInfo test) {
    String ns = namespace(test);
    long id = world.organisation().createForeign(1).get(0);
    world.apply(monitor(ns, "m", "adopt: {id: \"" + id + "\", takeOver: true}"));
    String sentence = message(ns, "DatadogMonitor", "m");
    String item = sentence.substring(sentence.indexOf('{'), sentence.length() - 1);
    String before = world.kubernetes().get(ACCOUNT).json().at("/spec/grants").toString();
    grants("[" + before.substring(1, before.length() - 1) + ", " + item + "]");
    await(ns, "DatadogMonitor", "m", "InSync");
    assertThat(world.object(id).orElseThrow().path("tags").toString()).contains(ns + "/m");
    grants(before);
    world.patch(ns, "m", "{spec: {message: 'Other. @platform-team@example.com'}}");
    await(ns, "DatadogMonitor", "m", "InSync");
    eventually(
        () ->
            assertThat(world.object(id).orElseThrow().path("message").asText())
                .startsWith("Other."));
  }

  @Test
  @DisplayName("what carries its own marker is its own in a cluster that lost the status too")
  void rebuilt(TestInfo test) {
    String ns = namespace(test);
    long id = orphaned(ns, "m");
    long gone = orphaned(ns, "n");
    world.apply(monitor(ns, "m", "adopt: {id: \"" + id + "\", takeOver: true}"));
    world.apply(monitor(ns, "n", "adopt: {id: \"987654321\"}"));
    assertThat(await(ns, "DatadogMonitor", "m", "InSync").at("/status/id").asLong()).isEqualTo(id);
    assertThat(await(ns, "DatadogMonitor", "n", "InSync").at("/status/id").asLong())
        .as("what was adopted once and replaced since is looked for no more")
        .isEqualTo(gone);
  }

  /** An object with the marker of a resource that is gone. */
  private static long orphaned(String ns, String name) {
    long id = world.inSync(monitor(ns, name, "deletionPolicy: Orphan"));
    world.delete(ns, name);
    world.awaitGone(ns, name);
    return id;
  }

  private static void grants(String grants) {
    world
        .kubernetes()
        .send(
            "PATCH",
            ACCOUNT,
            "application/merge-patch+json",
            World.json("{spec: {grants: " + grants + "}}").toString());
  }

  @Test
  @DisplayName(
      "a namespace that gets the label of a grant is let in at once, and one that loses it is not")
  void labelled(TestInfo test) {
    String ns = namespace(test);
    String other = world.organisation().webhooks().createForeign(2).get(1);
    long id = world.organisation().createForeign(1).get(0);
    world.apply(monitor(ns, "m", "adopt: {id: \"" + id + "\"}"));
    await(ns, "DatadogMonitor", "m", "NotGranted");
    label(ns, "'yes'");
    await(ns, "DatadogMonitor", "m", "AdoptionShown");
    label(ns, "null");
    await(ns, "DatadogMonitor", "m", "NotGranted");
    apply(
        "DatadogWebhook", ns, "h", "{url: 'https://a.example.com', adopt: {name: " + other + "}}");
    await(ns, "DatadogWebhook", "h", "NotGranted");
    assertThat(world.organisation().webhooks().get(other).orElseThrow().path("url").asText())
        .isNotEqualTo("https://a.example.com");
  }

  @Test
  @DisplayName("muting everything is refused, and what a tag or a monitor bounds is not")
  void muting(TestInfo test) {
    String ns = namespace(test);
    long before = world.organisation().downtimes().objects().size();
    apply("DatadogDowntime", ns, "all", EVERYTHING);
    assertThat(message(ns, "DatadogDowntime", "all"))
        .startsWith("Namespace " + ns + " may not mute everything through DatadogAccount datadog/")
        .endsWith(
            " Or bound it: by monitorRef, or by a tag without wildcard in scope or monitorTags.");
    apply(
        "DatadogDowntime",
        ns,
        "pasted",
        "{definition: {scope: 'NOT env:x', monitor_identifier: {monitor_tags: ['*']}}}");
    await(ns, "DatadogDowntime", "pasted", "NotGranted");
    assertThat(world.organisation().downtimes().objects()).hasSize((int) before);
    patch(ns, "DatadogDowntime", "all", "{spec: {scope: 'env:staging'}}");
    await(ns, "DatadogDowntime", "all", "InSync");
    label(ns, "'yes'");
    await(ns, "DatadogDowntime", "pasted", "InSync");
  }
}
