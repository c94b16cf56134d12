package dev.heel.operator.api.removal;

import com.fasterxml.jackson.databind.JsonNode;
import dev.heel.engine.api.DatadogError;
import dev.heel.engine.plan.Diff;
import dev.heel.operator.account.Account;
import dev.heel.operator.api.resource.DatadogObjects;
import dev.heel.operator.api.resource.ObservedObject;
import dev.heel.operator.api.resource.ResourceInPass;
import dev.heel.resource.ApiResource;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Second objects that a call made after all whose answer was lost, as by a process that was stopped
 * inside it. One is removed only if it equals what was sent, was made inside the window of doubt,
 * and no status refers to it; any other object with our marker is somebody's copy and is left
 * alone.
 */
public final class DuplicateObjects<R extends ApiResource> {
  private static final Logger log = LoggerFactory.getLogger(DuplicateObjects.class);
  private static final Duration WINDOW = Duration.ofMinutes(10);
  private static final Duration SKEW = Duration.ofSeconds(5);

  private final ResourceInPass<R> work;
  private final Account account;
  private final Removals removals;

  public DuplicateObjects(ResourceInPass<R> work, Account account, Removals removals) {
    this.work = work;
    this.account = account;
    this.removals = removals;
  }

  /** The object without those of its copies that were twins and are removed now. */
  public ObservedObject removed(ObservedObject found, JsonNode desired) {
    Optional<Instant> since = since();
    if (found.copies().isEmpty() || since.isEmpty() || !removals.mayWrite()) {
      return found;
    }
    DatadogObjects objects = new DatadogObjects(work, account.reached().datadog());
    Removal removal = removals.of(work.controller(), account).by(work.sender());
    List<String> gone = new ArrayList<>();
    for (String id : found.copies()) {
      try {
        JsonNode copy = objects.get(id);
        if (isTwin(copy, desired, since.get()) && isRemoved(removal, id, copy)) {
          log.warn("{} {}: removed its twin {}", work.kind().noun(), found.id(), id);
          gone.add(id);
        }
      } catch (DatadogError e) {
        log.info("{} {}: its copy {} is left: {}", work.kind().noun(), found.id(), id, e.quoted());
      }
    }
    return found.without(gone);
  }

  private boolean isRemoved(Removal removal, String id, JsonNode copy) throws DatadogError {
    OwnObject object =
        new OwnObject(work.ledgerKey(), work.status().organization(), id, work.now());
    return removal.remove(object, copy) == Removal.Result.GONE;
  }

  private Optional<Instant> since() {
    Optional<Instant> known = account.ledger().uncertainSince(work.ledgerKey());
    return known.isPresent()
        ? known
        : Optional.ofNullable(work.status().creating()).map(Instant::parse);
  }

  private boolean isTwin(JsonNode copy, JsonNode desired, Instant since) {
    String pointer = work.kind().routes().created();
    if (pointer == null) {
      return false;
    }
    try {
      Instant made = OffsetDateTime.parse(copy.at(pointer).asText()).toInstant();
      return made.isAfter(since.minus(SKEW))
          && made.isBefore(since.plus(WINDOW))
          && Diff.between(work.kind(), desired, copy, Diff.Baseline.NONE).isEmpty();
    } catch (DateTimeParseException e) {
      return false;
    }
  }
}
