package dev.heel.operator.account.ledger;

import dev.heel.operator.account.organization.KeyOwner;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * One ledger for each organisation, whichever accounts lead to it: what was written through one is
 * known to a pass through another, and equal ids of two organisations never meet. Safe for many
 * threads.
 */
public final class Ledgers {
  private final Duration grace;
  private final Map<String, Ledger> byOrganization = new HashMap<>();

  public Ledgers(Duration grace) {
    this.grace = grace;
  }

  /** Of an account whose organisation is not known yet. */
  public Ledger unplaced() {
    return new Ledger(grace);
  }

  /**
   * The ledger of an account whose keys belong to that owner.
   *
   * @param before what the account used until now; what stands in it counts on, unless it is
   *     another organisation's
   */
  public synchronized Ledger of(KeyOwner owner, Ledger before) {
    if (!owner.isKnown()) {
      return before;
    }
    boolean unplaced = !byOrganization.containsValue(before);
    Ledger known = byOrganization.get(owner.id());
    if (known == null) {
      known = unplaced ? before : new Ledger(grace);
      byOrganization.put(owner.id(), known);
    } else if (unplaced) {
      known.absorb(before);
    }
    return known;
  }
}
