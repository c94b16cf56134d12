/**
 * YAML and JSON manifests, read as kubectl reads them (YAML 1.1 scalars of goyaml v2), with the
 * line and column of every key and value kept. Knows nothing of Heel.
 */
package dev.heel.manifest;
