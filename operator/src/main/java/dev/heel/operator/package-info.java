/**
 * What runs in a cluster: one reconciler for every API kind, the pollers that read Datadog's lists,
 * the ledger of own writes, accounts, leadership, metrics.
 */
package dev.heel.operator;
