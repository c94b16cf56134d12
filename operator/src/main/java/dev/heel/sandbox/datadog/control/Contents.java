package dev.heel.sandbox.datadog.control;

import dev.heel.sandbox.datadog.dashboards.Annotations;
import dev.heel.sandbox.datadog.dashboards.Dashboards;
import dev.heel.sandbox.datadog.dashboards.DashboardsApi;
import dev.heel.sandbox.datadog.downtimes.Downtimes;
import dev.heel.sandbox.datadog.downtimes.DowntimesApi;
import dev.heel.sandbox.datadog.events.Events;
import dev.heel.sandbox.datadog.http.ServedKind;
import dev.heel.sandbox.datadog.monitors.Monitors;
import dev.heel.sandbox.datadog.webhooks.WebhookVariables;
import dev.heel.sandbox.datadog.webhooks.Webhooks;
import dev.heel.sandbox.datadog.world.PerOrganisation;
import dev.heel.sandbox.datadog.world.World;
import java.util.List;

/**
 * What the organisations of one server have, by kind of object.
 *
 * @param kinds those that are served, shown and steered as every kind is; the one list of them.
 *     Only what more is done with, or what people do not make, stands beside it
 */
public record Contents(
    PerOrganisation<Monitors> monitors,
    PerOrganisation<Dashboards> dashboards,
    PerOrganisation<Downtimes> downtimes,
    PerOrganisation<Events> events,
    PerOrganisation<Annotations> annotations,
    List<ServedKind> kinds) {

  /** Of a new server: nothing, until somebody makes it. */
  public static Contents in(World world) {
    var monitors = new PerOrganisation<>(each -> new Monitors(world, each.number()));
    var dashboards = new PerOrganisation<>(each -> new Dashboards(world, each::users));
    var downtimes = new PerOrganisation<>(each -> new Downtimes(world));
    return new Contents(
        monitors,
        dashboards,
        downtimes,
        new PerOrganisation<>(each -> new Events(world)),
        new PerOrganisation<>(each -> new Annotations(world)),
        List.of(
            new ServedKind("dashboards", dashboards, new DashboardsApi(dashboards)),
            new ServedKind("downtimes", downtimes, new DowntimesApi(downtimes, monitors)),
            Webhooks.in(world),
            WebhookVariables.in(world)));
  }
}
