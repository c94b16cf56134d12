/** Validation rules in CEL, compiled against a structural schema. */
package dev.heel.schema.cel;
