package dev.heel.operator.status;

import dev.heel.resource.ApiStatus;
import dev.heel.resource.Condition;
import dev.heel.resource.Reason;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Derives conditions, as kstatus reads them, from one reason. Pure. */
public final class Conditions {
  private final List<Condition> before;
  private final long generation;
  private final Instant now;

  public Conditions(List<Condition> before, long generation, Instant now) {
    this.before = before == null ? List.of() : before;
    this.generation = generation;
    this.now = now;
  }

  /**
   * Ready, and Reconciling or Stalled if the reason asks for one.
   *
   * @param waiting the second condition's message; null to repeat the first
   */
  public List<Condition> of(Reason reason, String message, String waiting) {
    List<Condition> conditions = new ArrayList<>();
    boolean ready = reason.health() == Reason.Health.READY;
    conditions.add(condition(Condition.READY, ready, reason, message));
    String second = waiting == null ? message : waiting;
    switch (reason.health()) {
      case READY -> {}
      case RECONCILING -> conditions.add(condition(Condition.RECONCILING, true, reason, second));
      case STALLED -> conditions.add(condition(Condition.STALLED, true, reason, second));
    }
    return List.copyOf(conditions);
  }

  private Condition condition(String type, boolean holds, Reason reason, String message) {
    String status = holds ? "True" : "False";
    String since =
        before.stream()
            .filter(c -> type.equals(c.type()) && status.equals(c.status()))
            .map(Condition::lastTransitionTime)
            .filter(Objects::nonNull)
            .findFirst()
            .orElse(time(now));
    return new Condition(type, status, reason.name(), message, since, generation);
  }

  /**
   * The status that an outcome leads to; equal to the old one if there is nothing new. When the
   * object was last looked at is news only after something happened to it, lest a restart take that
   * for somebody's change; which organisation it is in is no news by itself.
   */
  public static ApiStatus status(
      ApiStatus before, Outcome<ApiStatus> outcome, long generation, Instant now) {
    Conditions conditions = new Conditions(before.conditions(), generation, now);
    ApiStatus after =
        outcome
            .facts()
            .edit()
            .observedGeneration(generation)
            .conditions(conditions.of(outcome.reason(), outcome.message(), outcome.waiting()))
            .build();
    ApiStatus news =
        outcome.happenings().isEmpty()
            ? after.edit().observed(before.observed()).organization(before.organization()).build()
            : after;
    return news.equals(before) ? before : after;
  }

  /** The Ready condition among them; null if there is none. */
  public static Condition ready(List<Condition> conditions) {
    return conditions == null
        ? null
        : conditions.stream()
            .filter(each -> each.type().equals(Condition.READY))
            .findFirst()
            .orElse(null);
  }

  /** The generation that conditions of a resource are about; 0 if it has none. */
  public static long generation(HasMetadata resource) {
    return Optional.ofNullable(resource.getMetadata().getGeneration()).orElse(0L);
  }

  /** A time as a status says it: RFC 3339, to the second. */
  public static String time(Instant instant) {
    return instant.truncatedTo(ChronoUnit.SECONDS).toString();
  }
}
