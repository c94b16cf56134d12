package dev.heel.sandbox.datadog.control;

import dev.heel.sandbox.datadog.dashboards.Annotations;
import dev.heel.sandbox.datadog.dashboards.Dashboards;
import dev.heel.sandbox.datadog.downtimes.Downtimes;
import dev.heel.sandbox.datadog.events.Events;
import dev.heel.sandbox.datadog.monitors.Monitors;
import dev.heel.sandbox.datadog.webhooks.WebhookForm;
import dev.heel.sandbox.datadog.world.NamedObjects;
import dev.heel.sandbox.datadog.world.PerOrganisation;
import dev.heel.sandbox.datadog.world.World;
import java.util.function.UnaryOperator;

/** What the organisations of one server have, by kind of object. */
public record Contents(
    PerOrganisation<Monitors> monitors,
    PerOrganisation<Dashboards> dashboards,
    PerOrganisation<NamedObjects> webhooks,
    PerOrganisation<NamedObjects> webhookVariables,
    PerOrganisation<Downtimes> downtimes,
    PerOrganisation<Events> events,
    PerOrganisation<Annotations> annotations) {

  /** Of a new server: nothing, until somebody makes it. */
  public static Contents in(World world) {
    return new Contents(
        new PerOrganisation<>(each -> new Monitors(world, each.number())),
        new PerOrganisation<>(each -> new Dashboards(world, each::users)),
        new PerOrganisation<>(
            each ->
                new NamedObjects(
                    world, "webhook", UnaryOperator.identity(), WebhookForm::foreignWebhook)),
        new PerOrganisation<>(
            each ->
                new NamedObjects(
                    world, "webhook_variable", WebhookForm::shown, WebhookForm::foreignVariable)),
        new PerOrganisation<>(each -> new Downtimes(world)),
        new PerOrganisation<>(each -> new Events(world)),
        new PerOrganisation<>(each -> new Annotations(world)));
  }
}
