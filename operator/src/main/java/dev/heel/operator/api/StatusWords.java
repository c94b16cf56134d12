package dev.heel.operator.api;

import com.fasterxml.jackson.databind.JsonNode;
import dev.heel.engine.Report;
import dev.heel.engine.api.Routes;
import dev.heel.engine.compare.Canonical;
import dev.heel.engine.plan.Step;
import dev.heel.operator.account.Account;
import dev.heel.operator.account.organization.KeyOwner;
import dev.heel.operator.api.resource.ObservedObject;
import dev.heel.operator.api.resource.Policies;
import dev.heel.operator.api.resource.ResourceInPass;
import dev.heel.operator.status.ChangeWords;
import dev.heel.operator.status.Conditions;
import dev.heel.operator.status.Happening;
import dev.heel.operator.status.LeavingObjects;
import dev.heel.operator.status.Outcome;
import dev.heel.resource.ApiResource;
import dev.heel.resource.ApiStatus;
import dev.heel.resource.ApiStatus.Applied;
import dev.heel.resource.ApiStatus.DriftedField;
import dev.heel.resource.ApiStatus.Observed;
import dev.heel.resource.ApiStatusBuilder;
import dev.heel.resource.Condition;
import dev.heel.resource.Problem;
import dev.heel.resource.Reason;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The status and the sentences that belong to what a pass found or did. */
final class StatusWords<R extends ApiResource> {
  private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm:ss");

  private final ResourceInPass<R> work;
  private final Account account;

  StatusWords(ResourceInPass<R> work, Account account) {
    this.work = work;
    this.account = account;
  }

  /** An object right after it was written. */
  ObservedObject written(String id, JsonNode answer) {
    Routes.ListShape list = work.kind().routes().list();
    boolean summary = list != null && list.summary();
    String hash = summary ? answer.at(list.modifiedAt()).asText() : work.kind().hash(answer);
    return new ObservedObject(
        id, answer, hash, work.kind().report(answer), Set.of(work.ownerKey()), List.of());
  }

  Applied applied(JsonNode desired) {
    boolean partial = work.kind().routes().partial();
    return new Applied(
        work.generation(),
        Canonical.hash(work.kind().lasting(desired)),
        partial ? Canonical.paths(desired) : null);
  }

  Outcome<ApiStatus> inSync(ObservedObject found, Applied applied) {
    String message = work.subject(found.id()) + " in Datadog is as this spec says." + copies(found);
    ApiStatus status = base(found).applied(generation(applied)).drift(null, null).build();
    return Outcome.of(Reason.InSync, message, status).telling(copied(found)).seeing(found.seen());
  }

  Outcome<ApiStatus> finished(Outcome<ApiStatus> kept) {
    return Outcome.of(
            Reason.Finished,
            "The %s ended as it was meant to, and is not made again.".formatted(work.kind().noun()),
            kept.facts())
        .seeing(kept.then().seen());
  }

  /** The object differs and is left so. */
  Outcome<ApiStatus> drifted(Step step, ObservedObject found) {
    List<DriftedField> fields = ChangeWords.fields(step.changes());
    boolean known = fields.equals(work.status().drift());
    String since = known ? work.status().driftSince() : Conditions.time(changed(found));
    ApiStatus status = base(found).drift(fields, since).build();
    String count = fields.size() == 1 ? "1 field differs" : fields.size() + " fields differ";
    String why =
        step.reason() == Reason.Paused
            ? "edits are left alone until " + work.annotation("pause-until").orElse("")
            : "drift is Report";
    String message =
        "%s in Datadog, and %s: %s.".formatted(count, why, ChangeWords.names(step.changes()));
    Outcome<ApiStatus> outcome = Outcome.of(step.reason(), message, status).seeing(found.seen());
    Optional<Instant> until = Policies.pausedUntil(work).filter(work.now()::isBefore);
    Outcome<ApiStatus> timed =
        step.reason() == Reason.Paused && until.isPresent()
            ? outcome.again(Duration.between(work.now(), until.get()))
            : outcome;
    return known ? timed : timed.telling(left(step, found, why));
  }

