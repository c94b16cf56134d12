/**
 * A whole world in one process: a Kubernetes API, a Datadog API, and the real operator between
 * them.
 */
package dev.heel.sandbox;
