/** Events, API v1. Nobody edits or deletes one. */
package dev.heel.sandbox.datadog.events;
