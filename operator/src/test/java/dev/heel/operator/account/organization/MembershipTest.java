package dev.heel.operator.account.organization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.heel.engine.api.Call;
import dev.heel.engine.api.Datadog;
import dev.heel.engine.api.DatadogError;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whose keys are: asked once for all, and believed for a minute. */
@DisplayName("Membership")
class MembershipTest {
  private static final String ACME =
      "{'data': {'relationships': {'org': {'data': {'type': 'orgs', 'id': 'acme'}}}}, 'included':"
          + " [{'type': 'orgs', 'id': 'parent', 'attributes': {'name': 'Parent'}},"
          + " {'type': 'orgs', 'id': 'acme', 'attributes': {'name': 'Acme', 'public_id': 'a1'}}]}";

  /** Answers what it is told to, and counts. */
  private static final class Answering implements Datadog {
    private String answer = ACME;
    private DatadogError.Kind error;
    private int calls;

    @Override
    public synchronized JsonNode send(Call call) throws DatadogError {
      calls++;
      if (error != null) {
        throw new DatadogError(error, true, 0, "no", null);
      }
      try {
        return new ObjectMapper().readTree(answer.replace('\'', '"'));
      } catch (IOException e) {
        throw new IllegalArgumentException(e);
      }
    }

    @Override
    public JsonNode list(Call call, String items, Consumer<JsonNode> each) {
      throw new UnsupportedOperationException("nobody lists here");
    }

    @Override
    public void turn(Call call) {
      // There is no limit.
    }
  }

  private static final class Watch extends Clock {
    private Instant now = Instant.parse("2026-11-30T12:00:00Z");

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }

    @Override
    public Instant instant() {
      return now;
    }
  }

  private final Answering datadog = new Answering();
  private final Watch clock = new Watch();
  private final Membership membership = new Membership(datadog, clock, Duration.ofMinutes(1));

  @Test
  @DisplayName("the id is the user's relation to its organisation; name and public id belong to it")
  void answer() {
    assertThat(membership.recent(Instant.EPOCH)).contains(new KeyOwner("acme", "a1", "Acme"));
  }

  @Test
  @DisplayName("a hundred who ask within a minute are one call; later it is asked again")
  void once() {
    for (int i = 0; i < 100; i++) {
      membership.recent(Instant.EPOCH);
    }
    assertThat(datadog.calls).isEqualTo(1);
    clock.now = clock.now.plusSeconds(60);
    membership.recent(Instant.EPOCH);
    assertThat(datadog.calls).isEqualTo(2);
  }

  @Test
  @DisplayName("at the same time as well")
  void together() {
    IntStream.range(0, 50).parallel().forEach(i -> membership.recent(Instant.EPOCH));
    assertThat(datadog.calls).isEqualTo(1);
  }

  @Test
  @DisplayName("what is missed after the last answer needs a later one, when a minute has passed")
  void missedLater() {
    membership.recent(Instant.EPOCH);
    clock.now = clock.now.plusSeconds(10);
    Instant missed = clock.now;
    assertThat(membership.recent(missed)).isEmpty();
    assertThat(membership.untilNext()).isEqualTo(Duration.ofSeconds(50));
    clock.now = clock.now.plusSeconds(50);
    assertThat(membership.recent(missed)).isPresent();
    clock.now = clock.now.plusSeconds(10);
    assertThat(membership.recent(missed)).as("missed before, asked after").isPresent();
    assertThat(datadog.calls).isEqualTo(2);
  }

  @Test
  @DisplayName("a failure is not repeated for a minute, but for one who has a patience of its own")
  void failure() throws DatadogError {
    datadog.error = DatadogError.Kind.TRANSIENT;
    assertThat(membership.recent(Instant.EPOCH)).isEmpty();
    assertThat(membership.recent(Instant.EPOCH)).isEmpty();
    assertThat(datadog.calls).isEqualTo(1);
    datadog.error = null;
    assertThat(membership.latest().name()).isEqualTo("Acme");
    assertThat(membership.recent(Instant.EPOCH)).isPresent();
    assertThat(datadog.calls).isEqualTo(2);
  }

  @ParameterizedTest(name = "{0}")
  @EnumSource(names = {"FORBIDDEN", "MISSING"})
  @DisplayName("keys that may not ask: not known, which is an answer too")
  void unknown(DatadogError.Kind kind) {
    datadog.error = kind;
    assertThat(membership.recent(Instant.EPOCH)).contains(KeyOwner.UNKNOWN);
    assertThat(membership.recent(Instant.EPOCH)).contains(KeyOwner.UNKNOWN);
    assertThat(datadog.calls).isEqualTo(1);
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(
      strings = {
        "{}",
        "[]",
        "'hello'",
        "{'data': {'relationships': {'org': {'data': {'id': ''}}}}}",
        "{'data': {'relationships': {'org': {'data': {'id': '../x'}}}}}",
        "{'data': {'relationships': {'org': {'data': {'id': {'a': 1}}}}}}",
        "{'included': [{'type': 'orgs', 'id': 'acme', 'attributes': {'public_id': 'a1'}}]}"
      })
  @DisplayName("an answer without the id is no answer: nothing follows from it")
  void garbage(String text) {
    datadog.answer = text;
    assertThat(membership.recent(Instant.EPOCH)).isEmpty();
    assertThatThrownBy(membership::latest)
        .isInstanceOf(DatadogError.class)
        .extracting(e -> ((DatadogError) e).quoted())
        .isEqualTo("200 with an answer to /api/v2/current_user that names no organisation");
  }
}
