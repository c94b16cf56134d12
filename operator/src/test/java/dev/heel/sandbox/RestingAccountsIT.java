package dev.heel.sandbox;

import static dev.heel.sandbox.World.monitor;

import dev.heel.operator.process.Timing;
import dev.heel.sandbox.datadog.world.RateLimit;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DisplayName;

/** Accounts that may not be used, and what their resources say of it. */
@DisplayName("Accounts that wait stand still after every kind of restart")
class RestingAccountsIT extends RestingWorld {
  /** Keys of another organisation are asked about at this pace: once a minute in a cluster. */
  static final Timing PATIENT =
      new Timing(
          Duration.ofSeconds(60),
          Duration.ofSeconds(1),
          Duration.ofMillis(200),
          Duration.ofMinutes(5),
          Duration.ofMinutes(5),
          Duration.ofSeconds(8),
          Duration.ofSeconds(4),
          Duration.ofSeconds(1));

  @Override
  void waiting() {
    Tenant open = Tenant.in(world, "open").withKeys().withAccount("from: All");
    open.awaitAccount("KeysValid");
    Tenant.in(world, "closed").withKeys().withAccount("from: Same").awaitAccount("KeysValid");
    world.inSync(monitor("home", "differs"));
    world.patch("home", "differs", "{spec: {accountRef: {name: default, namespace: open}}}");
    awaitReason("datadogmonitors/differs", "AccountDiffers");
    world.apply(monitor("home", "shut-out", ref("closed")));
    awaitReason("datadogmonitors/shut-out", "NotAllowed");
    long foreign = open.organisation().createForeign(1).get(0);
    world.apply(monitor("home", "taker", ref("open"), "adopt: {id: \"" + foreign + "\"}"));
    awaitReason("datadogmonitors/taker", "NotGranted");

    Tenant.in(world, "refused")
        .withKeys("not-hexadecimal", "no")
        .withAccount("from: All")
        .awaitAccount("KeysRefused");
    world.apply(monitor("home", "keyless", ref("refused")));
    awaitReason("datadogmonitors/keyless", "WaitingForAccount");
    Tenant moved = Tenant.in(world, "moved").withKeys().withAccount("from: All");
    moved.patchAccount("{spec: {organization: %s}}".formatted(open.organisation().id()));
    moved.awaitAccount("OrganizationChanged");
    world.apply(monitor("home", "moved", ref("moved")));
    awaitReason("datadogmonitors/moved", "WaitingForAccount");
    limited();
  }

  /** Of two changes within an hour one is one too many. */
  private void limited() {
    world.inSync(monitor("home", "first"));
    world.inSync(monitor("home", "second"));
    world.sandbox.datadog().limit("update_monitor", new RateLimit(1, Duration.ofHours(1)));
    world.patch("home", "first", "{spec: {priority: 1}}");
    awaitReason("datadogmonitors/first", "InSync");
    world.patch("home", "second", "{spec: {priority: 1}}");
    awaitReason("datadogmonitors/second", "RateLimited");
  }

  private static String ref(String namespace) {
    return "accountRef: {name: default, namespace: %s}".formatted(namespace);
  }

  @Override
  List<String> refused() {
    return List.of("POST /api/v1/monitor");
  }

  @Override
  OwnOperator started(String identity) {
    return OwnOperator.startElected(world, proxy.url(), identity, PATIENT);
  }
}