  private Happening left(Step step, ObservedObject found, String why) {
    return Happening.warning(
        "Drifted",
        "Changed in Datadog%s: %s. Left alone: %s."
            .formatted(changedAt(found), ChangeWords.sentence(step.changes()), why));
  }

  /** The planner would not touch the object. */
  Outcome<ApiStatus> refused(Step step, ObservedObject found) {
    Problem problem = step.problem();
    List<DriftedField> fields = ChangeWords.fields(step.changes());
    boolean shown = step.reason() == Reason.AdoptionShown;
    ApiStatus status =
        work.status().edit().drift(shown ? fields : null, null).account(accountName()).build();
    return Outcome.of(step.reason(), problem.sentence(), status)
        .waitingFor("Waiting for a new spec.");
  }

  /** Says where the object is: the account, and its organisation where that is known. */
  ApiStatusBuilder here(ApiStatusBuilder status) {
    KeyOwner owner = account.reached().owner();
    String known = owner.isKnown() ? owner.id() : work.status().organization();
    return status.account(accountName()).organization(known);
  }

  /** The status but for applied and drift. */
  ApiStatusBuilder base(ObservedObject found) {
    ApiStatus before = work.status();
    Report report = found.report();
    return here(before.edit())
        .object(found.id(), url(found.id()))
        .state(report.state(), report.since())
        .next(report.next())
        .secrets(work.secrets().used())
        .triggered(
            report.triggered().isEmpty() ? null : report.triggered(),
            report.more() == 0 ? null : report.more())
        .creating(null)
        .refused(null)
        .leaving(LeavingObjects.after(before, found.id(), work.now()))
        .replaced(null)
        .observed(observed(found));
  }

  private Observed observed(ObservedObject found) {
    Routes.ListShape list = work.kind().routes().list();
    boolean summary = list != null && list.summary();
    return summary ? new Observed(found.hash(), null) : new Observed(null, found.hash());
  }

  /**
   * An applied that says the same as the one before keeps its generation, so that nothing is
   * written.
   */
  private Applied generation(Applied applied) {
    Applied before = work.status().applied();
    boolean same = before != null && applied != null && before.hash().equals(applied.hash());
    return same ? before : applied;
  }

  private String url(String id) {
    return account.reached().webUrl() + work.kind().routes().pagePath(id);
  }

  private String accountName() {
    return account.name().toString();
  }

  private String copies(ObservedObject found) {
    return found.copies().isEmpty()
        ? ""
        : " %s %s carries the same marker, as a clone made in Datadog does; Heel leaves it alone."
            .formatted(work.kind().noun(), String.join(", ", found.copies()));
  }

  private List<Happening> copied(ObservedObject found) {
    String before =
        Optional.ofNullable(work.status().condition(Condition.READY))
            .map(Condition::message)
            .orElse("");
    return found.copies().isEmpty() || before.endsWith(copies(found))
        ? List.of()
        : List.of(Happening.warning("Copy", copies(found).strip()));
  }

  /** {@code " at 15:21:07"}, or nothing if Datadog does not say. */
  String changedAt(ObservedObject found) {
    return modified(found).map(at -> " at " + CLOCK.format(at.atOffset(ZoneOffset.UTC))).orElse("");
  }

  private Instant changed(ObservedObject found) {
    return modified(found).orElse(work.now());
  }

  private Optional<Instant> modified(ObservedObject found) {
    Routes.ListShape list = work.kind().routes().list();
    if (list == null || list.modifiedAt() == null || found.body() == null) {
      return Optional.empty();
    }
    try {
      String text = found.body().at(list.modifiedAt()).asText();
      return Optional.of(OffsetDateTime.parse(text).toInstant());
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }
}
