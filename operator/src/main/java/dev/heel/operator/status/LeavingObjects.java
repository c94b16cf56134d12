package dev.heel.operator.status;

import dev.heel.resource.ApiStatus;
import dev.heel.resource.ApiStatus.LeavingObject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The objects that a resource's present one took the place of, and that are still to go. Pure. */
public final class LeavingObjects {
  private LeavingObjects() {}

  /**
   * All of a status; one that an earlier version of Heel wrote down counts from now on, and so does
   * one without a time that can be believed.
   */
  public static List<LeavingObject> of(ApiStatus status, Instant now) {
    List<LeavingObject> known =
        Optional.ofNullable(status.leaving()).orElse(List.of()).stream()
            .map(each -> timed(each, now))
            .toList();
    List<LeavingObject> all =
        status.replaced() == null ? known : with(known, entry(status, status.replaced(), now));
    return without(all, status.id());
  }

  /** The list as it is once the resource's object is another one than the status says. */
  public static List<LeavingObject> after(ApiStatus before, String id, Instant now) {
    boolean isReplaced = before.creating() != null && before.id() != null;
    List<LeavingObject> all =
        isReplaced ? with(of(before, now), entry(before, before.id(), now)) : of(before, now);
    return without(all, id);
  }

  /** The list with the object that the next one is about to take the place of. */
  public static List<LeavingObject> before(ApiStatus status, String old, Instant now) {
    return with(of(status, now), entry(status, old, now));
  }

  /** The list without one that is gone. */
  public static List<LeavingObject> without(List<LeavingObject> all, String id) {
    return all.stream().filter(each -> !each.id().equals(id)).toList();
  }

  private static List<LeavingObject> with(List<LeavingObject> all, LeavingObject one) {
    if (all.stream().anyMatch(each -> each.id().equals(one.id()))) {
      return all;
    }
    List<LeavingObject> more = new ArrayList<>(all);
    more.add(one);
    return List.copyOf(more);
  }

  private static LeavingObject timed(LeavingObject object, Instant now) {
    return TrustedStatus.time(object.since(), now).isPresent()
        ? object
        : new LeavingObject(object.organization(), object.id(), Conditions.time(now), object.why());
  }

  private static LeavingObject entry(ApiStatus status, String id, Instant now) {
    return new LeavingObject(status.organization(), id, Conditions.time(now), null);
  }
}
