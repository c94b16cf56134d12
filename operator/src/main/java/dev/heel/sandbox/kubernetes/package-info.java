/**
 * A Kubernetes API server in this process, for the sandbox and for tests. It has no authentication,
 * RBAC, admission webhooks, conversion between versions, cost limits of CEL rules, and none of
 * Kubernetes' controllers but those that {@link dev.heel.sandbox.kubernetes.KubernetesServer}
 * names.
 */
package dev.heel.sandbox.kubernetes;
