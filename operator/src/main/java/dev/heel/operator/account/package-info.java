/**
 * The Datadog accounts at work: their connections, and the rounds that read their lists. Used by
 * all that calls Datadog.
 */
package dev.heel.operator.account;
