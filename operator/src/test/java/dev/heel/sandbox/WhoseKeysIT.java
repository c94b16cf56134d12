package dev.heel.sandbox;

import static dev.heel.sandbox.World.eventually;
import static dev.heel.sandbox.World.monitor;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.heel.operator.process.Timing;
import dev.heel.sandbox.datadog.DatadogOptions;
import dev.heel.sandbox.datadog.faults.Fault;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Datadog is asked whose the keys are before anything is concluded, and not more often. */
@DisplayName("Whose the keys are")
class WhoseKeysIT {
  private static final String CURRENT_USER = "GET /api/v2/current_user";
  private static final String LIST = "GET /api/v1/monitor";

  /** An answer counts for so long. */
  private static final Duration AGE = Duration.ofSeconds(3);

  private static final Timing PATIENT =
      new Timing(
          AGE,
          Duration.ofSeconds(1),
          Duration.ofMillis(500),
          Duration.ofMinutes(5),
          Duration.ofMinutes(5),
          Duration.ofSeconds(8),
          Duration.ofSeconds(4),
          Duration.ofSeconds(1));

  private final World world = World.at(DatadogOptions.builder().hastened().build(), PATIENT);

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  @DisplayName("200 objects that are missing at once: one question, or one more for each minute")
  void manyAreMissing() {
    Tenant tenant = Tenant.in(world, "many").withKeys().withAccount("from: Same");
    List<String> names = IntStream.range(0, 200).mapToObj(i -> "m" + i).toList();
    names.forEach(name -> world.apply(monitor("many", name)));
    awaitMonitors(tenant, 200);
    atRest();
    List<Long> ids =
        tenant.organisation().monitors().stream().map(each -> each.path("id").asLong()).toList();
    long asked = calls(CURRENT_USER);
    long began = System.nanoTime();

    ids.forEach(tenant.organisation()::delete);

    awaitMonitors(tenant, 200);
    Duration took = Duration.ofNanos(System.nanoTime() - began);
    assertThat(tenant.organisation().monitors())
        .extracting(each -> each.path("id").asLong())
        .doesNotContainAnyElementsOf(ids);
    // An answer that counts is asked for again when it is too old, never once for each object.
    assertThat(calls(CURRENT_USER) - asked).isBetween(1L, 1 + took.dividedBy(AGE) + 1);
  }

  /** Lists are read, and nobody asks: once an hour is far away. */
  private void atRest() {
    eventually(() -> assertThat(world.sandbox.isSettled(Duration.ofSeconds(5))).isTrue());
    long asked = calls(CURRENT_USER);
    long rounds = calls(LIST);
    eventually(() -> assertThat(calls(LIST)).isGreaterThan(rounds + 10));
    assertThat(calls(CURRENT_USER)).as("at rest").isEqualTo(asked);
  }

  private static void awaitMonitors(Tenant tenant, int count) {
    await()
        .atMost(Duration.ofSeconds(120))
        .untilAsserted(() -> assertThat(tenant.organisation().monitors()).hasSize(count));
  }

  /** How the organisation is away. */
  private enum Away {
    FAULTS,
    REFUSED_KEYS
  }

  @ParameterizedTest(name = "{0} while keys are switched, and deletions wait: nothing is lost")
  @EnumSource
  void away(Away how) {
    Tenant acme = Tenant.in(world, "acme").withKeys().withAccount("from: Same");
    Tenant beta = Tenant.in(world, "beta");
    List<Long> ids =
        Stream.of("one", "two").map(name -> world.inSync(monitor("acme", name))).toList();
    beta.organisation().createForeign(3);

    begin(how, beta);
    acme.withKeys(beta.key, "b".repeat(40)).awaitAccount(reason(how));
    world.delete("acme", "one");
    world.delete("acme", "two");
    awaitBlocked("one");
    awaitBlocked("two");
    end(how, beta);
    acme.withKeys(beta.key, "b".repeat(40)).awaitAccount("OrganizationChanged");
    awaitBlocked("one");
    assertThat(acme.organisation().monitors()).hasSize(2);
    assertThat(beta.organisation().foreignMonitors()).hasSize(3);

    begin(how, acme);
    acme.withKeys().awaitAccount(reason(how));
    assertThat(acme.organisation().monitors())
        .extracting(each -> each.path("id").asLong())
        .containsExactlyInAnyOrderElementsOf(ids);
    end(how, acme);
    acme.withKeys();

    world.awaitGone("acme", "one");
    world.awaitGone("acme", "two");
    assertThat(acme.organisation().monitors()).isEmpty();
    assertThat(beta.organisation().monitors()).isEmpty();
    assertThat(beta.organisation().foreignMonitors()).hasSize(3);
    assertThat(acme.account().at("/status/released")).isEmpty();
  }

  private void begin(Away how, Tenant tenant) {
    switch (how) {
      case FAULTS -> world.sandbox.datadog().faults().always("* /api/*", Fault.error(503, "away"));
      case REFUSED_KEYS -> world.sandbox.datadog().refuse(tenant.key);
    }
  }

  private void end(Away how, Tenant tenant) {
    switch (how) {
      case FAULTS -> world.sandbox.datadog().faults().clear();
      case REFUSED_KEYS -> world.sandbox.datadog().accept(tenant.key);
    }
  }

  private static String reason(Away how) {
    return how == Away.FAULTS ? "Unavailable" : "KeysRefused";
  }

  private void awaitBlocked(String name) {
    eventually(
        () ->
            assertThat(world.ready("acme", name).path("reason").asText())
                .isEqualTo("DeletionBlocked"));
  }

  private long calls(String call) {
    return world.sandbox.datadog().calls().getOrDefault(call, 0L);
  }
}
