package dev.heel.operator.api.removal;

import dev.heel.operator.status.Happening;
import dev.heel.operator.status.Outcome;
import dev.heel.resource.ApiStatus;
import java.util.List;

/**
 * The result of one pass over a resource that is being deleted.
 *
 * @param isDone whether the finalizer goes
 * @param outcome why not, when it stays
 * @param left ids of objects that stay in Datadog for good
 * @param told what a person must see of what stays; null if nothing does
 */
public record CleanupResult(
    boolean isDone, Outcome<ApiStatus> outcome, List<String> left, Happening told) {
  static final CleanupResult DONE = new CleanupResult(true, null, List.of(), null);

  static CleanupResult kept(String why) {
    return new CleanupResult(true, null, List.of(), Happening.warning("Kept", why));
  }

  static CleanupResult left(List<String> ids, String why) {
    return new CleanupResult(true, null, ids, Happening.warning("Released", why));
  }

  /** The same, but those stay for good. */
  CleanupResult leaving(List<String> ids) {
    return left.isEmpty() ? new CleanupResult(isDone, outcome, ids, told) : this;
  }
}
