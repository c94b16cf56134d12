/** The only way by which objects are removed from Datadog, and the pass over a deleted resource. */
package dev.heel.operator.api.removal;
