/**
 * What several verbs are given: manifests, the name of a cluster, a kubeconfig, times and ports. It
 * knows {@code text} alone.
 */
package dev.heel.cli.options;
