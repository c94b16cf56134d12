/**
 * Finds a dashboard that the operator made and calls Datadog about it. For the verbs that do so.
 */
package dev.heel.cli.dashboard;
