/**
 * Whose turn it is to call, and when: Datadog's rate limits as its answers tell them, the share of
 * this process, and the turns of the namespaces.
 */
package dev.heel.datadog.budget;
