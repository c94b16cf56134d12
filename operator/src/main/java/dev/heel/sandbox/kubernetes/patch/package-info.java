/**
 * How Kubernetes changes objects: merge, strategic merge and server-side apply, as pure functions
 * of JSON trees.
 */
package dev.heel.sandbox.kubernetes.patch;
