/** Custom variables of webhooks: the custom resource, and what becomes of it in Datadog. */
package dev.heel.kinds.webhookvariable;
