package dev.heel.operator.api.removal;

import dev.heel.operator.account.ledger.Ledger;
import java.time.Instant;
import java.util.List;

/**
 * An object in Datadog that is a resource's own and is to go.
 *
 * @param owner the resource, as the object's marker and the ledger name it
 * @param organization id of the organisation that the object is in; null if that is not known
 * @param id its id
 * @param leavingSince since when it is to go
 */
record OwnObject(Ledger.Key owner, String organization, String id, Instant leavingSince) {
  /** Whose it is, in a log: {@code DatadogMonitor prod/shop/alarm}. */
  String words() {
    return owner.kind() + " " + owner.owner();
  }

  static List<String> ids(List<OwnObject> objects) {
    return objects.stream().map(OwnObject::id).toList();
  }
}
