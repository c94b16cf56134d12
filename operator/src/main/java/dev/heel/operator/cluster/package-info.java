/**
 * What the operator reads and writes in Kubernetes beside its own kinds: Secrets, ConfigMaps,
 * namespaces, and the objects that it applies for Agents.
 */
package dev.heel.operator.cluster;
