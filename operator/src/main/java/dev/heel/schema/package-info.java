/**
 * CustomResourceDefinition schemas as the API server applies them, offline: structural schema,
 * strict names, defaults, pruning, CEL. Knows nothing of Heel.
 */
package dev.heel.schema;
