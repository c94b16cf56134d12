/** Webhooks: the custom resource, its checks, and what becomes of it in Datadog. */
package dev.heel.kinds.webhook;
