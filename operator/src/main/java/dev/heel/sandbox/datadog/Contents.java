package dev.heel.sandbox.datadog;

import java.util.function.UnaryOperator;

/** What the organisations of one server have, by kind of object. */
final class Contents {
  final PerOrganisation<Monitors> monitors;
  final PerOrganisation<Dashboards> dashboards;
  final PerOrganisation<NamedObjects> webhooks;
  final PerOrganisation<NamedObjects> webhookVariables;
  final PerOrganisation<Downtimes> downtimes;
  final PerOrganisation<Events> events;
  final PerOrganisation<Annotations> annotations;

  Contents(World world) {
    monitors = new PerOrganisation<>(each -> new Monitors(world, each.number()));
    dashboards = new PerOrganisation<>(each -> new Dashboards(world, each::users));
    webhooks =
        new PerOrganisation<>(
            each ->
                new NamedObjects(
                    world, "webhook", UnaryOperator.identity(), WebhookForm::foreignWebhook));
    webhookVariables =
        new PerOrganisation<>(
            each ->
                new NamedObjects(
                    world, "webhook_variable", WebhookForm::shown, WebhookForm::foreignVariable));
    downtimes = new PerOrganisation<>(each -> new Downtimes(world));
    events = new PerOrganisation<>(each -> new Events(world));
    annotations = new PerOrganisation<>(each -> new Annotations(world));
  }
}
