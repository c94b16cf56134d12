package dev.heel.operator.account.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.TextNode;
import dev.heel.operator.account.organization.KeyOwner;
import dev.heel.operator.process.Timing;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** One ledger for each organisation, whichever accounts lead to it. */
@DisplayName("Ledgers")
class LedgersTest {
  private static final KeyOwner ACME = new KeyOwner("acme", null, null);
  private static final KeyOwner BETA = new KeyOwner("beta", null, null);
  private static final Ledger.Key OWNER = new Ledger.Key("DatadogMonitor", "test/home/m");
  private static final Instant NOW = Instant.parse("2026-11-30T12:00:00Z");

  private final Ledgers ledgers = new Ledgers(Duration.ofMinutes(1));

  @Test
  @DisplayName("two accounts of one organisation share it: a change of way forgets no write")
  void shared() {
    Ledger one = ledgers.of(ACME, ledgers.unplaced());
    one.wrote(OWNER, "7", TextNode.valueOf("{}"), NOW);
    Ledger other = ledgers.of(ACME, ledgers.unplaced());
    assertThat(other.absenceIsCredible(OWNER, NOW.plusSeconds(5))).isFalse();
  }

  @Test
  @DisplayName("an account that goes to another organisation and back finds each as it left it")
  void apart() {
    Ledger acme = ledgers.of(ACME, ledgers.unplaced());
    acme.wrote(OWNER, "7", TextNode.valueOf("{}"), NOW);
    Ledger beta = ledgers.of(BETA, acme);
    assertThat(beta.last(OWNER)).as("equal names in two organisations").isEmpty();
    assertThat(ledgers.of(ACME, beta).last(OWNER)).isPresent();
  }

  @Test
  @DisplayName("what was written before the organisation was known counts on")
  void known() {
    Ledger before = ledgers.unplaced();
    before.doubt(OWNER, NOW);
    assertThat(ledgers.of(KeyOwner.UNKNOWN, before)).isSameAs(before);
    ledgers.of(ACME, ledgers.unplaced());
    Ledger acme = ledgers.of(ACME, before);
    assertThat(acme.doubt(OWNER, null, Timing.PRODUCTION)).contains(NOW);
    assertThat(ledgers.of(KeyOwner.UNKNOWN, acme)).as("keys that may not ask").isSameAs(acme);
  }
}
