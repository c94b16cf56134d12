package dev.heel.operator.account.lists;

import dev.heel.engine.api.DatadogError;
import java.time.Instant;
import java.util.Optional;

/** The newest list of one kind in one account, as a pass asks for it. */
public interface NewestList {
  /** The last good round; null before the first in the organisation that the account leads to. */
  Snapshot snapshot();

  /** Why the last round came to nothing; empty if it was good. */
  Optional<DatadogError> failure();

  /** Asks for a list that begins at that time or soon after it. */
  void nudge(Instant at);
}
