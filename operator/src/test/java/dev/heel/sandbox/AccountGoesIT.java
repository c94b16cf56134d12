package dev.heel.sandbox;

import static dev.heel.sandbox.World.eventually;
import static dev.heel.sandbox.World.monitor;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.heel.sandbox.datadog.faults.Fault;
import dev.heel.testing.FaultyProxy;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** An account that is deleted waits for those whose objects only it leads to, and for no others. */
@DisplayName("An account that goes")
class AccountGoesIT {
  private static final String MONITORS = "GET /apis/heel.dev/v1alpha1/datadogmonitors.*";

  private final World world = World.unattended();
  private final FaultyProxy proxy = FaultyProxy.before(world.sandbox.kubernetes().url());
  private OwnOperator operator = OwnOperator.start(world, proxy.url());

  @AfterEach
  void close() {
    operator.close();
    proxy.close();
    world.close();
  }

  @Test
  @DisplayName("a resource without an object does not hold it, and waits for another one")
  void withoutObject() {
    Tenant tenant = Tenant.in(world, "refused").withKeys().withAccount("from: Same");
    tenant.awaitAccount("KeysValid");
    world.sandbox.datadog().faults().always("POST /api/v1/monitor", Fault.error(400, "no"));
    world.apply(monitor("refused", "m"));
    world.awaitReason("refused", "m", "Rejected");

    tenant.deleteAccount();

    eventually(() -> assertThat(tenant.account().isMissingNode()).isTrue());
    assertThat(World.ready(tenant.account()).path("reason").asText())
        .isNotEqualTo("DeletionBlocked");
  }

  @Test
  @DisplayName("nothing new is made through it while older objects hold it")
  void nothingNew() {
    Tenant tenant = Tenant.in(world, "closing").withKeys().withAccount("from: Same");
    world.inSync(monitor("closing", "old"));
    tenant.deleteAccount();
    tenant.awaitAccount("DeletionBlocked");

    world.apply(monitor("closing", "new"));

    JsonNode waits = world.awaitReason("closing", "new", "WaitingForAccount");
    assertThat(World.ready(waits).path("message").asText())
        .isEqualTo(
            "DatadogAccount closing/default is being deleted: nothing new is made through it.");
    world.delete("closing", "old");
    eventually(() -> assertThat(tenant.account().isMissingNode()).isTrue());
    assertThat(tenant.organisation().monitors()).isEmpty();
    world.inSync(monitor("closing", "new"));
    assertThat(world.owned("closing", "new")).as("by the account of all").hasSize(1);
  }

  @Test
  @DisplayName("after a restart it does not go before it is known who uses it")
  void notBeforeAllIsRead() {
    Tenant tenant = Tenant.in(world, "restarted").withKeys().withAccount("from: Same");
    world.inSync(monitor("restarted", "m"));
    operator.close();
    tenant.deleteAccount();
    world.delete("restarted", "m");
    long before = readsOfSecrets();
    proxy.meanwhile(
        MONITORS,
        () -> eventually(() -> assertThat(readsOfSecrets()).as("accounts").isGreaterThan(before)));

    operator = OwnOperator.start(world, proxy.url());

    world.awaitGone("restarted", "m");
    assertThat(tenant.organisation().monitors()).as("it was deleted through the account").isEmpty();
    eventually(() -> assertThat(tenant.account().isMissingNode()).isTrue());
  }

  @Test
  @DisplayName("its keys are mended while it waits: its resources go through it at once")
  void mended() {
    operator.close();
    operator = OwnOperator.start(world, World.BRISK.withDeletionGrace(Duration.ofMinutes(5)));
    Tenant tenant = Tenant.in(world, "mended").withKeys().withAccount("from: Same");
    world.inSync(monitor("mended", "m"));
    tenant.withKeys("not-hexadecimal", "no").awaitAccount("KeysRefused");
    tenant.deleteAccount();
    tenant.awaitAccount("DeletionBlocked");
    world.delete("mended", "m");
    eventually(
        () ->
            assertThat(world.ready("mended", "m").path("reason").asText())
                .isEqualTo("DeletionBlocked"));

    tenant.withKeys();

    world.awaitGone("mended", "m");
    assertThat(tenant.organisation().monitors()).isEmpty();
    eventually(() -> assertThat(tenant.account().isMissingNode()).isTrue());
  }

  /** Passes over other accounts have begun. */
  private long readsOfSecrets() {
    return world.sandbox.kubernetes().requests().entrySet().stream()
        .filter(each -> each.getKey().matches("GET .*/secrets.*"))
        .mapToLong(Map.Entry::getValue)
        .sum();
  }
}
