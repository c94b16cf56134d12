package dev.heel.operator.wake;

import dev.heel.resource.ApiStatus;

/**
 * Under which id and address each resource's object was last told to those that refer to it. Kept
 * from pass to pass: one whose status write took effect without an answer knows nothing of it, and
 * the next pass finds the new id as if it had always been so.
 */
public final class Addresses {
  private record Address(String id, String url) {
    static Address in(ApiStatus status) {
      return new Address(status.id(), status.url());
    }
  }

  private final ResourceMemory.Slot<Address> told;

  public Addresses(ResourceMemory memory) {
    told = memory.slot();
  }

  /** What a resource's first pass begins with is known to others: they read it by themselves. */
  public void begin(String uid, ApiStatus status) {
    told.putIfAbsent(uid, Address.in(status));
  }

  /** Whether others have to be told of this; from now on they are. */
  public boolean isNews(String uid, ApiStatus status) {
    Address now = Address.in(status);
    return !now.equals(told.put(uid, now));
  }
}
