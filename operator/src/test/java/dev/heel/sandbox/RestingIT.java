package dev.heel.sandbox;

import static dev.heel.sandbox.World.json;
import static dev.heel.sandbox.World.monitor;
import static org.assertj.core.api.Assertions.assertThat;

import dev.heel.sandbox.datadog.faults.Fault;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** A resource that waits, for a person or for another resource, costs nothing while it does. */
@DisplayName("Standing still costs the same after every kind of restart")
class RestingIT extends RestingWorld {
  private static final String DASHBOARD =
      "{title: T, widgets: [{definition: {type: note, content: hello}}]}";

  private static final String NIGHTS =
      "{monitorTags: ['team:a'], schedule: {timezone: Europe/Paris, weekly: [{days: [Sat], from:"
          + " '19:00', to: '20:00'}]}}";

  @Override
  void waiting() {
    List<Long> foreign = world.organisation().createForeign(3);
    world
        .organisation()
        .edit(foreign.get(1), json("{tags: ['heel_cluster:other', 'heel_owner:shop/m']}"));
    String webhook = world.organisation().webhooks().createForeign(1).get(0);
    world.sandbox.datadog().faults().always("POST /api/v1/dashboard", Fault.error(400, "no"));
    world.sandbox.datadog().faults().always("POST /api/v2/downtime", Fault.error(403, "no"));

    long refused = world.inSync(monitor("home", "rejected"));
    world
        .sandbox
        .datadog()
        .faults()
        .always("PUT /api/v1/monitor/" + refused, Fault.error(400, "no"));
    world.patch("home", "rejected", "{spec: {priority: 2}}");
    awaitMonitor("rejected", "Rejected");

    apply("DatadogDashboard", "rejected", DASHBOARD);
    apply("DatadogDowntime", "forbidden", NIGHTS);
    apply("DatadogWebhook", "exists", "{name: %s, url: 'https://example.com'}".formatted(webhook));

    long drifted = world.inSync(monitor("home", "drifted", "drift: Report"));
    world.organisation().edit(drifted, json("{priority: 1}"));
    awaitMonitor("drifted", "Drifted");
    world.inSync(monitor("home", "fine"));
    long paused = world.inSync(monitor("home", "paused"));
    world.patch(
        "home",
        "paused",
        "{metadata: {annotations: {heel.dev/pause-until: '2099-01-01T00:00:00Z'}}}");
    world.organisation().edit(paused, json("{priority: 1}"));
    awaitMonitor("paused", "Paused");
    world.apply(monitor("home", "shown", "adopt: {id: \"" + foreign.get(0) + "\"}"));
    awaitMonitor("shown", "AdoptionShown");
    world.apply(monitor("home", "owned", "adopt: {id: \"" + foreign.get(1) + "\"}"));
    awaitMonitor("owned", "OwnedByAnother");
    world.apply(monitor("home", "missing", "adopt: {id: \"424242\"}"));
    awaitMonitor("missing", "NotFound");
    world.apply(monitor("home", "homeless", "accountRef: {name: none}"));
    awaitMonitor("homeless", "WaitingForAccount");
    world.apply(monitor("home", "suspended", "suspend: true"));
    awaitMonitor("suspended", "Suspended");
    world.apply(World.composite("home", "lonely", "nobody", "fine"));
    awaitMonitor("lonely", "WaitingForReference");
    world.apply(World.composite("home", "chicken", "egg", "fine"));
    world.apply(World.composite("home", "egg", "chicken", "fine"));
    awaitMonitor("chicken", "ReferenceCycle");
    awaitMonitor("egg", "ReferenceCycle");
    world.apply(
        "{apiVersion: v1, kind: ConfigMap, metadata: {name: words, namespace: home}, data: {a:"
            + " just words}}");
    world.apply(
        "{apiVersion: heel.dev/v1alpha1, kind: DatadogMonitor, metadata: {name: invalid, namespace:"
            + " home}, spec: {definitionFrom: {configMapKeyRef: {name: words, key: a}}}}");
    awaitMonitor("invalid", "Invalid");
    awaitReason("datadogdashboards/rejected", "Rejected");
    awaitReason("datadogdowntimes/forbidden", "Forbidden");
    awaitReason("datadogwebhooks/exists", "AlreadyExists");
  }

  private void awaitMonitor(String name, String reason) {
    awaitReason("datadogmonitors/" + name, reason);
  }

  @Override
  List<String> refused() {
    return List.of("POST /api/v1/dashboard", "PUT /api/v1/monitor/{id}");
  }

  @Override
  OwnOperator started(String identity) {
    return OwnOperator.startElected(world, proxy.url(), identity);
  }

  @Test
  @DisplayName("a list that could not be read at first is waited for, and the resource goes on")
  void listFails() {
    world.sandbox.datadog().faults().times(2, LIST, Fault.error(500, "no"));
    operator = OwnOperator.start(world, proxy.url());
    world.apply(monitor("home", "m"));
    world.awaitReason("home", "m", "InSync");
    assertThat(world.owned("home", "m")).hasSize(1);
  }
}
