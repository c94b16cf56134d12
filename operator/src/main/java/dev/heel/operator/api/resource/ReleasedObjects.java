package dev.heel.operator.api.resource;

import dev.heel.kinds.account.AccountStatus.Released;
import dev.heel.operator.account.Accounts;
import dev.heel.operator.account.deletion.KeptObject;
import dev.heel.operator.account.deletion.LeftObjects;
import dev.heel.operator.process.Metrics;
import dev.heel.operator.status.Conditions;
import java.time.Instant;
import java.util.List;

/** Objects that stay in Datadog, since they could not be removed in time: they are counted. */
public final class ReleasedObjects {
  private final Metrics metrics;
  private final LeftObjects leftObjects;
  private final Accounts accounts;

  public ReleasedObjects(Metrics metrics, LeftObjects leftObjects, Accounts accounts) {
    this.metrics = metrics;
    this.leftObjects = leftObjects;
    this.accounts = accounts;
  }

  /** Those of a resource. */
  public void add(ResourceInPass<?> work, List<String> ids) {
    for (String id : ids) {
      metrics.released(work.kind().name());
      leftObjects.left(
          work.status().account(),
          new Released(work.kind().name(), work.path(), id, Conditions.time(work.now())));
    }
    accounts.figuresChanged(work.status().account());
  }

  /** One that an account had kept. */
  public void add(String account, KeptObject kept, Instant now) {
    metrics.released(kept.kind());
    leftObjects.left(account, kept.released(now));
  }
}
