package dev.heel.operator.api.resource;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.heel.engine.api.DatadogError;
import dev.heel.engine.compare.Canonical;
import dev.heel.operator.account.Account;
import dev.heel.operator.process.HeelVersion;
import dev.heel.operator.status.Conditions;
import dev.heel.operator.status.Happening;
import dev.heel.operator.status.Outcome;
import dev.heel.operator.wake.Attempts;
import dev.heel.resource.ApiStatus;
import dev.heel.resource.ApiStatus.Applied;
import dev.heel.resource.ApiStatus.Refused;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A body that Datadog refuses: what that means for its resource, and for how long the same body is
 * not sent again. The status remembers it, over a restart too.
 *
 * @param account the name of the resource's account
 * @param hash what the body is known by
 */
public record RefusedBody(ResourceInPass<?> work, String account, String hash) {
  /**
   * A body as it is known if it is refused. It is worth another try when the body, a Secret in it,
   * the account or Heel itself is another one.
   */
  public static RefusedBody of(ResourceInPass<?> work, Account account, JsonNode body) {
    String hash =
        Canonical.hash(
            TextNode.valueOf(
                Canonical.hash(body)
                    + work.secrets().used()
                    + account.reached().revision()
                    + HeelVersion.number()));
    return new RefusedBody(work, account.name().toString(), hash);
  }

  /** Datadog refused it just now. */
  public Outcome<ApiStatus> outcome(DatadogError error, ApiStatus facts) {
    Refused refused = new Refused(hash, Conditions.time(work.now()), error.quoted());
    String stays =
        facts.id() == null ? "Nothing was made." : work.subject(facts.id()) + " stays as it was.";
    return outcome(refused, facts)
        .telling(
            Happening.warning(
                "Rejected",
                "Datadog refused generation %d: %s. %s"
                    .formatted(work.generation(), error.quoted(), stays)));
  }

  /** The result of sending this very body; empty if it was not sent, or an hour ago or longer. */
  public Optional<Outcome<ApiStatus>> earlier() {
    Refused refused = work.status().refused();
    if (refused == null || !hash.equals(refused.hash())) {
      return Optional.empty();
    }
    Duration left =
        Duration.between(work.now(), Instant.parse(refused.at()).plus(Attempts.REFUSED));
    return left.isNegative() || left.isZero()
        ? Optional.empty()
        : Optional.of(outcome(refused, work.status()).again(left));
  }

  /** What was there stays. */
  private Outcome<ApiStatus> outcome(Refused refused, ApiStatus facts) {
    Applied applied = facts.applied();
    boolean older = applied != null && applied.generation() != null && facts.id() != null;
    String kept = older ? " and keeps generation " + applied.generation() : "";
    String generation = "Datadog refused generation " + work.generation();
    String message =
        "%s%s: %s. Fix the spec; Heel tries again when it changes, and once an hour."
            .formatted(generation, kept, refused.why());
    ApiStatus status = facts.edit().account(account).refused(refused).build();
    return Outcome.of(DatadogError.Kind.REJECTED.reason(), message, status)
        .waitingFor("Waiting for a new spec.")
        .again(Attempts.REFUSED);
  }
}
