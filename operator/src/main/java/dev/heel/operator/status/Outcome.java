package dev.heel.operator.status;

import dev.heel.engine.Draft;
import dev.heel.operator.status.FollowUp.Attempt;
import dev.heel.operator.wake.LastSeen;
import dev.heel.resource.Reason;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * What one pass came to. Conditions, Events, metrics, what pollers compare and the time of the next
 * pass all follow from it, in one place. Only the ledger of writes is no part of it: an entry is
 * made in the method that makes the call, or a fault between the two would lose an object's id.
 *
 * @param <S> the status of the kind
 * @param reason why the resource is as it is
 * @param message for people, for the Ready condition
 * @param waiting for people, for Reconciling or Stalled: what is waited for; null if the message
 *     says it
 * @param facts the status but for its conditions and observedGeneration
 * @param isQuiet whether the status stays as it is, since there is nothing new to tell
 * @param draft the resource of an API kind as the pass understood it, whose warnings are told; null
 *     if it did not come to that
 * @param happenings what a person must see once
 * @param then what it leaves for those that come after it
 */
public record Outcome<S>(
    Reason reason,
    String message,
    String waiting,
    S facts,
    boolean isQuiet,
    Draft draft,
    List<Happening> happenings,
    FollowUp then) {

  /** An outcome without Events, after which nothing is looked at before something happens. */
  public static <S> Outcome<S> of(Reason reason, String message, S facts) {
    return new Outcome<>(reason, message, null, facts, false, null, List.of(), FollowUp.NONE);
  }

  /** Nothing to tell yet; something that is under way will wake the resource. */
  public static <S> Outcome<S> quiet(Reason reason, S facts) {
    return of(reason, "", facts).quietly(true);
  }

  /** The same, and what is waited for. */
  public Outcome<S> waitingFor(String words) {
    return new Outcome<>(reason, message, words, facts, isQuiet, draft, happenings, then);
  }

  /** The same, with these Events and no others. */
  public Outcome<S> telling(Happening... more) {
    return telling(List.of(more));
  }

  /** The same, with these Events and no others. */
  public Outcome<S> telling(List<Happening> more) {
    return new Outcome<>(reason, message, waiting, facts, isQuiet, draft, List.copyOf(more), then);
  }

  /** The same, with one more Event. */
  public Outcome<S> tellingAlso(Happening more) {
    List<Happening> all = new ArrayList<>(happenings);
    all.add(more);
    return telling(all);
  }

  /** The same, where the status stays as it is if it is quiet. */
  public Outcome<S> quietly(boolean quiet) {
    return new Outcome<>(reason, message, waiting, facts, quiet, draft, happenings, then);
  }

  /** The same with another status. */
  public Outcome<S> with(S other) {
    return new Outcome<>(reason, message, waiting, other, isQuiet, draft, happenings, then);
  }

  /** What the pass understood the resource to be. */
  public Outcome<S> about(Draft understood) {
    return new Outcome<>(reason, message, waiting, facts, isQuiet, understood, happenings, then);
  }

  /** The next pass comes after that time, if nothing happens before. */
  public Outcome<S> again(Duration in) {
    return followed(then.again(in));
  }

  /** Datadog did what was asked. */
  public Outcome<S> succeeded() {
    return followed(then.after(Attempt.SUCCEEDED));
  }

  /** Datadog could not do it: the next pass comes after growing patience. */
  public Outcome<S> failed() {
    return followed(then.after(Attempt.FAILED));
  }

  /** A rate limit holds it up. */
  public Outcome<S> heldUp() {
    return followed(then.after(Attempt.WAITS));
  }

  /** What was seen of the object: a list that shows something else wakes the resource. */
  public Outcome<S> seeing(LastSeen what) {
    return followed(then.seeing(what));
  }

  /** The object differed since somebody changed it in Datadog. */
  public Outcome<S> countingDrift() {
    return followed(then.counted());
  }

  private Outcome<S> followed(FollowUp other) {
    return new Outcome<>(reason, message, waiting, facts, isQuiet, draft, happenings, other);
  }
}
