package dev.heel.operator.status;

import dev.heel.resource.ApiStatus;
import dev.heel.resource.Reason;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * What one pass came to. Conditions, events, metrics and the time of the next pass all follow from
 * it, in one place.
 *
 * @param reason why the resource is as it is
 * @param message for people, for the Ready condition
 * @param waiting for people, for Reconciling or Stalled: what is waited for; null if the message
 *     says it
 * @param facts the status but for its conditions and observedGeneration
 * @param happenings what a person must see once
 * @param next when to look again if nothing happens before; null for when something happens
 * @param isQuiet whether the status stays as it is, since there is nothing new to tell
 */
public record Outcome(
    Reason reason,
    String message,
    String waiting,
    ApiStatus facts,
    List<Happening> happenings,
    Duration next,
    boolean isQuiet) {

  /** An outcome without Events, for which nothing is looked at before something happens. */
  public static Outcome of(Reason reason, String message, ApiStatus facts) {
    return new Outcome(reason, message, null, facts, List.of(), null, false);
  }

  /** Nothing to tell yet; something that is under way will wake the resource. */
  public static Outcome quiet(Reason reason, ApiStatus facts) {
    return new Outcome(reason, "", null, facts, List.of(), null, true);
  }

  /** The same, and what is waited for. */
  public Outcome waitingFor(String words) {
    return new Outcome(reason, message, words, facts, happenings, next, isQuiet);
  }

  /** The same, with these Events and no others. */
  public Outcome telling(Happening... more) {
    return new Outcome(reason, message, waiting, facts, List.of(more), next, isQuiet);
  }

  /** The same, with these Events and no others. */
  public Outcome telling(List<Happening> more) {
    return new Outcome(reason, message, waiting, facts, List.copyOf(more), next, isQuiet);
  }

  /** The same, with one more Event. */
  public Outcome tellingAlso(Happening more) {
    List<Happening> all = new ArrayList<>(happenings);
    all.add(more);
    return telling(all);
  }

  /** The same, but it is looked at again after that time. */
  public Outcome again(Duration in) {
    return new Outcome(reason, message, waiting, facts, happenings, in, isQuiet);
  }

  /** The same, where the status stays as it is if it is quiet. */
  public Outcome quietly(boolean quiet) {
    return new Outcome(reason, message, waiting, facts, happenings, next, quiet);
  }

  /** The same with another status. */
  public Outcome with(ApiStatus other) {
    return new Outcome(reason, message, waiting, other, happenings, next, isQuiet);
  }
}
