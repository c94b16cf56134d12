/** Webhooks and their custom variables, which are known by their names. */
package dev.heel.sandbox.datadog.webhooks;
