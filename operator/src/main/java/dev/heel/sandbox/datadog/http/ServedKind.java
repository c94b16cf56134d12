package dev.heel.sandbox.datadog.http;

import dev.heel.sandbox.datadog.world.Inventory;
import dev.heel.sandbox.datadog.world.PerOrganisation;

/**
 * One kind of object as the server has it. Its routes, its part of {@code /_sandbox} and its place
 * among all objects follow from this.
 *
 * @param plural its name below {@code /_sandbox}, such as {@code dashboards}
 * @param objects what each organisation has of it
 * @param api its part of Datadog's API
 */
public record ServedKind(String plural, PerOrganisation<? extends Inventory> objects, Api api) {}
