package dev.heel.kinds;

import dev.heel.engine.ApiKind;
import dev.heel.kinds.dashboard.DashboardKind;
import dev.heel.kinds.downtime.DowntimeKind;
import dev.heel.kinds.monitor.MonitorKind;
import dev.heel.kinds.webhook.WebhookKind;
import java.util.List;

/** The kinds that become an object of the Datadog API; the one place that lists them. */
public final class Kinds {
  private static final List<ApiKind<?>> ALL =
      List.of(new MonitorKind(), new DashboardKind(), new DowntimeKind(), new WebhookKind());

  private Kinds() {}

  /** All of them; each may be used by many threads. */
  public static List<ApiKind<?>> all() {
    return ALL;
  }
}
