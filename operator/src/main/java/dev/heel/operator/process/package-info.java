/**
 * What the process as a whole has: its options and times, leadership, metrics, the Kubernetes
 * clients. Knows no other package of the operator, and all of them may use it.
 */
package dev.heel.operator.process;
